import {
  type AnswerSaid,
  type ClaimState,
  type LineState,
  type MarketplaceId,
  recogniseAddress,
  stateAfter,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../../db/database.ts';
import { organisationsOf } from '../../people/belonging.ts';
import { type BehindLink, claimsBehind, type LinkPlace, saysNews } from './apply.ts';
import type { Identity } from './identity.ts';
import type { ReadLine } from './read-answers.ts';

/** A link of a packet that was sent. */
interface SentLink extends LinkPlace {
  organisationId: string;
  /** Whoever brings the lines in belongs to who complains, or to whose right it is. */
  isOwn: boolean;
  marketplace: MarketplaceId;
  /** The packet's number here, and what the marketplace calls it. */
  packet: string;
  reference: string;
  itemId: string;
  /** The country's site that the listing is on, where its number is one there only. */
  site: string | undefined;
  behind: BehindLink[];
}

/** What a line comes to. */
export interface MatchedLine {
  read: ReadLine;
  state: LineState;
  /** The link that it is about, where it is taken. */
  link: SentLink | null;
  claims: readonly BehindLink[];
  claimState: ClaimState | null;
}

/**
 * Finds of each line the link that it is about, by what tells a listing or a claim, within the packets that were sent to this marketplace.
 * As staff, who read every organisation's.
 * @param userId whoever brings them in: what is about claims of their own organisations, they do not
 */
export async function matchLines(
  scope: Scope,
  userId: string,
  marketplace: MarketplaceId,
  lines: readonly ReadLine[],
): Promise<MatchedLine[]> {
  const links = await linksFor(scope, userId, lines);
  const matched = lines.map((read) => matchLine(read, marketplace, links));
  const byLink = Map.groupBy(
    matched.filter(({ state }) => state === 'matched'),
    ({ link }) => `${link?.packetId} ${link?.position}`,
  );
  for (const same of byLink.values()) {
    const outcomes = new Set(same.map(({ read }) => read.said?.outcome));
    for (const [index, one] of same.entries()) {
      if (outcomes.size > 1) leave(one, 'lines-contradict');
      else if (index > 0) leave(one, 'said-before');
    }
  }
  return matched;
}

function leave(one: MatchedLine, state: LineState): void {
  one.state = state;
  one.link = null;
}

/** Links of all packets that were sent, by what lines say of them. */
interface SentLinks {
  byItem: Map<string, SentLink[]>;
  byClaim: Map<string, SentLink[]>;
}

function matchLine(read: ReadLine, marketplace: MarketplaceId, links: SentLinks): MatchedLine {
  const none = (
    state: LineState,
    claims: readonly BehindLink[] = [],
    claimState: ClaimState | null = null,
  ) => ({
    ...{ read, state, link: null, claims, claimState },
  });
  if (read.fault || !read.said) return none(read.fault ?? 'no-outcome');
  const { said } = read;
  const listings = read.identities.filter(({ is }) => is === 'listing');
  const foreign = listings.some((one) => one.is === 'listing' && one.marketplace !== marketplace);
  if (foreign) return none('other-marketplace');
  // Each of the line's own columns has to speak of the same link.
  const named = read.identities.flatMap((identity) => {
    const found = linksOf(identity, links);
    return found ? [found] : [];
  });
  const everywhere = named.flat();
  const [first = [], ...others] = named.map((found) =>
    found.filter((link) => link.marketplace === marketplace),
  );
  const both = first.filter((link) => others.every((other) => other.includes(link)));
  if (both.length === 0) {
    if (first.length > 0 && others.every((other) => other.length > 0)) return none('contradictory');
    const elsewhere = everywhere.some((link) => link.marketplace !== marketplace);
    return none(
      elsewhere && everywhere.every((link) => link.marketplace !== marketplace)
        ? 'other-marketplace'
        : 'not-sent',
    );
  }
  const meant =
    read.packet === '' ? both : both.filter((link) => [link.packet, link.reference].includes(read.packet));
  // What the marketplace calls a complaint need not be known here.
  const candidates = meant.length > 0 ? meant : both;
  const waiting = candidates.filter(({ behind }) => behind.some(({ state }) => saysNews(state, said)));
  const [link] = waiting;
  if (waiting.length > 1)
    return none(
      'ambiguous',
      waiting.flatMap(({ behind }) => behind),
    );
  if (!link) return none(...whyNot(candidates, said));
  if (link.isOwn) return none('own-claim', link.behind);
  return { read, state: 'matched', link, claims: link.behind, claimState: null };
}

/** Why an answer says nothing new of any of these links. */
function whyNot(
  candidates: readonly SentLink[],
  said: AnswerSaid,
): [LineState, readonly BehindLink[], ClaimState | null] {
  const behind = candidates.flatMap((candidate) => candidate.behind);
  const [first] = behind;
  if (!first) return ['left-packet', [], null];
  if (behind.some(({ state }) => state === stateAfter(said.outcome))) return ['known', behind, first.state];
  const isWithdrawn = behind.every(({ state }) => state === 'withdrawn');
  return [isWithdrawn ? 'withdrawn' : 'moved-on', behind, first.state];
}

function linksOf(identity: Identity, { byItem, byClaim }: SentLinks): SentLink[] | undefined {
  switch (identity.is) {
    case 'claim':
      return byClaim.get(identity.number) ?? [];
    case 'item':
      return byItem.get(identity.itemId) ?? [];
    case 'listing':
      return (byItem.get(identity.itemId) ?? []).filter(
        ({ marketplace, site }) => marketplace === identity.marketplace && site === identity.scope,
      );
    default:
      return undefined;
  }
}

interface LinkRow extends LinkPlace {
  claim: string;
  itemId: string;
  url: string;
  packet: string;
  reference: string;
  marketplace: MarketplaceId;
  organisationId: string;
  holderId: string;
}

/** Every link of a packet that was sent, which one of the lines may be about. */
async function linksFor(scope: Scope, userId: string, lines: readonly ReadLine[]): Promise<SentLinks> {
  const items = new Set<string>();
  const claims = new Set<string>();
  for (const identity of lines.flatMap(({ identities }) => identities)) {
    if (identity.is === 'claim') claims.add(identity.number);
    if (identity.is === 'item' || identity.is === 'listing') items.add(identity.itemId);
  }
  const { rows } = await sql<LinkRow>`
    with own as materialized (
      select member.organisation_id, member.packet_id, member.position
      from unnest(${[...claims]}::text[]) as wanted (number)
      cross join lateral (select * from app.claims found where found.number = wanted.number offset 0) claim
      cross join lateral (
        select * from app.packet_claims found
        where found.organisation_id = claim.organisation_id and found.claim_id = claim.claim_id and found.left_at is null
        offset 0) member
    ), beside as materialized (
      select member.* from (select distinct organisation_id, packet_id from own) packet
      cross join lateral (
        select * from app.packet_claims found
        where found.organisation_id = packet.organisation_id and found.packet_id = packet.packet_id offset 0) member
    ), named as (
      select link.packet_id, link.position
      from unnest(${[...items]}::text[]) as wanted (item)
      cross join lateral (select * from disclosed.links found where found.item_id = wanted.item offset 0) link
      union
      -- The claim itself may stand behind another that speaks for the same listing.
      select link.packet_id, link.position
      from own
      join beside on beside.packet_id = own.packet_id and beside.position = own.position
      cross join lateral (
        select found.number from app.claims found
        where found.organisation_id = beside.organisation_id and found.claim_id = beside.claim_id offset 0) speaker
      cross join lateral (select * from disclosed.links found where found.claim = speaker.number offset 0) link
      where link.packet_id = own.packet_id
    )
    select named.packet_id as "packetId", named.position, link.claim, link.item_id as "itemId", link.canonical_url as url,
      packet.number as packet, packet.reference, packet.marketplace, packet.organisation_id as "organisationId",
      packet.holder_id as "holderId"
    from named
    join disclosed.links link on link.packet_id = named.packet_id and link.position = named.position
    join app.packets packet on packet.packet_id = named.packet_id and packet.state in ('sent', 'acknowledged')`.execute(
    scope,
  );
  const behind = Map.groupBy(await claimsBehind(scope, rows), placeOf);
  const own = await organisationsOf(scope, userId);
  const found: SentLinks = { byItem: new Map(), byClaim: new Map() };
  for (const row of rows) {
    const { packetId, position, itemId, packet, reference, marketplace, organisationId } = row;
    const link: SentLink = {
      ...{ packetId, position, itemId, packet, reference, marketplace, organisationId },
      isOwn: own.has(organisationId) || own.has(row.holderId),
      site: recogniseAddress(row.url)?.scope,
      behind: behind.get(placeOf(row)) ?? [],
    };
    push(found.byItem, itemId, link);
    for (const number of new Set([row.claim, ...link.behind.map((one) => one.number)]))
      push(found.byClaim, number, link);
  }
  return found;
}

function placeOf({ packetId, position }: LinkPlace): string {
  return `${packetId} ${position}`;
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const there = map.get(key);
  if (there) there.push(value);
  else map.set(key, [value]);
}
