import { WEBHOOK_TEST, type WebhookEvent, type WebhookMessage, webhookMessage } from '@marketsafe/contract';

/** A row of the organisation's feed of changes. */
export interface ChangeRow {
  sequence: number;
  kind: string;
  at: Date;
  detail: unknown;
}

/** Which event a kind of change is; of drafts nobody outside is told. */
const EVENTS: Readonly<Record<string, WebhookEvent | undefined>> = {
  claim: 'claim.state-changed',
  answer: 'claim.answered',
  right: 'right.changed',
  translation: 'translation.done',
};

/**
 * What a webhook is told of a change; null where it is nothing that webhooks are told. Only what the contract names goes in, and a row that
 * says more holds up none of those behind it.
 */
export function messageOf({ kind, at, detail }: ChangeRow): WebhookMessage | null {
  const type = EVENTS[kind];
  if (type === undefined) return null;
  return webhookMessage.safeParse({ type, timestamp: at.toISOString(), data: detail }).data ?? null;
}

/** The message by which somebody sees whether messages arrive. */
export function testMessage(webhookId: string, at: Date): WebhookMessage {
  return { type: WEBHOOK_TEST, timestamp: at.toISOString(), data: { webhookId } };
}
