import { storableText } from '@marketsafe/contract';
import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow, LegalHold } from '../database/draft-rows.ts';
import { Refusal } from '../refusals/refusal.ts';

/** Longest reason that is kept, in UTF-16 code units. */
const HOLD_REASON_LIMIT = 500;

/** The hold that a draft or report is under; undefined where there is none. */
export function currentHold(draft: Pick<DraftRow, 'holds'>): LegalHold | undefined {
  return draft.holds?.find(({ released }) => released === undefined);
}

async function changeHolds(
  db: ReporterDatabase,
  draftId: string,
  change: (holds: LegalHold[]) => LegalHold[],
): Promise<void> {
  await db.transaction('rw', db.drafts, async () => {
    const draft = await db.drafts.get(draftId);
    if (!draft) throw new Refusal({ code: 'draft-gone' });
    // `updatedAt` stays: a hold changes nothing of what is reported.
    await db.drafts.put({ ...draft, holds: change(draft.holds ?? []) });
  });
}

/**
 * Puts a draft or report on legal hold, at any time of its life. What is on hold stays on hold, with its first reason. Throws, in words
 * for the user, where there is no reason.
 * @param by who is signed in; null while nobody is
 * @param now Unix milliseconds
 */
export async function putOnHold(
  db: ReporterDatabase,
  draftId: string,
  { reason, by, now }: { reason: string; by: string | null; now: number },
): Promise<void> {
  const why = storableText(reason.trim().slice(0, HOLD_REASON_LIMIT));
  if (why === '') throw new Refusal({ code: 'no-hold-reason' });
  await changeHolds(db, draftId, (holds) =>
    currentHold({ holds }) ? holds : [...holds, { reason: why, since: now, by }],
  );
}

/** Takes a draft or report off legal hold; that it was on hold, why and until when stays on it. */
export async function releaseHold(
  db: ReporterDatabase,
  draftId: string,
  { by, now }: { by: string | null; now: number },
): Promise<void> {
  await changeHolds(db, draftId, (holds) =>
    holds.map((hold) => (hold.released ? hold : { ...hold, released: { at: now, by } })),
  );
}
