import type { AnswerSaid, Change, ClaimReceipt } from '@marketsafe/contract';
import type { Ledger } from '../audit/service.ts';
import type { Scope } from '../db/database.ts';

/** What the organisation's devices are told. */
export type NewChange =
  | ({ kind: 'claim'; at: Date } & Pick<ClaimReceipt, 'claimId' | 'number' | 'state'>)
  | { kind: 'right'; at: Date; rightId: string }
  | { kind: 'draft'; at: Date; draftId: string }
  | { kind: 'answer'; at: Date; claimId: string; answer: Pick<AnswerSaid, 'outcome' | 'cause'> | null }
  | ({ kind: 'deleted'; at: Date } & Pick<ClaimReceipt, 'claimId' | 'number'>)
  | { kind: 'translation'; at: Date; translationId: string };

/** The thing a change is about, as the feed names it. */
function entityOf(change: NewChange): { id: string; detail: object } {
  switch (change.kind) {
    case 'claim': {
      const { claimId, number, state } = change;
      return { id: claimId, detail: { claimId, number, state } };
    }
    case 'right':
      return { id: change.rightId, detail: { rightId: change.rightId } };
    case 'answer':
      return { id: change.claimId, detail: { claimId: change.claimId, answer: change.answer } };
    case 'deleted': {
      const { claimId, number } = change;
      return { id: claimId, detail: { claimId, number } };
    }
    case 'draft':
      return { id: change.draftId, detail: { draftId: change.draftId } };
    case 'translation':
      return { id: change.translationId, detail: { translationId: change.translationId } };
  }
}

/** Gives a change its place in the organisation's feed. `writeLedger` must follow in the transaction of what changed. */
export function recordChange(ledger: Ledger, change: NewChange): void {
  const { id, detail } = entityOf(change);
  ledger.changeSequence += 1;
  ledger.unwritten.changes.push({
    organisation_id: ledger.organisationId,
    sequence: ledger.changeSequence,
    kind: change.kind,
    entity_id: id,
    at: change.at,
    detail: JSON.stringify(detail),
  });
}

/** Most changes in one answer. */
const PAGE = 200;

/** The organisation's changes after a cursor, in the order they were committed, and the cursor to ask with next. */
export async function changesAfter(
  scope: Scope,
  organisationId: string,
  cursor: number,
): Promise<{ changes: Change[]; cursor: number; more: boolean }> {
  const rows = await scope
    .selectFrom('app.changes')
    .select(['sequence', 'kind', 'at', 'detail'])
    .where('organisation_id', '=', organisationId)
    .where('sequence', '>', cursor)
    .orderBy('sequence')
    .limit(PAGE + 1)
    .execute();
  const page = rows.slice(0, PAGE);
  return {
    // The route's schema checks every change against the contract before it leaves.
    changes: page.map(
      (row) =>
        ({ sequence: row.sequence, kind: row.kind, at: row.at.toISOString(), ...row.detail }) as Change,
    ),
    cursor: page.at(-1)?.sequence ?? cursor,
    more: rows.length > PAGE,
  };
}
