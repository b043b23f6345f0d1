import type { DeliveryOutcome, Webhook, WebhookDelivery, WebhookEvent } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatWait } from '../units/time.ts';

const EVENTS: Readonly<Record<WebhookDelivery['event'], typeof m.webhooks_event_test>> = {
  'claim.state-changed': m.webhooks_event_claim_state_changed,
  'claim.answered': m.webhooks_event_claim_answered,
  'right.changed': m.webhooks_event_right_changed,
  'translation.done': m.webhooks_event_translation_done,
  'webhook.test': m.webhooks_event_test,
};

/** What a webhook is told of, as a line of its own. */
export function webhookEventName(
  event: WebhookEvent | WebhookDelivery['event'],
  language: Language = currentLanguage(),
): string {
  return EVENTS[event]({}, { locale: language });
}

const OUTCOMES: Readonly<Record<DeliveryOutcome, typeof m.webhooks_outcome_refused>> = {
  delivered: m.webhooks_outcome_delivered,
  refused: m.webhooks_outcome_refused,
  redirected: m.webhooks_outcome_redirected,
  gone: m.webhooks_outcome_gone,
  unresolved: m.webhooks_outcome_unresolved,
  private: m.webhooks_outcome_private,
  unreachable: m.webhooks_outcome_unreachable,
  untrusted: m.webhooks_outcome_untrusted,
  'timed-out': m.webhooks_outcome_timed_out,
};

/** What came of a message, and when it is tried next. @param now in milliseconds */
export function deliveryText(
  { state, outcome, status, nextAt }: Pick<WebhookDelivery, 'state' | 'outcome' | 'status' | 'nextAt'>,
  now: number,
  language: Language = currentLanguage(),
): string {
  const locale = { locale: language };
  if (outcome === null) return m.webhooks_outcome_waits({}, locale);
  const said = OUTCOMES[outcome]({ status: String(status ?? '') }, locale);
  if (state === 'given-up') return m.webhooks_given_up({ outcome: said }, locale);
  if (nextAt === null) return said;
  return m.webhooks_next({ outcome: said, time: formatWait(Date.parse(nextAt), now, language) }, locale);
}

/** The host of a webhook's address: how it is called in a sentence. */
export function webhookHost({ address }: Pick<Webhook, 'address'>): string {
  return URL.parse(address)?.host ?? address;
}
