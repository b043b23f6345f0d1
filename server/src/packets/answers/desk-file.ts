import {
  type DeskFile,
  type DeskFilePreview,
  type LineState,
  type MarketplaceId,
  recogniseAddress,
} from '@marketsafe/contract';
import type { Scope } from '../../db/database.ts';
import { withdrawnLinks } from '../desk.ts';
import { deskPacketFor } from './desk-answers.ts';
import type { Identity } from './identity.ts';
import { type ReadLine, readAnswers } from './read-answers.ts';
import { unclearOf } from './unclear.ts';

/** A link of the packet that is answered. */
interface PacketLink {
  position: number;
  claim: string;
  itemId: string;
  /** The country's site that the listing is on, where its number is one there only. */
  site: string | undefined;
}

/**
 * Reads a list of the marketplace's own and finds of each line the link of this packet that it answers. Nothing is kept. As one of its people, who
 * read what was disclosed to them and nothing else.
 * @throws HttpProblem where they have no such packet, or it was taken back; TableProblem
 */
export async function lookAtDeskFile(
  scope: Scope,
  packetId: string,
  bytes: Uint8Array<ArrayBuffer>,
  reading: DeskFile['reading'],
): Promise<DeskFilePreview> {
  const { marketplace } = await deskPacketFor(scope, packetId);
  const { lines } = await readAnswers(bytes, { marketplace, ...reading });
  const rows = await scope
    .selectFrom('disclosed.links')
    .select(['position', 'claim', 'item_id', 'canonical_url'])
    .where('packet_id', '=', packetId)
    .orderBy('position')
    .execute();
  const links = rows.map(({ position, claim, item_id, canonical_url }): PacketLink => {
    return { position, claim, itemId: item_id, site: recogniseAddress(canonical_url)?.scope };
  });
  const taken = new Set(await withdrawnLinks(scope, packetId));
  const placed = lines.map((read) => ({ read, ...placeOf(read, marketplace, links, taken) }));
  leaveContradictions(placed);
  return {
    lines: lines.length,
    found: placed.flatMap(({ read, state, position }) =>
      state === 'matched' && position !== null && read.said
        ? [{ line: read.line, position, said: read.said }]
        : [],
    ),
    left: placed.flatMap(({ read, state }) =>
      state === 'matched' ? [] : [{ line: read.line, cells: read.cells, state }],
    ),
    unclear: unclearOf(lines),
  };
}

interface Placed {
  state: LineState;
  position: number | null;
}

function placeOf(
  read: ReadLine,
  marketplace: MarketplaceId,
  links: readonly PacketLink[],
  taken: ReadonlySet<number>,
): Placed {
  const none = (state: LineState): Placed => ({ state, position: null });
  if (read.fault || !read.said) return none(read.fault ?? 'no-outcome');
  if (read.identities.some((one) => one.is === 'listing' && one.marketplace !== marketplace))
    return none('other-marketplace');
  const [first = [], ...others] = read.identities.flatMap((identity) => {
    const found = linksOf(identity, links);
    return found ? [found] : [];
  });
  const both = first.filter((link) => others.every((other) => other.includes(link)));
  const [link] = both;
  if (!link) return none(first.length > 0 ? 'contradictory' : 'not-in-packet');
  if (both.length > 1) return none('ambiguous');
  return taken.has(link.position) ? none('left-packet') : { state: 'matched', position: link.position };
}

function linksOf(identity: Identity, links: readonly PacketLink[]): PacketLink[] | undefined {
  switch (identity.is) {
    case 'claim':
      return links.filter(({ claim }) => claim === identity.number);
    case 'item':
      return links.filter(({ itemId }) => itemId === identity.itemId);
    case 'listing':
      return links.filter(({ itemId, site }) => itemId === identity.itemId && site === identity.scope);
    default:
      return undefined;
  }
}

/** Of lines about one link that say the same the first is taken; of those that say different things none. */
function leaveContradictions(placed: (Placed & { read: ReadLine })[]): void {
  const matched = placed.filter(({ state }) => state === 'matched');
  for (const same of Map.groupBy(matched, ({ position }) => position).values()) {
    const outcomes = new Set(same.map(({ read }) => read.said?.outcome));
    for (const [index, one] of same.entries()) {
      if (outcomes.size > 1) one.state = 'lines-contradict';
      else if (index > 0) one.state = 'said-before';
    }
  }
}
