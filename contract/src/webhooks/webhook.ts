import { z } from 'zod';
import { claimNumber, utcTime, uuid } from '../identifiers.ts';
import { ANSWER_CAUSES, ANSWER_OUTCOMES } from '../packets/answers.ts';
import { CLAIM_STATES } from '../states.ts';

/** What a participant's own programs can be told of. */
export const WEBHOOK_EVENTS = [
  'claim.state-changed',
  'claim.answered',
  'right.changed',
  'translation.done',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** Sent when somebody asks for it, to see whether it arrives. */
export const WEBHOOK_TEST = 'webhook.test';

/** The body of a message: ids, numbers and codes. What they stand for, the API says to whoever may read it. */
export const webhookMessage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('claim.state-changed'),
    timestamp: utcTime,
    data: z.strictObject({ claimId: uuid, number: claimNumber, state: z.enum(CLAIM_STATES) }),
  }),
  /** `answer` is null where the marketplace's answer was taken back. */
  z.strictObject({
    type: z.literal('claim.answered'),
    timestamp: utcTime,
    data: z.strictObject({
      claimId: uuid,
      answer: z
        .strictObject({ outcome: z.enum(ANSWER_OUTCOMES), cause: z.enum(ANSWER_CAUSES).nullable() })
        .nullable(),
    }),
  }),
  z.strictObject({
    type: z.literal('right.changed'),
    timestamp: utcTime,
    data: z.strictObject({ rightId: uuid }),
  }),
  z.strictObject({
    type: z.literal('translation.done'),
    timestamp: utcTime,
    data: z.strictObject({ translationId: uuid }),
  }),
  z.strictObject({
    type: z.literal(WEBHOOK_TEST),
    timestamp: utcTime,
    data: z.strictObject({ webhookId: uuid }),
  }),
]);
export type WebhookMessage = z.infer<typeof webhookMessage>;

/** Most webhooks of one organisation. */
export const MOST_WEBHOOKS = 10;

/** Why an address is not called. `private`: it is of a machine or network that is nobody's on the internet. */
export const WEBHOOK_ADDRESS_FAULTS = ['no-address', 'not-https', 'user-in-it', 'port', 'private'] as const;
export type WebhookAddressFault = (typeof WEBHOOK_ADDRESS_FAULTS)[number];

/** `active`: called; `paused`: by a person, and what happens meanwhile goes out afterwards; `disabled`: after days of failures. */
export const WEBHOOK_STATES = ['active', 'paused', 'disabled'] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** How the last attempt of a delivery ended. `refused`: an answer that is no 2xx; `private`: the name leads into a network of nobody's. */
export const DELIVERY_OUTCOMES = [
  'delivered',
  'refused',
  'redirected',
  'gone',
  'unresolved',
  'private',
  'unreachable',
  'untrusted',
  'timed-out',
] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

/** `given-up`: nothing is tried any more. */
export const DELIVERY_STATES = ['pending', 'delivered', 'given-up'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

const events = z
  .array(z.enum(WEBHOOK_EVENTS))
  .min(1)
  .max(WEBHOOK_EVENTS.length)
  .refine((list) => new Set(list).size === list.length, 'must not name one twice');

/** One webhook, without its secret. */
export const webhook = z.strictObject({
  webhookId: uuid,
  address: z.string(),
  events,
  state: z.enum(WEBHOOK_STATES),
  createdAt: utcTime,
  /** Since when nothing has arrived; null while it works. */
  failingSince: utcTime.nullable(),
  /** Until when messages are signed with the secret before, too. */
  previousSecretUntil: utcTime.nullable(),
  /** Messages that have not arrived yet. */
  pending: z.number().int().nonnegative(),
});
export type Webhook = z.infer<typeof webhook>;

/** `GET /v1/webhooks` */
export const webhooks = z.strictObject({ webhooks: z.array(webhook) });
export type Webhooks = z.infer<typeof webhooks>;

/** Longest address, in characters. */
export const MOST_WEBHOOK_ADDRESS = 500;

/** `POST /v1/webhooks`: `webhookId` is chosen by the caller, so that sending it again makes no second one. */
export const webhookOrder = z.strictObject({
  webhookId: uuid,
  address: z.string().trim().min(1).max(MOST_WEBHOOK_ADDRESS),
  events,
});
export type WebhookOrder = z.infer<typeof webhookOrder>;

/** `PUT /v1/webhooks/{webhookId}`. Switching one on that was disabled begins anew. */
export const webhookChange = z.strictObject({
  address: webhookOrder.shape.address,
  events,
  active: z.boolean(),
});
export type WebhookChange = z.infer<typeof webhookChange>;

/** A webhook with its secret, which is shown this once: `whsec_` and base64, as Standard Webhooks has it. */
export const madeWebhook = z.strictObject({ webhook, secret: z.string() });
export type MadeWebhook = z.infer<typeof madeWebhook>;

/** One message on its way, or arrived. */
export const webhookDelivery = z.strictObject({
  /** The `webhook-id` of the message: the same at every attempt. */
  deliveryId: uuid,
  event: z.enum([...WEBHOOK_EVENTS, WEBHOOK_TEST]),
  at: utcTime,
  state: z.enum(DELIVERY_STATES),
  attempts: z.number().int().nonnegative(),
  lastTriedAt: utcTime.nullable(),
  outcome: z.enum(DELIVERY_OUTCOMES).nullable(),
  /** HTTP status of the last answer, where there was one. */
  status: z.number().int().nullable(),
  /** When it is tried next; null where it is not. */
  nextAt: utcTime.nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDelivery>;

/** `GET /v1/webhooks/{webhookId}/deliveries`: the newest first. */
export const webhookDeliveries = z.strictObject({ deliveries: z.array(webhookDelivery) });
export type WebhookDeliveries = z.infer<typeof webhookDeliveries>;
