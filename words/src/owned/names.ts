import type { OwnedKind } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const KINDS = {
  claims: m.console_nav_claims,
  answers: m.answers_title,
  'counter-notices': m.counter_title,
  rights: m.rights_title,
  mandates: m.mandates_title,
  sellers: m.search_sellers,
  'seller-entries': m.owned_kept_of_sellers,
  people: m.people_title,
} satisfies Record<OwnedKind, unknown>;

/** What can be taken along as a table; short enough for the name of a sheet. */
export function ownedKindName(kind: OwnedKind, language: Language = currentLanguage()): string {
  return KINDS[kind]({}, { locale: language });
}
