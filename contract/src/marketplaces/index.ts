import { alibaba } from './alibaba.ts';
import { alibaba1688 } from './alibaba-1688.ts';
import { aliexpress } from './aliexpress.ts';
import { daraz } from './daraz.ts';
import { goofish } from './goofish.ts';
import { lazada } from './lazada.ts';
import { MAX_URL_LENGTH } from './limits.ts';
import { miravia } from './miravia.ts';
import { taobao } from './taobao.ts';
import { tmall } from './tmall.ts';
import { tmallGlobal } from './tmall-global.ts';
import { trendyol } from './trendyol.ts';
import {
  type AddressShape,
  MARKETPLACE_IDS,
  type MarketplaceAddresses,
  type MarketplaceId,
  type PageAddress,
} from './types.ts';

export * from './adapter-versions.ts';
export * from './limits.ts';
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

const SHORTENERS = Object.values(MARKETPLACES).filter(({ shortLinkHost }) => shortLinkHost !== undefined);

/** The captcha is served under the path it guards: `/item/1005….html/_____tmd_____/punish?…`. */
const CHALLENGE_SUFFIX = /\/_____tmd_____\/(?:punish|verify)\/?$/;

/**
 * What the address alone says about a page.
 * @returns null when the text is no http(s) address or its host belongs to no marketplace. Never throws.
 */
export function recogniseAddress(url: string): PageAddress | null {
  if (url.length > MAX_URL_LENGTH) return null;
  const parsed = parseUrl(url);
  if (!parsed || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) return null;
  const host = parsed.hostname.replace(/\.$/, '');
  const shortener = SHORTENERS.find(({ shortLinkHost }) => shortLinkHost?.test(host));
  if (shortener) return { marketplace: shortener.id, kind: 'short-link' };
  const marketplace = marketplaceOfHost(host);
  if (!marketplace) return null;

  const path = decodePath(parsed.pathname).replace(/\/{2,}/g, '/');
  const guarded = path.replace(CHALLENGE_SUFFIX, '');
  const page = recognisePath(marketplace, host, guarded, parsed.searchParams);
  if (guarded !== path) {
    return { ...page, kind: 'none', challenge: 'captcha' };
  }
  if (marketplace.signInHost.test(host))
    return { marketplace: marketplace.id, kind: 'none', challenge: 'login' };
  return page;
}

/** Match patterns for the extension's manifest, from the same table: `*://*.alibaba.com/*` covers the bare domain too. */
export function hostMatchPatterns(): string[] {
  const domains = MARKETPLACE_IDS.flatMap((id) => MARKETPLACES[id].domains);
  return domains
    .filter((domain) => !domains.some((other) => other !== domain && isWithin(domain, other)))
    .map((domain) => `*://*.${domain}/*`);
}

/** Every domain with its marketplace, longest first: `2.taobao.com` is Goofish's although `taobao.com` is Taobao's. */
const BY_DOMAIN = Object.values(MARKETPLACES)
  .flatMap((marketplace) =>
    marketplace.domains.map((domain) => ({ domain, within: `.${domain}`, marketplace })),
  )
  .sort((one, other) => other.domain.length - one.domain.length);

function marketplaceOfHost(host: string): MarketplaceAddresses | undefined {
  return BY_DOMAIN.find(({ domain, within }) => host === domain || host.endsWith(within))?.marketplace;
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function recognisePath(
  host: MarketplaceAddresses,
  hostname: string,
  path: string,
  query: URLSearchParams,
): PageAddress {
  for (const shape of host.shapes) {
    if (shape.host && !shape.host.test(hostname)) continue;
    const match = shape.path.exec(path);
    if (!match) continue;
    const marketplace = shape.guest === undefined ? host : MARKETPLACES[shape.guest];
    if (shape.kind !== 'listing') return { marketplace: marketplace.id, kind: shape.kind };
    const found = shape.idParameter ? idFromQuery(shape, query) : match[1];
    if (!found) continue;
    const id = found.replace(/^0+(?=\d)/, '');
    const itemId = marketplace.identity?.(id) ?? id;
    const scope = marketplace.scope?.(hostname, query, path);
    return {
      marketplace: marketplace.id,
      kind: 'listing',
      itemId,
      ...(scope !== undefined && { scope }),
      canonicalUrl: marketplace.canonicalUrl(itemId, scope),
    };
  }
  return { marketplace: host.id, kind: 'none' };
}

function idFromQuery(shape: AddressShape, query: URLSearchParams): string | undefined {
  const value = query.get(shape.idParameter ?? '');
  return value && /^\d{6,19}$/.test(value) ? value : undefined;
}

/** Decodes what decodes (old 1688 paths are GBK); an encoded slash stays encoded, so it cannot move a path's borders. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path.replace(/%2f/gi, '%252F'));
  } catch {
    return path;
  }
}

function parseUrl(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}
