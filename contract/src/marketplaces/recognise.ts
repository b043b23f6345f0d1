import { MAX_URL_LENGTH } from './limits.ts';
import type { AddressShape, MarketplaceAddresses } from './types.ts';

/** What of a marketplace's addresses tells the kind of a page. */
export type AddressTable = Pick<MarketplaceAddresses, 'domains' | 'signInHost' | 'shortLinkHost' | 'shapes'>;

/** An address as a table knows it. */
export interface FoundAddress<Table> {
  table: Table;
  host: string;
  /** Percent-decoded where it decodes, without a challenge's end. */
  path: string;
  /** Whole, for its query: that is taken apart only where somebody asks. */
  address: URL;
  /** The marketplace's own page in between; see `PageAddress`. */
  challenge?: 'captcha' | 'login';
  /** Whose every address redirects. */
  isShortLink?: true;
  /** The shape of a page that is one of those we know, and for a listing its number as it stands there. */
  shape?: AddressShape;
  id?: string;
}

/** The captcha is served under the path it guards: `/item/1005….html/_____tmd_____/punish?…`. */
const CHALLENGE_SUFFIX = /\/_____tmd_____\/(?:punish|verify)\/?$/;

/**
 * Finds an address in tables. Holds no table itself: the script on every marketplace page has the one of its own site only.
 * @param tables those of longer domains first: `2.taobao.com` is Goofish's although `taobao.com` is Taobao's
 * @returns null when the text is no http(s) address or its host belongs to no table. Never throws.
 */
export function findAddress<Table extends AddressTable>(
  url: string,
  tables: readonly { domain: string; table: Table }[],
): FoundAddress<Table> | null {
  if (url.length > MAX_URL_LENGTH) return null;
  const address = parseUrl(url);
  if (!address || (address.protocol !== 'https:' && address.protocol !== 'http:')) return null;
  const host = address.hostname.replace(/\.$/, '');
  const shortener = tables.find(({ table }) => table.shortLinkHost?.test(host));
  if (shortener) return { table: shortener.table, host, path: '', address, isShortLink: true };
  const table = tables.find(({ domain }) => isWithin(host, domain))?.table;
  if (!table) return null;
  const path = decodePath(address.pathname).replace(/\/{2,}/g, '/');
  const guarded = path.replace(CHALLENGE_SUFFIX, '');
  const found = { table, host, path: guarded, address, ...findShape(table, host, guarded, address) };
  if (guarded !== path) return { ...found, challenge: 'captcha' };
  return table.signInHost.test(host) ? { table, host, path, address, challenge: 'login' } : found;
}

/** True for a domain and everything below it. */
export function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function findShape(
  { shapes }: AddressTable,
  host: string,
  path: string,
  address: URL,
): Pick<FoundAddress<never>, 'shape' | 'id'> {
  for (const shape of shapes) {
    if (shape.host && !shape.host.test(host)) continue;
    const match = shape.path.exec(path);
    if (!match) continue;
    if (shape.kind !== 'listing') return { shape };
    const id = shape.idParameter ? idFromQuery(shape.idParameter, address.searchParams) : match[1];
    if (id) return { shape, id };
  }
  return {};
}

function idFromQuery(parameter: string, query: URLSearchParams): string | undefined {
  const value = query.get(parameter);
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
