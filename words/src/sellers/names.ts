import type {
  PenaltyCertainty,
  PenaltyKind,
  PenaltySaid,
  PenaltyTeller,
  SellerList,
} from '@marketsafe/contract';
import type { StrikeCount } from '@marketsafe/contract/procedures';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatDay, formatLocalTime } from '../units/time.ts';

const LISTS = {
  watch: m.sellers_list_watch,
  allow: m.sellers_list_allow,
  deny: m.sellers_list_deny,
} satisfies Record<SellerList, unknown>;

/** What an organisation has a seller on a list for. */
export function sellerListName(list: SellerList, language: Language = currentLanguage()): string {
  return LISTS[list]({}, { locale: language });
}

const PENALTIES = {
  'store-closed': m.sellers_penalty_store_closed,
  'store-suspended': m.sellers_penalty_store_suspended,
  points: m.sellers_penalty_points_given,
  restricted: m.sellers_penalty_restricted,
  'funds-held': m.sellers_penalty_funds_held,
  warning: m.sellers_penalty_warning,
  other: m.sellers_penalty_other,
} satisfies Record<PenaltyKind, unknown>;

/** What was done to a seller. */
export function penaltyName(penalty: PenaltyKind, language: Language = currentLanguage()): string {
  return PENALTIES[penalty]({}, { locale: language });
}

const TELLERS = {
  marketplace: m.procedure_owner_marketplace,
  authority: m.sellers_teller_authority,
  seller: m.sellers_teller_seller,
  'third-party': m.sellers_teller_third_party,
} satisfies Record<PenaltyTeller, unknown>;

/** Who told of a penalty. */
export function penaltyTellerName(teller: PenaltyTeller, language: Language = currentLanguage()): string {
  return TELLERS[teller]({}, { locale: language });
}

const CERTAINTIES = {
  'in-writing': m.sellers_certainty_in_writing,
  said: m.sellers_certainty_said,
  hearsay: m.sellers_certainty_hearsay,
} satisfies Record<PenaltyCertainty, unknown>;

/** How sure it is that a penalty was given. */
export function penaltyCertaintyName(
  certainty: PenaltyCertainty,
  language: Language = currentLanguage(),
): string {
  return CERTAINTIES[certainty]({}, { locale: language });
}

/** When and by whom a penalty was told, and how sure it is. */
export function penaltyToldLine(
  { toldOn, by, source, certainty }: PenaltySaid,
  language: Language = currentLanguage(),
): string {
  return m.sellers_penalty_line(
    {
      day: formatDay(toldOn, language),
      by: penaltyTellerName(by, language),
      source,
      certainty: penaltyCertaintyName(certainty, language),
    },
    { locale: language },
  );
}

/** What one more removal would mean under a rule, as its sources have it: information, never advice. */
export function oneMoreSentence(
  { oneMore }: Pick<StrikeCount, 'oneMore'>,
  language: Language = currentLanguage(),
): string {
  const options = { locale: language };
  if (oneMore.means === 'same-strike') {
    return m.sellers_strikes_same({ time: formatLocalTime(oneMore.until, {}, language) }, options);
  }
  const { would: number, closesAt: most } = oneMore;
  if (most === null) return m.sellers_strikes_another({ number }, options);
  return oneMore.means === 'closes'
    ? m.sellers_strikes_closes({ number, most }, options)
    : m.sellers_strikes_another_of({ number, most }, options);
}
