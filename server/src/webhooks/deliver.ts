import type pg from 'pg';
import type { Seal } from '../secrets/seal.ts';
import type { Reach } from './address.ts';
import { type Attempt, sendOnce } from './send.ts';
import { signatureHeaders } from './sign.ts';

/** How soon messages are tried, and again. */
export interface WebhookPace {
  /** How often it is looked for what is due, in milliseconds. */
  every: number;
  /** Pause before the first retry, in seconds; doubled each time. */
  firstPause: number;
  /** Longest that one attempt may take, in milliseconds. */
  patience: number;
  /** Seconds of nothing but failures after which a message, and then the webhook, is given up. */
  giveUpAfter: number;
}

const DAY = 24 * 60 * 60;
export const WEBHOOK_PACE: WebhookPace = {
  every: 2_000,
  firstPause: 5,
  patience: 15_000,
  giveUpAfter: 5 * DAY,
};
/** Longest pause between two tries, in seconds. */
const LONGEST_PAUSE = 6 * 60 * 60;
/** Messages under way to one webhook: a receiver that is slow holds up nobody else's. */
export const MOST_OF_ONE = 4;
/** Messages taken in one round. */
const TOGETHER = 40;

/** A message that is to be tried now. */
export interface Due {
  organisationId: string;
  webhookId: string;
  deliveryId: string;
  address: string;
  secret: Buffer;
  /** Null once it holds no more. */
  previousSecret: Buffer | null;
  body: string;
  attempts: number;
  /** When it was tried first, now perhaps. */
  firstTriedAt: Date;
}

/**
 * Takes what is due, of each webhook a few, and leaves it alone for as long as an attempt may take: who took it and died gives it back so.
 * `$1` the webhooks that have enough under way, `$2` seconds of the lease, `$3` and `$4` as the bounds above.
 */
const TAKE = `with due as (
    select picked.organisation_id, picked.delivery_id from app.webhooks webhook
    cross join lateral (
      select delivery.organisation_id, delivery.delivery_id from app.webhook_deliveries delivery
      where delivery.webhook_id = webhook.webhook_id and delivery.organisation_id = webhook.organisation_id
        and delivery.state = 'pending' and delivery.next_at <= now()
      order by delivery.next_at limit $3 for update skip locked
    ) picked
    where webhook.state = 'active' and webhook.ended_at is null and not webhook.webhook_id = any($1::uuid[])
    limit $4
  )
  update app.webhook_deliveries delivery
  set attempts = attempts + 1, next_at = now() + make_interval(secs => $2), last_tried_at = now(),
    first_tried_at = coalesce(first_tried_at, now())
  from due, app.webhooks webhook
  where delivery.organisation_id = due.organisation_id and delivery.delivery_id = due.delivery_id
    and webhook.organisation_id = delivery.organisation_id and webhook.webhook_id = delivery.webhook_id
  returning delivery.organisation_id as "organisationId", delivery.webhook_id as "webhookId", delivery.delivery_id as "deliveryId",
    webhook.address, webhook.secret, case when webhook.previous_until > now() then webhook.previous_secret end as "previousSecret",
    delivery.body, delivery.attempts, delivery.first_tried_at as "firstTriedAt"`;

/** Takes messages that are due, across organisations. */
export async function takeDue(owner: pg.Pool, busy: readonly string[], patience: number): Promise<Due[]> {
  const lease = patience / 1_000 + 5;
  const { rows } = await owner.query<Due>(TAKE, [busy, lease, MOST_OF_ONE, TOGETHER]);
  return rows;
}

/** What delivering needs. */
export interface DeliverTools {
  owner: pg.Pool;
  seal: Seal;
  reach: Reach;
  pace: WebhookPace;
}

/**
 * Tries a message once and writes down what came of it.
 * @returns true where the webhook is to be given up: nothing has arrived for days, or its receiver says that it is gone for good
 */
export async function deliver(tools: DeliverTools, due: Due, signal: AbortSignal): Promise<boolean> {
  const { reach, pace, seal, owner } = tools;
  const secrets = [due.secret, due.previousSecret]
    .filter((sealed) => sealed !== null)
    .map((sealed) => seal.open(sealed, due.webhookId));
  const headers = signatureHeaders({ id: due.deliveryId, body: due.body }, secrets, new Date());
  const attempt = await sendOnce(
    { address: due.address, headers, body: due.body },
    reach,
    pace.patience,
    signal,
  );
  // What was broken off because the server stops says nothing about the receiver: its lease runs out.
  if (signal.aborted && attempt.outcome !== 'delivered') return false;
  return attempt.outcome === 'delivered' ? arrived(owner, due, attempt) : failed(tools, due, attempt);
}

async function arrived(owner: pg.Pool, due: Due, { status }: Attempt): Promise<false> {
  await owner.query(
    `with arrived as (
       update app.webhook_deliveries set state = 'delivered', outcome = 'delivered', status = $3
       where organisation_id = $1 and delivery_id = $2)
     update app.webhooks set failing_since = null
     where organisation_id = $1 and webhook_id = $4 and failing_since is not null`,
    [due.organisationId, due.deliveryId, status, due.webhookId],
  );
  return false;
}

async function failed(
  { owner, pace }: DeliverTools,
  due: Due,
  { outcome, status }: Attempt,
): Promise<boolean> {
  const pause = Math.min(pace.firstPause * 2 ** Math.min(due.attempts - 1, 20), LONGEST_PAUSE);
  const { rows } = await owner.query<{ over: boolean }>(
    `with tried as (
       update app.webhook_deliveries set outcome = $3, status = $4, next_at = now() + make_interval(secs => $5),
         state = case when first_tried_at <= now() - make_interval(secs => $6) then 'given-up' else 'pending' end
       where organisation_id = $1 and delivery_id = $2 and state = 'pending')
     update app.webhooks set failing_since = coalesce(failing_since, now())
     where organisation_id = $1 and webhook_id = $7
     returning failing_since <= now() - make_interval(secs => $6) as over`,
    [due.organisationId, due.deliveryId, outcome, status, pause, pace.giveUpAfter, due.webhookId],
  );
  return outcome === 'gone' || (rows[0]?.over ?? false);
}
