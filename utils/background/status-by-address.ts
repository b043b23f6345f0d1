import { recogniseAddress } from '@marketsafe/contract';
import type { PageStatus } from '../messages/messages.ts';

/** What an address alone says of its page, and whether the page itself has to be asked: a listing's may show a wall. */
export function statusByAddress(url: string | undefined): { status: PageStatus; askPage: boolean } {
  const address = url === undefined ? null : recogniseAddress(url);
  if (!address) return { status: { marketplace: null, kind: 'none' }, askPage: false };
  const { marketplace, kind, itemId, scope, challenge } = address;
  if (kind === 'short-link') {
    return { status: { marketplace, kind: 'none', shortLink: true }, askPage: false };
  }
  // A sign-in on a host of its own is the wall that a click on a listing or a search led to.
  if (challenge)
    return { status: { marketplace, kind: 'wall', wall: challenge, itemId, scope }, askPage: false };
  return { status: { marketplace, kind, itemId, scope }, askPage: kind !== 'none' };
}
