import { randomUUID } from 'node:crypto';
import { type WebhookDelivery, webhookDelivery } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { testMessage } from './message.ts';
import { one, type WebhookKeeper } from './service.ts';

type Person = Pick<Caller, 'organisationId' | 'userId'>;

/** Messages that are shown. */
const MOST_SHOWN = 50;

/** The last messages to a webhook, the newest first. */
export function listDeliveries(
  { db }: WebhookKeeper,
  { organisationId, userId }: Person,
  webhookId: string,
): Promise<WebhookDelivery[]> {
  return db.inOrganisation({ organisationId, userId }, async (scope) => {
    await one(scope, organisationId, webhookId);
    const rows = await query(scope, organisationId, webhookId).limit(MOST_SHOWN).execute();
    return rows.map(deliveryOf);
  });
}

/** Sends a message that tells of nothing, to see whether it arrives. */
export async function sendTest(
  { db, webhooks: { wake } }: WebhookKeeper,
  { organisationId, userId }: Person,
  webhookId: string,
): Promise<WebhookDelivery> {
  const deliveryId = randomUUID();
  const sent = await db.inOrganisation({ organisationId, userId }, async (scope) => {
    const { state } = await one(scope, organisationId, webhookId);
    if (state !== 'active') throw new HttpProblem('webhook-not-active');
    const message = testMessage(webhookId, new Date());
    await scope
      .insertInto('app.webhook_deliveries')
      .values({
        ...{ organisation_id: organisationId, delivery_id: deliveryId, webhook_id: webhookId },
        ...{ event: message.type, body: JSON.stringify(message), at: new Date(message.timestamp) },
      })
      .execute();
    return readOne(scope, organisationId, webhookId, deliveryId);
  });
  wake();
  return sent;
}

/** Tries a message now that has not arrived, also one that was given up. */
export async function retryDelivery(
  { db, webhooks: { wake } }: WebhookKeeper,
  { organisationId, userId }: Person,
  { webhookId, deliveryId }: { webhookId: string; deliveryId: string },
): Promise<WebhookDelivery> {
  const tried = await db.inOrganisation({ organisationId, userId }, async (scope) => {
    const { state } = await one(scope, organisationId, webhookId);
    if (state !== 'active') throw new HttpProblem('webhook-not-active');
    await sql`update app.webhook_deliveries set state = 'pending', next_at = now(), first_tried_at = null
      where organisation_id = ${organisationId} and webhook_id = ${webhookId} and delivery_id = ${deliveryId}
        and state <> 'delivered'`.execute(scope);
    return readOne(scope, organisationId, webhookId, deliveryId);
  });
  wake();
  return tried;
}

async function readOne(
  scope: Scope,
  organisationId: string,
  webhookId: string,
  deliveryId: string,
): Promise<WebhookDelivery> {
  const row = await query(scope, organisationId, webhookId)
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst();
  if (!row) throw new HttpProblem('webhook-unknown');
  return deliveryOf(row);
}

function query(scope: Scope, organisationId: string, webhookId: string) {
  return scope
    .selectFrom('app.webhook_deliveries')
    .select([
      'delivery_id',
      'event',
      'at',
      'state',
      'attempts',
      'last_tried_at',
      'outcome',
      'status',
      'next_at',
    ])
    .where('organisation_id', '=', organisationId)
    .where('webhook_id', '=', webhookId)
    .orderBy('at', 'desc')
    .orderBy('delivery_id');
}

function deliveryOf(row: Awaited<ReturnType<ReturnType<typeof query>['executeTakeFirstOrThrow']>>) {
  return webhookDelivery.parse({
    ...{ deliveryId: row.delivery_id, event: row.event, at: row.at.toISOString(), state: row.state },
    ...{ attempts: row.attempts, outcome: row.outcome, status: row.status },
    lastTriedAt: row.last_tried_at?.toISOString() ?? null,
    nextAt: row.state === 'pending' ? row.next_at.toISOString() : null,
  });
}
