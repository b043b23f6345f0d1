import { lookup } from 'node:dns/promises';
import type { WebhookAddressFault } from '@marketsafe/contract';
import ipaddr from 'ipaddr.js';

/** An address of a host, as a resolver gives it. */
export interface HostAddress {
  address: string;
  family: 4 | 6;
}

/** Finds the addresses of a host's name; rejects where it has none. */
export type Resolver = (host: string) => Promise<readonly HostAddress[]>;

/** Where webhooks may lead. */
export interface Reach {
  resolve: Resolver;
  /** Also http, any port and this machine itself, for tests. */
  loopback: boolean;
}

/** Ports of the web: behind others stand services that an HTTP request can hurt. */
const PORTS = new Set(['', '443', '8443']);

/** As this machine finds addresses: hosts file, then DNS. */
export const resolveByMachine: Resolver = async (host) => {
  const found = await lookup(host, { all: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/**
 * What forbids an address, as far as it is written: the host's name is looked up only when something is sent.
 * @returns null where nothing does
 */
export function faultOf(text: string, { loopback }: Pick<Reach, 'loopback'>): WebhookAddressFault | null {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return 'no-address';
  if (url.username !== '' || url.password !== '') return 'user-in-it';
  if (url.protocol !== 'https:' && !loopback) return 'not-https';
  if (!PORTS.has(url.port) && !loopback) return 'port';
  const literal = literalOf(url);
  return literal !== null && !mayReach(literal, { loopback }) ? 'private' : null;
}

/** The address that stands in a URL in the place of a name, or null. */
export function literalOf({ hostname }: URL): string | null {
  const host = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(host) ? host : null;
}

/**
 * Whether an address is one of the public internet's. Everything that leads elsewhere is refused: private, shared, link-local (where clouds
 * answer with their metadata), loopback, multicast and reserved ones, and those that carry an IPv4 address inside (mapped, NAT64, 6to4,
 * Teredo), by the ranges of IANA's registries as ipaddr.js has them. Of IPv6 only 2000::/3 is given out at all (RFC 4291).
 */
export function mayReach(address: string, { loopback }: Pick<Reach, 'loopback'>): boolean {
  if (!ipaddr.isValid(address) || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (range === 'loopback') return loopback;
  if (range !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(ipaddr.IPv6.parse('2000::'), 3);
}
