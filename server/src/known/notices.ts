import type { DraftNotices } from '@marketsafe/contract';
import { openLedger, writeLedger } from '../audit/service.ts';
import { recordChange } from '../changes/service.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/**
 * Keeps which drafts the caller has begun and which have ended, and tells the organisation's devices. What was told before changes
 * nothing; a draft of somebody else stays as it is, and one that has ended does not begin again.
 */
export async function noteDrafts(
  db: Database,
  { organisationId, userId }: Pick<Caller, 'organisationId' | 'userId'>,
  { begun, ended }: DraftNotices,
): Promise<{ begun: number; ended: number }> {
  if (begun.length + ended.length === 0) return { begun: 0, ended: 0 };
  return db.inOrganisation({ organisationId, userId }, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const at = new Date();
    const rows = new Map(
      begun.map(({ draftId, listing, begunAt }) => [
        draftId,
        {
          organisation_id: organisationId,
          draft_id: draftId,
          user_id: userId,
          marketplace: listing.marketplace,
          item_id: listing.itemId,
          scope: listing.scope ?? null,
          // A wrong clock must not put a draft into the future.
          begun_at: new Date(Math.min(Date.parse(begunAt), at.getTime())),
        },
      ]),
    );
    const fresh =
      rows.size === 0
        ? []
        : await scope
            .insertInto('app.draft_notices')
            .values([...rows.values()])
            .onConflict((conflict) => conflict.doNothing())
            .returning('draft_id')
            .execute();
    const over =
      ended.length === 0
        ? []
        : await scope
            .updateTable('app.draft_notices')
            .set({ ended_at: at })
            .where('organisation_id', '=', organisationId)
            .where('user_id', '=', userId)
            .where('draft_id', 'in', ended)
            .where('ended_at', 'is', null)
            .returning('draft_id')
            .execute();
    const changed = new Set([...fresh, ...over].map(({ draft_id }) => draft_id));
    for (const draftId of changed) recordChange(ledger, { kind: 'draft', at, draftId });
    if (changed.size > 0) await writeLedger(scope, ledger);
    return { begun: fresh.length, ended: over.length };
  });
}
