import type { Price } from '@marketsafe/contract';

/** More decimals than any listing shows: a price is never rounded on the way to the reader. */
const MOST_DECIMALS = 10;

/**
 * Price in major units with its ISO 4217 code, such as `USD 12.50` or `CNY 9.90 – 15.00`. Amounts get at least the
 * currency's usual decimals and keep any further ones.
 */
export function formatPrice(price: Price): string {
  const usual = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: price.currency,
  }).resolvedOptions().maximumFractionDigits;
  const amount = new Intl.NumberFormat('en', {
    minimumFractionDigits: usual ?? 0,
    maximumFractionDigits: MOST_DECIMALS,
  });
  const range =
    price.min === price.max
      ? amount.format(price.min)
      : `${amount.format(price.min)} – ${amount.format(price.max)}`;
  return `${price.currency} ${range}`;
}
