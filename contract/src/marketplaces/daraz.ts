import { countryOfHost, lazadaShapes } from './lazada.ts';
import type { MarketplaceAddresses } from './types.ts';

/** The country sites: each numbers its own items. Myanmar's has a name of its own; `daraz.com` is a company page without items. */
const DOMAINS: ReadonlyMap<string, string> = new Map([
  ['pk', 'daraz.pk'],
  ['bd', 'daraz.com.bd'],
  ['lk', 'daraz.lk'],
  ['np', 'daraz.com.np'],
  ['mm', 'shop.com.mm'],
]);

/** Daraz, on Lazada's engine. Each country's site numbers its own items, so the country belongs to the identity. */
export const daraz: MarketplaceAddresses = {
  id: 'daraz',
  domains: [...DOMAINS.values()],
  signInHost: /^member(?:-m)?\.(?:daraz\.|shop\.com\.mm$)/,
  // `s.` is what the app shares, `click.` and `c.` what affiliates hand out.
  shortLinkHost: /^(?:s|c|click)\.(?:daraz\.(?:pk|com\.bd|lk|com\.np)|shop\.com\.mm)$/,
  shapes: lazadaShapes(/^(?:(?:www|m|h5)\.)?(?:daraz\.|shop\.com\.mm$)/),
  scope: (host) => countryOfHost(DOMAINS, host),
  canonicalUrl: (itemId, scope) =>
    `https://www.${DOMAINS.get(scope ?? '') ?? 'daraz.pk'}/products/-i${itemId}.html`,
};
