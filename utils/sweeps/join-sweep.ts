import { type DraftFields, FIELD_NAMES, isFilled } from '@marketsafe/contract';
import type { Table } from 'dexie';
import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import type { SweepItemRow, SweepRow, SweepStep } from '../database/sweep-rows.ts';
import type { Joining } from '../drafts/drafts.ts';
import { calendarDay } from '../hooks/time.ts';
import { signedIn } from '../session/session.ts';
import { rightTrouble } from './right-of-sweep.ts';
import { fieldsOfSweep, stoppedSweep } from './sweeps.ts';

/** Steps that can be taken back. */
const STEPS = 50;

/** A sweep with one step more. */
export function withStep(sweep: SweepRow, step: SweepStep): SweepRow {
  return { ...sweep, steps: [...sweep.steps, step].slice(-STEPS), updatedAt: step.at };
}

/** Notes what became of a listing in a sweep. Gives whether it was not in its list before. Within the caller's transaction. */
export async function noteItem(
  db: ReporterDatabase,
  about: Pick<SweepItemRow, 'sweepId' | 'listingKey' | 'marketplace' | 'url'>,
  became: Pick<SweepItemRow, 'state' | 'code' | 'draftId' | 'at'>,
): Promise<boolean> {
  const { sweepId, listingKey } = about;
  const item = await db.sweepItems.get([sweepId, listingKey]);
  const order = item?.order ?? (await db.sweepItems.where('sweepId').equals(sweepId).count());
  const fresh: Omit<SweepItemRow, 'state' | 'at'> = { ...about, from: 'tabs', order };
  const { code: _, draftId: __, ...kept } = item ?? fresh;
  await db.sweepItems.put({ ...kept, ...became });
  return item === undefined;
}

/** Nothing has been chosen or written in it. */
function isBlank(draft: DraftFields): boolean {
  return FIELD_NAMES.every((name) => !isFilled(draft, name));
}

/**
 * A draft with what its sweep has for all of its drafts, where nothing has been filled in. The right must be usable, and what was declared
 * is laid on it only where the same account, or nobody, is signed in, and the page was the listing.
 */
function withSweep(
  draft: DraftRow,
  sweep: SweepRow,
  { userId, isUsable }: { userId: string | undefined; isUsable: boolean },
): DraftRow {
  const joined = { ...draft, sweepId: draft.sweepId ?? sweep.sweepId };
  if (!isBlank(draft) || !isUsable) return joined;
  const { declared } = sweep;
  const declares = declared && draft.wall === undefined && (declared.by?.userId ?? undefined) === userId;
  return {
    ...joined,
    ...fieldsOfSweep(sweep),
    ...(declares && {
      declaredIn: declared,
      declarations: { goodFaith: true, accurate: true, authorised: true },
    }),
  };
}

/** How a capture joins a sweep. A sweep that has ended meanwhile takes nothing in. */
export function joiningSweep(db: ReporterDatabase, sweepId: string): Joining {
  return {
    tables: [db.sweeps, db.sweepItems, db.reference, db.session] as Table[],
    join: async (draft, opened, now) => {
      const [sweep, reference, session] = await Promise.all([
        db.sweeps.get(sweepId),
        db.reference.get('rights'),
        signedIn(db),
      ]);
      if (!sweep || sweep.state === 'ended') return draft;
      const { marketplaces } = sweep;
      if (marketplaces.length > 0 && !marketplaces.includes(draft.target.marketplace)) return draft;
      const { draftId, listingKey, target, wall } = draft;
      const rights = reference?.key === 'rights' ? reference.rights : undefined;
      const trouble = rightTrouble(sweep, rights, calendarDay(now));
      const about = { sweepId, listingKey, marketplace: target.marketplace, url: target.canonicalUrl };
      const became =
        wall === undefined
          ? ({ state: 'captured', draftId, at: now } as const)
          : ({ state: 'failed', code: 'wall', draftId, at: now } as const);
      const isNew = await noteItem(db, about, became);
      const next = withStep(sweep, {
        ...{ did: 'captured', at: now, listingKey, draft: { draftId, opened } },
        ...(target.title !== undefined && { title: target.title }),
        ...(isNew && { added: true }),
      });
      const stop = trouble
        ? ({ ...trouble, at: now } as const)
        : wall !== undefined && ({ code: 'wall', wall, at: now } as const);
      await db.sweeps.put(stop && sweep.state === 'running' ? stoppedSweep(next, now, stop) : next);
      return withSweep(draft, sweep, { userId: session?.me.user.userId, isUsable: trouble === undefined });
    },
  };
}
