import type pg from 'pg';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database } from '../db/database.ts';
import type { Mailer } from '../mail/mail.ts';
import { addresseesOf } from '../people/mail-addresses.ts';

/** What giving a webhook up needs. */
export interface GiveUpTools {
  owner: pg.Pool;
  db: Database;
  mail: Pick<Mailer, 'send'>;
  /** Address of the console. */
  address: () => string;
}

/** Switches off a webhook that nothing arrives at any more, and tells the organisation's managers by mail, once. */
export async function giveUp(
  { owner, db, mail, address }: GiveUpTools,
  { organisationId, webhookId }: { organisationId: string; webhookId: string },
): Promise<void> {
  const managers = await addresseesOf(owner, organisationId, ['manager']);
  await db.inOrganisation({ organisationId, userId: null }, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const disabled = await scope
      .updateTable('app.webhooks')
      .set({ state: 'disabled' })
      .where('organisation_id', '=', organisationId)
      .where('webhook_id', '=', webhookId)
      .where('state', '=', 'active')
      .where('ended_at', 'is', null)
      .returning('address')
      .executeTakeFirst();
    if (!disabled) return;
    await appendAudit(scope, ledger, {
      ...{ action: 'webhook.disabled', at: new Date(), actorUserId: null, entity: webhookId, detail: {} },
    });
    const content = {
      kind: 'webhook-disabled',
      // Of the address the host: the rest may hold a secret of its receiver's.
      host: URL.parse(disabled.address)?.host ?? '',
      link: `${address()}/webhooks`,
    } as const;
    for (const { email, language } of managers) await mail.send({ to: email, language, content }, scope);
  });
}
