import type {
  AskCause,
  ClaimLink,
  DeclineCause,
  Priority,
  Wanted,
  WithdrawCause,
} from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatList } from '../units/numbers.ts';

const DECLINES = {
  'not-infringing': m.inquiry_decline_not_infringing,
  'evidence-insufficient': m.inquiry_decline_evidence_insufficient,
  'right-does-not-cover': m.inquiry_decline_right_does_not_cover,
  'right-does-not-stand': m.inquiry_decline_right_does_not_stand,
  'grey-market': m.inquiry_decline_grey_market,
  duplicate: m.inquiry_decline_duplicate,
  'wrong-listing': m.inquiry_decline_wrong_listing,
  'no-answer': m.inquiry_decline_no_answer,
  other: m.inquiry_decline_other,
} satisfies Record<DeclineCause, unknown>;

/** Why a claim was declined, without a full stop. */
export function declineCauseName(cause: DeclineCause, language: Language = currentLanguage()): string {
  return DECLINES[cause]({}, { locale: language });
}

const ASKS = {
  'picture-unclear': m.inquiry_ask_picture_unclear,
  'listing-changed': m.inquiry_ask_listing_changed,
  'difference-unclear': m.inquiry_ask_difference_unclear,
  'mark-not-shown': m.inquiry_ask_mark_not_shown,
  'test-buy-incomplete': m.inquiry_ask_test_buy_incomplete,
  'right-unclear': m.inquiry_ask_right_unclear,
  'authorisation-unclear': m.inquiry_ask_authorisation_unclear,
  'seller-unclear': m.inquiry_ask_seller_unclear,
  other: m.inquiry_ask_other,
} satisfies Record<AskCause, unknown>;

/** Why staff ask about a claim, without a full stop. */
export function askCauseName(cause: AskCause, language: Language = currentLanguage()): string {
  return ASKS[cause]({}, { locale: language });
}

const WANTED_NAMES = {
  text: m.inquiry_wanted_text,
  files: m.inquiry_wanted_files,
  capture: m.inquiry_wanted_capture,
} satisfies Record<Wanted, unknown>;

/** One thing that an answer is to hold. */
export function wantedName(wanted: Wanted, language: Language = currentLanguage()): string {
  return WANTED_NAMES[wanted]({}, { locale: language });
}

/** All that an answer is to hold. */
export function wantedList(wanted: readonly Wanted[], language: Language = currentLanguage()): string {
  return formatList(
    wanted.map((each) => wantedName(each, language)),
    language,
  );
}

const WITHDRAWALS = {
  mistake: m.inquiry_withdraw_mistake,
  settled: m.inquiry_withdraw_settled,
  'authorised-seller': m.inquiry_withdraw_authorised_seller,
  gone: m.inquiry_withdraw_gone,
  other: m.inquiry_withdraw_other,
} satisfies Record<WithdrawCause, unknown>;

/** Why a claim was taken back, without a full stop. */
export function withdrawCauseName(cause: WithdrawCause, language: Language = currentLanguage()): string {
  return WITHDRAWALS[cause]({}, { locale: language });
}

const PRIORITY_NAMES = {
  normal: m.triage_priority_normal,
  high: m.triage_priority_high,
  urgent: m.triage_priority_urgent,
} satisfies Record<Priority, unknown>;

/** How soon a claim is to be looked at. */
export function priorityName(priority: Priority, language: Language = currentLanguage()): string {
  return PRIORITY_NAMES[priority]({}, { locale: language });
}

/** How another claim has to do with the one that is read. */
export function linkSentence(
  { kind, earlier, number }: Pick<ClaimLink, 'kind' | 'earlier' | 'number'>,
  language: Language = currentLanguage(),
): string {
  const options = { locale: language };
  switch (kind) {
    case 'duplicate-of':
      return (earlier ? m.inquiry_link_duplicate_of : m.inquiry_link_duplicate_back)({ number }, options);
    case 'relist-of':
      return (earlier ? m.inquiry_link_relist_of : m.inquiry_link_relist_back)({ number }, options);
    case 'same-listing':
      return m.inquiry_link_same_listing({ number }, options);
    case 'same-picture':
      return m.inquiry_link_same_picture({ number }, options);
  }
}
