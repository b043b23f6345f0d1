import { alibaba } from './alibaba.ts';
import { alibaba1688 } from './alibaba-1688.ts';
import { aliexpress } from './aliexpress.ts';
import { daraz } from './daraz.ts';
import { goofish } from './goofish.ts';
import { lazada } from './lazada.ts';
import { miravia } from './miravia.ts';
import { type FoundAddress, findAddress, isWithin } from './recognise.ts';
import { taobao } from './taobao.ts';
import { tmall } from './tmall.ts';
import { tmallGlobal } from './tmall-global.ts';
import { trendyol } from './trendyol.ts';
import { MARKETPLACE_IDS, type MarketplaceAddresses, type MarketplaceId, type PageAddress } from './types.ts';

export * from './adapter-versions.ts';
export * from './limits.ts';
export { isWithin } from './recognise.ts';
export * from './types.ts';

/** Every marketplace this build knows. A new one is a file beside this one and an entry here. */
export const MARKETPLACES: Readonly<Record<MarketplaceId, MarketplaceAddresses>> = {
  alibaba,
  aliexpress,
  '1688': alibaba1688,
  taobao,
  tmall,
  'tmall-global': tmallGlobal,
  goofish,
  lazada,
  daraz,
  trendyol,
  miravia,
};

/** Every domain with its marketplace, longest first: `2.taobao.com` is Goofish's although `taobao.com` is Taobao's. */
const BY_DOMAIN = Object.values(MARKETPLACES)
  .flatMap((table) => table.domains.map((domain) => ({ domain, table })))
  .sort((one, other) => other.domain.length - one.domain.length);

/**
 * What the address alone says about a page.
 * @returns null when the text is no http(s) address or its host belongs to no marketplace. Never throws.
 */
export function recogniseAddress(url: string): PageAddress | null {
  const found = findAddress(url, BY_DOMAIN);
  if (!found) return null;
  const { table, challenge } = found;
  if (found.isShortLink) return { marketplace: table.id, kind: 'short-link' };
  if (challenge === 'login') return { marketplace: table.id, kind: 'none', challenge };
  const page = pageOf(found);
  return challenge ? { ...page, kind: 'none', challenge } : page;
}

function pageOf({ table, host, path, address, shape, id }: FoundAddress<MarketplaceAddresses>): PageAddress {
  if (!shape) return { marketplace: table.id, kind: 'none' };
  const marketplace = shape.guest === undefined ? table : MARKETPLACES[shape.guest];
  if (shape.kind !== 'listing' || id === undefined) return { marketplace: marketplace.id, kind: shape.kind };
  const number = id.replace(/^0+(?=\d)/, '');
  const itemId = marketplace.identity?.(number) ?? number;
  const scope = marketplace.scope?.(host, address.searchParams, path);
  return {
    marketplace: marketplace.id,
    kind: 'listing',
    itemId,
    ...(scope !== undefined && { scope }),
    canonicalUrl: marketplace.canonicalUrl(itemId, scope),
  };
}

/** The address under which a listing is found again. */
export function listingAddress({
  marketplace,
  itemId,
  scope,
}: {
  marketplace: MarketplaceId;
  itemId: string;
  scope?: string | undefined;
}): string {
  return MARKETPLACES[marketplace].canonicalUrl(itemId, scope);
}

/** The domains that the extension may reach, each with everything below it, and the tables of the addresses there. */
export function siteTables(): {
  domain: string;
  tables: { domain: string; table: MarketplaceAddresses }[];
}[] {
  const domains = MARKETPLACE_IDS.flatMap((id) => MARKETPLACES[id].domains);
  return domains
    .filter((domain) => !domains.some((other) => other !== domain && isWithin(domain, other)))
    .map((domain) => ({ domain, tables: BY_DOMAIN.filter((each) => isWithin(each.domain, domain)) }));
}

/** Match patterns for the extension's manifest, from the same table: `*://*.alibaba.com/*` covers the bare domain too. */
export function hostMatchPatterns(): string[] {
  return siteTables().map(({ domain }) => `*://*.${domain}/*`);
}
