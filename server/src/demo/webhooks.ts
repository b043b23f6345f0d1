import { randomUUID } from 'node:crypto';
import type { DeliveryOutcome } from '@marketsafe/contract';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import type { Seal } from '../secrets/seal.ts';
import { changeWebhook, makeWebhook } from '../webhooks/service.ts';

/** What came of the messages before it was paused, the oldest first. */
const BEFORE: readonly (readonly [outcome: DeliveryOutcome, status: number | null, attempts: number])[] = [
  ['delivered', 204, 1],
  ['delivered', 204, 3],
  ['refused', 503, 24],
  ['delivered', 204, 1],
  ['timed-out', null, 25],
  ['delivered', 202, 1],
];
const HOUR = 60 * 60 * 1_000;

/** Gives one of the demo program's holders a webhook with a past. It is paused: nothing of a demo leaves the machine. */
export async function giveDemoWebhook(
  { db, webhookSeal: seal }: { db: Database; webhookSeal: Seal },
  manager: Caller,
): Promise<void> {
  const { organisationId, userId } = manager;
  const webhookId = randomUUID();
  const reach = { loopback: false, resolve: async () => [] };
  const keeper = { db, webhooks: { seal, reach, wake: () => undefined } };
  const terms = {
    address: 'https://hooks.borealis.demo.example/marketsafe',
    events: ['claim.state-changed' as const, 'claim.answered' as const],
  };
  await makeWebhook(keeper, manager, { webhookId, ...terms });
  await changeWebhook(keeper, manager, webhookId, { ...terms, active: false });
  await db.inOrganisation({ organisationId, userId }, async (scope) => {
    const found = await scope
      .selectFrom('app.claims')
      .select(['claim_id', 'number', 'state'])
      .where('organisation_id', '=', organisationId)
      .orderBy('state_since', 'desc')
      .limit(BEFORE.length)
      .execute();
    const rows = found.map(({ claim_id, number, state }, index) => {
      const [outcome, status, attempts] = BEFORE[index] ?? ['delivered', 204, 1];
      const at = new Date(Date.now() - (BEFORE.length - index) * HOUR);
      const message = {
        ...{ type: 'claim.state-changed', timestamp: at.toISOString() },
        data: { claimId: claim_id, number, state },
      };
      return {
        ...{ organisation_id: organisationId, delivery_id: randomUUID(), webhook_id: webhookId, at },
        ...{ event: message.type, body: JSON.stringify(message), outcome, status, attempts },
        state: outcome === 'delivered' ? ('delivered' as const) : ('given-up' as const),
        ...{ first_tried_at: at, last_tried_at: at },
      };
    });
    if (rows.length > 0) await scope.insertInto('app.webhook_deliveries').values(rows).execute();
  });
}
