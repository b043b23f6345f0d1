import { type CaptureSeal, readReceipt, type TimeStampFailure } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatNumber } from '../units/numbers.ts';
import { formatUtc } from '../units/time.ts';

/** What the program's receipt says, or that there is none or none that can be read. */
export function receiptLine(
  seal: Pick<CaptureSeal, 'receipt'> | null | undefined,
  language: Language = currentLanguage(),
): string {
  const locale = { locale: language };
  if (!seal) return m.evidence_receipt_none({}, locale);
  const receipt = readReceipt(seal);
  if (!receipt) return m.evidence_receipt_unreadable({}, locale);
  const at = formatUtc(receipt.receivedAt, language);
  return m.evidence_receipt_signed({ at, sequence: receipt.audit.sequence }, locale);
}

/** What became of the time-stamp. `null`: the program has added nothing to the capture. */
export function timeStampLine(
  seal: Pick<CaptureSeal, 'timeStamp'> | null | undefined,
  language: Language = currentLanguage(),
): string {
  const locale = { locale: language };
  if (!seal) return m.evidence_receipt_none({}, locale);
  const { timeStamp } = seal;
  switch (timeStamp.state) {
    case 'stamped': {
      const { at, authority } = timeStamp;
      return m.evidence_stamp_stamped({ at: formatUtc(at, language), authority }, locale);
    }
    case 'pending':
      return m.evidence_stamp_pending({}, locale);
    case 'not-configured':
      return m.evidence_stamp_not_configured({}, locale);
    default:
      return m.evidence_stamp_unknown({}, locale);
  }
}

const BADGES = {
  stamped: m.evidence_stamp_badge_stamped,
  pending: m.evidence_stamp_badge_pending,
  'not-configured': m.evidence_stamp_badge_none,
} satisfies Record<CaptureSeal['timeStamp']['state'], unknown>;

/** The state of a time-stamp in a word. */
export function timeStampBadge(
  state: CaptureSeal['timeStamp']['state'],
  language: Language = currentLanguage(),
): string {
  return BADGES[state]({}, { locale: language });
}

/** Whether the device's signature over the record held when a report was made; null where it could not be checked. */
export function signatureSentence(holds: boolean | null, language: Language = currentLanguage()): string {
  const say =
    holds === null
      ? m.evidence_signature_unchecked
      : holds
        ? m.evidence_signature_holds
        : m.evidence_signature_broken;
  return say({}, { locale: language });
}

const FAILURES = {
  unreachable: m.evidence_stamp_unreachable,
  silent: m.evidence_stamp_silent,
  'http-status': m.evidence_stamp_http_status,
  'too-large': m.evidence_stamp_too_large,
  garbage: m.evidence_stamp_garbage,
  refused: m.evidence_stamp_refused,
  'wrong-imprint': m.evidence_stamp_wrong_imprint,
  'wrong-nonce': m.evidence_stamp_wrong_nonce,
  'does-not-hold': m.evidence_stamp_does_not_hold,
} satisfies Record<TimeStampFailure['code'], unknown>;

/** Why an authority gave no time-stamp when it was asked last. The authority's name and own words are a stranger's. */
export function timeStampFailureSentence(
  failure: TimeStampFailure,
  language: Language = currentLanguage(),
): string {
  const locale = { locale: language };
  const inputs = {
    authority: failure.authority,
    seconds: 'seconds' in failure ? formatNumber(failure.seconds, 1, language) : '',
    status: 'status' in failure ? String(failure.status) : '',
    conditions: 'conditions' in failure ? failure.conditions.join(', ') : '',
  };
  const sentence = FAILURES[failure.code](inputs, locale);
  if (!('said' in failure) || failure.said === '') return sentence;
  return m.evidence_stamp_said({ sentence, said: failure.said }, locale);
}
