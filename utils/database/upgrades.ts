import type { Transaction } from 'dexie';
import type { DraftRow } from './draft-rows.ts';
import { lineOf } from './line-rows.ts';
import type { OutboxRow } from './outbox-rows.ts';
import { type ProblemOfVersion2, problemInCodes } from './problem-in-codes.ts';

/** Larger than any page, in CSS pixels. */
const ANY_PAGE = { x: 0, y: 0, width: 1_000_000, height: 1_000_000 } as const;

/**
 * Version 1 noted neither where a page showed the viewer nor how much of it a capture was to take. All of such a page may show the
 * viewer, and a capture was of the window. Records, files and the bodies of reports stay as they are: their hashes are known elsewhere.
 */
export async function upgradeToVersion2(transaction: Transaction): Promise<void> {
  await transaction
    .table('captures')
    .toCollection()
    .modify({
      viewer: { areas: [ANY_PAGE], texts: [] },
    });
  await transaction.table('captureJobs').toCollection().modify({ profile: 'quick' });
}

interface EntryOfVersion2 {
  lastProblem?: ProblemOfVersion2;
}

function inCodes<Entry extends EntryOfVersion2>(entry: Entry): object {
  return entry.lastProblem ? { ...entry, lastProblem: problemInCodes(entry.lastProblem) } : entry;
}

/** Version 2 kept sentences about why a report waits, in English; and it knew nothing of a person's choice of language. */
export async function upgradeToVersion3(transaction: Transaction): Promise<void> {
  await transaction
    .table<EntryOfVersion2>('outbox')
    .toCollection()
    .modify((entry, context) => {
      context.value = inCodes(entry);
    });
  await transaction
    .table<{ entry?: EntryOfVersion2 }>('deletions')
    .toCollection()
    .modify((deletion) => {
      if (deletion.entry) deletion.entry = inCodes(deletion.entry);
    });
  await transaction
    .table<{ me?: object }>('session')
    .toCollection()
    .modify((session) => {
      if (session.me) session.me = { ...session.me, language: null };
    });
}

/** Reports whose lines are made at a time: all of them need not fit into memory. */
const LINES_AT_A_TIME = 200;

/** Version 3 read drafts whole for every list: each gets its line. */
export async function upgradeToVersion4(transaction: Transaction): Promise<void> {
  const drafts = transaction.table<DraftRow, string>('drafts');
  let after = '';
  for (;;) {
    const some = await drafts.where('draftId').above(after).limit(LINES_AT_A_TIME).toArray();
    const last = some.at(-1);
    if (!last) return;
    const ids = some.map(({ draftId }) => draftId);
    const entries = await transaction.table<OutboxRow>('outbox').where('entityId').anyOf(ids).toArray();
    const byDraft = new Map(entries.reverse().map((entry) => [entry.entityId, entry]));
    await transaction.table('lines').bulkPut(some.map((draft) => lineOf(draft, byDraft.get(draft.draftId))));
    after = last.draftId;
  }
}
