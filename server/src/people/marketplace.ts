import type { MarketplaceId } from '@marketsafe/contract';
import { openLedger, recordAudit, writeLedger } from '../audit/service.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';

/**
 * Says for which marketplaces a marketplace's own people speak: they see what goes to these, and nothing else.
 * @param there whoever leads the program, at the organisation
 * @throws HttpProblem where the organisation is no marketplace's
 */
export async function speakFor(
  db: Database,
  there: Caller,
  marketplaces: readonly MarketplaceId[],
): Promise<void> {
  const { organisationId, userId } = there;
  if (there.organisationKind !== 'marketplace') throw new HttpProblem('organisation-no-marketplace');
  await db.inOrganisation({ organisationId, userId, as: 'staff' }, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    await scope.deleteFrom('app.desks').where('organisation_id', '=', organisationId).execute();
    const rows = [...new Set(marketplaces)].map((marketplace) => ({
      organisation_id: organisationId,
      marketplace,
    }));
    if (rows.length > 0) await scope.insertInto('app.desks').values(rows).execute();
    recordAudit(ledger, {
      action: 'organisation.speaks-for',
      at: new Date(),
      actorUserId: userId,
      entity: organisationId,
      detail: { marketplaces: rows.map(({ marketplace }) => marketplace).join(' ') },
    });
    await writeLedger(scope, ledger);
  });
}

/** Says where the marketplace writes to about what an organisation claims; null: nowhere. */
export async function setContact(db: Database, caller: Caller, email: string | null): Promise<void> {
  const { organisationId, userId } = caller;
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    await scope
      .updateTable('app.organisations')
      .set({ contact_email: email })
      .where('organisation_id', '=', organisationId)
      .execute();
    recordAudit(ledger, {
      action: 'organisation.contact',
      at: new Date(),
      actorUserId: userId,
      entity: organisationId,
      detail: { set: email === null ? 'no' : 'yes' },
    });
    await writeLedger(scope, ledger);
  });
}
