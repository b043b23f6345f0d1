import {
  type MadeWebhook,
  MOST_WEBHOOKS,
  type ProblemCode,
  type Webhook,
  type WebhookAddressFault,
  type WebhookChange,
  type WebhookOrder,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit, type Ledger, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import type { Seal } from '../secrets/seal.ts';
import { faultOf, type Reach } from './address.ts';
import { makeSecret } from './sign.ts';

/** What keeping webhooks needs. */
export interface WebhookKeeper {
  db: Database;
  webhooks: { seal: Seal; reach: Reach; wake: () => void };
}

type Person = Pick<Caller, 'organisationId' | 'userId'>;

/** Hours for which messages are signed with the secret before, too, so that a receiver can change in its own time. */
const OVERLAP = 24;

const REFUSALS = {
  'no-address': 'webhook-address-none',
  'not-https': 'webhook-address-not-https',
  'user-in-it': 'webhook-address-user',
  port: 'webhook-address-port',
  private: 'webhook-address-private',
} as const satisfies Record<WebhookAddressFault, ProblemCode>;

/** The organisation's webhooks, the oldest first. */
export function listWebhooks(db: Database, { organisationId, userId }: Person): Promise<Webhook[]> {
  return db.inOrganisation({ organisationId, userId }, (scope) => read(scope, organisationId));
}

/** Makes one; the same sent again makes no second one, but a new secret where nobody can have the first. */
export async function makeWebhook(
  { db, webhooks: { seal, reach } }: WebhookKeeper,
  person: Person,
  { webhookId, address, events }: WebhookOrder,
): Promise<MadeWebhook> {
  requireReachable(address, reach);
  const secret = makeSecret();
  const made = await change(db, person, async (scope, ledger) => {
    const there = await read(scope, ledger.organisationId);
    if (there.some((one) => one.webhookId === webhookId)) throw new HttpProblem('webhook-made-before');
    if (there.length >= MOST_WEBHOOKS) {
      throw new HttpProblem('too-many-webhooks', { params: { maximum: MOST_WEBHOOKS } });
    }
    await scope
      .insertInto('app.webhooks')
      .values({
        ...{ organisation_id: ledger.organisationId, webhook_id: webhookId, address, events },
        ...{ secret: seal.close(secret, webhookId), after: ledger.changeSequence },
        ...{ created_at: new Date(), created_by: person.userId },
      })
      .execute();
    await record(scope, ledger, person, 'webhook.made', webhookId, { events: events.join(' ') });
    return one(scope, ledger.organisationId, webhookId);
  });
  return { webhook: made, secret };
}

/** Changes where it leads and what it tells, or pauses it. One that was disabled begins anew once it is switched on. */
export async function changeWebhook(
  { db, webhooks: { reach, wake } }: WebhookKeeper,
  person: Person,
  webhookId: string,
  { address, events, active }: WebhookChange,
): Promise<Webhook> {
  requireReachable(address, reach);
  const changed = await change(db, person, async (scope, ledger) => {
    const was = await one(scope, ledger.organisationId, webhookId);
    const begins = active && was.state !== 'active';
    await update(scope, ledger.organisationId, webhookId)
      .set({ address, events, state: active ? 'active' : was.state === 'active' ? 'paused' : was.state })
      .$if(begins, (query) => query.set({ failing_since: null }))
      .execute();
    if (begins) await tryAgain(scope, ledger.organisationId, webhookId);
    await record(scope, ledger, person, 'webhook.changed', webhookId, {
      ...{ events: events.join(' '), active: active ? 'yes' : 'no' },
      moved: address === was.address ? 'no' : 'yes',
    });
    return one(scope, ledger.organisationId, webhookId);
  });
  wake();
  return changed;
}

/** Makes a new secret; for a day messages are signed with the one before, too. */
export async function changeSecret(
  { db, webhooks: { seal } }: WebhookKeeper,
  person: Person,
  webhookId: string,
): Promise<MadeWebhook> {
  const secret = makeSecret();
  const changed = await change(db, person, async (scope, ledger) => {
    await one(scope, ledger.organisationId, webhookId);
    await update(scope, ledger.organisationId, webhookId)
      .set({
        secret: seal.close(secret, webhookId),
        previous_secret: sql`secret`,
        previous_until: sql`now() + make_interval(hours => ${OVERLAP})`,
      })
      .execute();
    await record(scope, ledger, person, 'webhook.secret-changed', webhookId, {});
    return one(scope, ledger.organisationId, webhookId);
  });
  return { webhook: changed, secret };
}

/** Ends one: nothing goes there any more, not even what waits. */
export async function endWebhook(db: Database, person: Person, webhookId: string): Promise<void> {
  await change(db, person, async (scope, ledger) => {
    await one(scope, ledger.organisationId, webhookId);
    await update(scope, ledger.organisationId, webhookId).set({ ended_at: new Date() }).execute();
    await record(scope, ledger, person, 'webhook.ended', webhookId, {});
  });
}

/** @throws HttpProblem where the organisation has no such webhook */
export async function one(scope: Scope, organisationId: string, webhookId: string): Promise<Webhook> {
  const found = (await read(scope, organisationId)).find((each) => each.webhookId === webhookId);
  if (!found) throw new HttpProblem('webhook-unknown');
  return found;
}

function requireReachable(address: string, reach: Reach): void {
  const fault = faultOf(address, reach);
  if (fault !== null) throw new HttpProblem(REFUSALS[fault]);
}

function change<Result>(
  db: Database,
  { organisationId, userId }: Person,
  work: (scope: Scope, ledger: Ledger) => Promise<Result>,
): Promise<Result> {
  return db.inOrganisation({ organisationId, userId }, async (scope) =>
    work(scope, await openLedger(scope, organisationId)),
  );
}

function update(scope: Scope, organisationId: string, webhookId: string) {
  return scope
    .updateTable('app.webhooks')
    .where('organisation_id', '=', organisationId)
    .where('webhook_id', '=', webhookId);
}

/** What waits is tried at once, and has its days before it anew. */
async function tryAgain(scope: Scope, organisationId: string, webhookId: string): Promise<void> {
  await sql`update app.webhook_deliveries set next_at = now(), first_tried_at = null
    where organisation_id = ${organisationId} and webhook_id = ${webhookId} and state = 'pending'`.execute(
    scope,
  );
}

async function read(scope: Scope, organisationId: string): Promise<Webhook[]> {
  const rows = await scope
    .selectFrom('app.webhooks as webhook')
    .select(['webhook_id', 'address', 'events', 'state', 'created_at', 'failing_since'])
    .select(sql<Date | null>`case when previous_until > now() then previous_until end`.as('previous_until'))
    .select(
      sql<number>`(select count(*)::int from app.webhook_deliveries delivery
        where delivery.organisation_id = webhook.organisation_id and delivery.webhook_id = webhook.webhook_id
          and delivery.state = 'pending')`.as('pending'),
    )
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('webhook_id')
    .execute();
  return rows.map((row) => ({
    ...{ webhookId: row.webhook_id, address: row.address, events: row.events, state: row.state },
    createdAt: row.created_at.toISOString(),
    failingSince: row.failing_since?.toISOString() ?? null,
    previousSecretUntil: row.previous_until?.toISOString() ?? null,
    pending: row.pending,
  }));
}

async function record(
  scope: Scope,
  ledger: Ledger,
  { userId }: Person,
  action: 'webhook.made' | 'webhook.changed' | 'webhook.secret-changed' | 'webhook.ended',
  webhookId: string,
  detail: Record<string, string>,
): Promise<void> {
  await appendAudit(scope, ledger, {
    action,
    at: new Date(),
    actorUserId: userId,
    entity: webhookId,
    detail,
  });
}
