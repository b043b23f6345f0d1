import type { Price } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatExactly } from './numbers.ts';

/** What most currencies have, and what a code gets that is none. */
const USUAL_DECIMALS = 2;

function usualDecimals(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return USUAL_DECIMALS;
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return maximumFractionDigits ?? USUAL_DECIMALS;
}

/**
 * Price in major units with its ISO 4217 code, such as `USD 12.50` or `CNY 9.90 – 15.00`: a sign like `$` or `¥` belongs to more than
 * one currency. Amounts get at least the currency's usual decimals and keep all further ones: a price is evidence and never rounded.
 * A code that no country uses, or that is none, is shown as it was read. Never throws.
 */
export function formatPrice({ min, max, currency }: Price, language: Language = currentLanguage()): string {
  const decimals = usualDecimals(currency);
  const from = formatExactly(min, decimals, language);
  if (min === max) return m.common_price({ currency, amount: from }, { locale: language });
  const to = formatExactly(max, decimals, language);
  return m.common_price_range({ currency, from, to }, { locale: language });
}
