import { randomUUID } from 'node:crypto';
import { WEBHOOK_EVENTS } from '@marketsafe/contract';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Database, Scope } from '../db/database.ts';
import { messageOf } from './message.ts';

/** Webhooks that are looked after in one round. */
const TOGETHER = 100;
/** Changes that are gone through in one transaction. */
const PAGE = 500;

const BEHIND = `select webhook.organisation_id as "organisationId", webhook.webhook_id as "webhookId"
  from app.webhooks webhook join app.ledger_heads head on head.organisation_id = webhook.organisation_id
  where webhook.ended_at is null and webhook.state = 'active' and head.change_sequence > webhook.after limit ${TOGETHER}`;

/**
 * Writes the messages of every change that happened since: what was committed is told, however often a server dies, because a webhook's place
 * in the organisation's gap-free feed goes on in the transaction that writes the messages.
 * @param owner connects as the database's owner, who sees which webhooks are behind
 */
export async function spreadChanges(owner: pg.Pool, db: Database): Promise<void> {
  const { rows } = await owner.query<{ organisationId: string; webhookId: string }>(BEHIND);
  for (const { organisationId, webhookId } of rows) {
    // As the organisation itself: what it may not read any more, its programs are not told.
    await db.inOrganisation({ organisationId, userId: null }, (scope) =>
      catchUp(scope, organisationId, webhookId),
    );
  }
}

async function catchUp(scope: Scope, organisationId: string, webhookId: string): Promise<void> {
  const webhook = await scope
    .selectFrom('app.webhooks')
    .select(['after', 'events'])
    .where('organisation_id', '=', organisationId)
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'active')
    .where('ended_at', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!webhook) return;
  const { change_sequence: head } = await scope
    .selectFrom('app.ledger_heads')
    .select('change_sequence')
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  const changes = await scope
    .selectFrom('app.changes')
    .select(['sequence', 'kind', 'at', 'detail'])
    .where('organisation_id', '=', organisationId)
    .where('sequence', '>', webhook.after)
    .where('sequence', '<=', head)
    .orderBy('sequence')
    .limit(PAGE)
    .execute();
  const messages = changes
    .map(messageOf)
    .filter((message) => message !== null)
    .filter(({ type }) => WEBHOOK_EVENTS.some((event) => event === type && webhook.events.includes(event)));
  if (messages.length > 0) {
    await scope
      .insertInto('app.webhook_deliveries')
      .values(
        messages.map((message) => ({
          organisation_id: organisationId,
          delivery_id: randomUUID(),
          webhook_id: webhookId,
          event: message.type,
          body: JSON.stringify(message),
          at: new Date(message.timestamp),
        })),
      )
      .execute();
  }
  // What is hidden from the organisation has its place in the feed, too.
  const after = changes.length === PAGE ? (changes.at(-1)?.sequence ?? head) : head;
  await scope
    .updateTable('app.webhooks')
    .set({ after: sql<number>`greatest(after, ${after}::bigint)` })
    .where('organisation_id', '=', organisationId)
    .where('webhook_id', '=', webhookId)
    .execute();
}
