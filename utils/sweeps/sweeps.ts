import {
  changedFields,
  DECLARED_TEXTS,
  type DeclaredIn,
  type DraftFields,
  emptyFields,
  fieldsOf,
  SWEEP_NAME_LIMIT,
  storableText,
} from '@marketsafe/contract';
import { v7 as uuidv7 } from 'uuid';
import type { ReporterDatabase } from '../database/database.ts';
import type { SweepRow, SweepStop } from '../database/sweep-rows.ts';
import { calendarDay } from '../hooks/time.ts';
import { Refusal } from '../refusals/refusal.ts';
import { signedIn } from '../session/session.ts';
import { rightTrouble } from './right-of-sweep.ts';

/** What a person chooses of a sweep. */
export type SweepChoices = Pick<
  SweepRow,
  | 'name'
  | 'brand'
  | 'rightId'
  | 'reason'
  | 'explanation'
  | 'particulars'
  | 'marketplaces'
  | 'profile'
  | 'next'
>;

/** Writes a new sweep down, not yet running. */
export async function addSweep(
  db: ReporterDatabase,
  choices: Pick<SweepChoices, 'name' | 'profile'>,
  now: number,
): Promise<string> {
  const sweepId = uuidv7();
  await db.sweeps.add({
    ...{ sweepId, state: 'paused', createdAt: now, updatedAt: now, brand: '' },
    explanation: emptyFields().explanation,
    ...{ marketplaces: [], next: 'tab', spans: [], steps: [] },
    ...choices,
  });
  return sweepId;
}

/** The sweep that runs, if one does. */
export function runningSweep(db: ReporterDatabase): Promise<SweepRow | undefined> {
  return db.sweeps.where('state').equals('running').first();
}

/** The part of a sweep that each of its drafts begins with, as a draft has it. */
export function fieldsOfSweep({ rightId, reason, explanation, particulars }: SweepChoices): DraftFields {
  return {
    ...emptyFields(),
    ...(rightId !== undefined && { rightId }),
    ...(reason !== undefined && { reason }),
    explanation,
    ...(particulars && { particulars }),
  };
}

/**
 * Changes what is chosen for a sweep; drafts that were made in it stay as they are. What was declared for it counted for its right, reason
 * and statement: where one of them changes, somebody has to declare anew.
 */
export async function changeSweep(
  db: ReporterDatabase,
  sweepId: string,
  change: Partial<SweepChoices>,
  now: number,
): Promise<void> {
  await db.transaction('rw', db.sweeps, async () => {
    const sweep = await db.sweeps.get(sweepId);
    if (!sweep || sweep.state === 'ended') return;
    const next: SweepRow = { ...sweep, ...change, updatedAt: now };
    next.name = storableText(next.name).slice(0, SWEEP_NAME_LIMIT);
    const changed = changedFields(fieldsOfSweep(sweep), fieldsOf(fieldsOfSweep(next)));
    if (Object.keys(changed).length > 0) delete next.declared;
    await db.sweeps.put(next);
  });
}

/** Records, or takes back, that a person declares for all claims that the sweep will make. Drafts that are there already stay as they are. */
export async function declareForSweep(
  db: ReporterDatabase,
  sweepId: string,
  isDeclared: boolean,
  now: number,
): Promise<void> {
  await db.transaction('rw', db.sweeps, db.session, async () => {
    const [sweep, session] = await Promise.all([db.sweeps.get(sweepId), signedIn(db)]);
    if (!sweep || sweep.state === 'ended') return;
    const { declared: _, ...rest } = sweep;
    if (isDeclared && (sweep.rightId === undefined || sweep.reason === undefined || sweep.name === ''))
      throw new Refusal({ code: 'sweep-declare-first' });
    const user = session?.me.user;
    const texts = Object.fromEntries(
      Object.entries(DECLARED_TEXTS).map(([name, { version }]) => [name, version]),
    ) as DeclaredIn['texts'];
    const declared: DeclaredIn = {
      ...{ sweepId, sweep: sweep.name, texts, at: new Date(now).toISOString() },
      by: user ? { userId: user.userId, name: user.name.slice(0, 200) } : null,
    };
    await db.sweeps.put({ ...rest, ...(isDeclared && { declared }), updatedAt: now });
  });
}

function ended({ spans }: SweepRow, now: number): SweepRow['spans'] {
  return spans.map((span) => (span.to === undefined ? { ...span, to: now } : span));
}

/**
 * Starts a sweep, or goes on with it. One runs at a time: another that runs is paused. Refused where it has no name, or its right cannot be
 * used any more. Gives the sweep that was paused for it.
 */
export async function startSweep(
  db: ReporterDatabase,
  sweepId: string,
  now: number,
): Promise<SweepRow | undefined> {
  return db.transaction('rw', db.sweeps, db.reference, async () => {
    const sweep = await db.sweeps.get(sweepId);
    if (!sweep || sweep.state === 'ended') throw new Refusal({ code: 'sweep-gone' });
    if (sweep.state === 'running') return undefined;
    if (sweep.name.trim() === '') throw new Refusal({ code: 'sweep-no-name' });
    const reference = await db.reference.get('rights');
    const rights = reference?.key === 'rights' ? reference.rights : undefined;
    if (rightTrouble(sweep, rights, calendarDay(now))) throw new Refusal({ code: 'sweep-right' });
    const other = await runningSweep(db);
    if (other) await db.sweeps.put({ ...other, state: 'paused', spans: ended(other, now), updatedAt: now });
    const { stopped: _, ...going } = sweep;
    await db.sweeps.put({
      ...going,
      state: 'running',
      spans: [...sweep.spans, { from: now }],
      updatedAt: now,
    });
    return other;
  });
}

/** A sweep as it is once it has stopped, by a person's wish or by itself. */
export function stoppedSweep(sweep: SweepRow, now: number, stopped?: SweepStop): SweepRow {
  const { stopped: _, ...rest } = sweep;
  return {
    ...rest,
    state: 'paused',
    spans: ended(sweep, now),
    updatedAt: now,
    ...(stopped && { stopped }),
  };
}

/** Pauses a sweep that runs; with `stopped` it stopped by itself. */
export async function pauseSweep(
  db: ReporterDatabase,
  sweepId: string,
  now: number,
  stopped?: SweepStop,
): Promise<void> {
  await db.transaction('rw', db.sweeps, async () => {
    const sweep = await db.sweeps.get(sweepId);
    if (sweep?.state === 'running') await db.sweeps.put(stoppedSweep(sweep, now, stopped));
  });
}

/** Ends a sweep for good. What it made stays. */
export async function endSweep(db: ReporterDatabase, sweepId: string, now: number): Promise<void> {
  await db.transaction('rw', db.sweeps, async () => {
    const sweep = await db.sweeps.get(sweepId);
    if (!sweep || sweep.state === 'ended') return;
    const { stopped: _, ...rest } = sweep;
    await db.sweeps.put({ ...rest, state: 'ended', spans: ended(sweep, now), updatedAt: now });
  });
}

/** Pauses the running sweep where its right cannot be used any more: what was heard of rights may have changed that. */
export async function stopOnLostRight(db: ReporterDatabase, now: number): Promise<void> {
  await db.transaction('rw', db.sweeps, db.reference, async () => {
    const [sweep, reference] = await Promise.all([runningSweep(db), db.reference.get('rights')]);
    const rights = reference?.key === 'rights' ? reference.rights : undefined;
    const trouble = sweep && rightTrouble(sweep, rights, calendarDay(now));
    if (trouble) await db.sweeps.put(stoppedSweep(sweep, now, { ...trouble, at: now }));
  });
}
