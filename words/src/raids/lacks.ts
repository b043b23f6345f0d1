import type { CustodyGap, RaidLack } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatNumber, formatSeries } from '../units/numbers.ts';
import { formatClock, formatDay } from '../units/time.ts';
import { raidConsentName } from './names.ts';

const PLAIN = {
  right: m.raids_lack_right,
  'instrument-kind': m.raids_lack_instrument_kind,
  'instrument-authority': m.raids_lack_instrument_authority,
  'instrument-number': m.raids_lack_instrument_number,
  'instrument-date': m.raids_lack_instrument_date,
  'instrument-date-ahead': m.raids_lack_instrument_ahead,
  'instrument-seal': m.raids_lack_instrument_seal,
  'instrument-unsealed': m.raids_lack_instrument_unsealed,
  'instrument-scan': m.raids_lack_instrument_scan,
  'instrument-redacted': m.raids_lack_instrument_redacted,
  'instrument-consent': m.raids_lack_instrument_consent,
  'permission-by': m.raids_lack_permission_by,
  'permission-marketplace': m.raids_lack_permission_marketplace,
  'permission-refused': m.raids_lack_permission_refused,
  party: m.raids_lack_party,
  link: m.raids_lack_link,
  inventory: m.raids_lack_inventory,
} as const;

/** What a raid lacks, as a sentence that says what to do. */
export function raidLackSentence(lack: RaidLack, language: Language = currentLanguage()): string {
  const locale = { locale: language };
  switch (lack.lack) {
    case 'permission-over':
      return m.raids_lack_permission_over({ day: formatDay(lack.day, language) }, locale);
    case 'link-party':
      return m.raids_lack_link_party({ seller: lack.seller }, locale);
    case 'link-seller':
      return m.raids_lack_link_seller({ seller: lack.seller }, locale);
    case 'link-proof':
      return m.raids_lack_link_proof({ seller: lack.seller }, locale);
    case 'consent':
      return m.raids_lack_consent({ part: raidConsentName(lack.consent, language) }, locale);
    case 'custody':
      return gapSentence(lack.gap, language);
    default:
      return PLAIN[lack.lack]({}, locale);
  }
}

/** Bags that are named one by one. */
const NAMED = 6;

function bagsSentence(bags: readonly string[], language: Language): string {
  const locale = { locale: language };
  const named = bags
    .slice(0, NAMED)
    .map((bag) => (bag === '' ? m.raids_bag_none({}, locale) : m.raids_bag({ bag }, locale)));
  const more = bags.length - named.length;
  if (more > 0) named.push(m.raids_bags_more({ count: formatNumber(more, 0, language) }, locale));
  return formatSeries(named, language);
}

function gapSentence(gap: CustodyGap, language: Language): string {
  const locale = { locale: language };
  const bag = bagsSentence(gap.bags, language);
  switch (gap.gap) {
    case 'none':
      return m.raids_lack_custody_none({ bag }, locale);
    case 'break':
      return m.raids_lack_custody_break({ bag, time: formatClock(gap.at, {}, language) }, locale);
    case 'unconfirmed':
      return m.raids_lack_custody_unconfirmed({ bag, time: formatClock(gap.at, {}, language) }, locale);
  }
}
