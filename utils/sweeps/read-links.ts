import { type AddressKind, listingKey, type MarketplaceId, recogniseAddress } from '@marketsafe/contract';

/** More of a list than this is not read: links, and characters of text. */
export const LINKS_LIMIT = 20_000;
const TEXT_LIMIT = 20_000_000;

/** A listing that a list of links names, in the marketplace's own spelling. */
export interface Link {
  listingKey: string;
  marketplace: MarketplaceId;
  url: string;
}

/** What stands in a list and is no listing that a sweep could visit, as it was written, and why. */
export interface LeftOut {
  /** Its place among what was left out. */
  id: number;
  text: string;
  why: 'other-site' | 'no-listing' | 'short-link' | 'no-address';
}

/** What a list of links holds. */
export interface ReadLinks {
  /** Each listing once, in the order of the list. */
  links: Link[];
  /** How many name a listing that was named before. */
  doubles: number;
  leftOut: LeftOut[];
  /** There was more than is read. */
  cut: boolean;
}

/** An address in the middle of anything: it ends where text, a cell, a formula's text or markup does. */
const ADDRESS = /\bhttps?:\/\/[^\s"'<>|，。；、（）《》「」]+/gi;

/** An address whose scheme was left out, as people type it. */
const BARE = /^[\w-]+(?:\.[\w-]+)+\/\S+$/;

/** What people and programs leave hanging at the end of an address. */
const HANGING = /[),.;:!?\]}]+$/;

function addressesIn(line: string): string[] {
  const found = [...line.matchAll(ADDRESS)].map(([address]) => address.replace(HANGING, ''));
  if (found.length > 0) return found;
  return line
    .split(/[\s,;\t"]+/)
    .filter((word) => BARE.test(word))
    .map((word) => `https://${word.replace(HANGING, '')}`);
}

const WHY: Readonly<Record<Exclude<AddressKind, 'listing'>, LeftOut['why']>> = {
  'short-link': 'short-link',
  search: 'no-listing',
  store: 'no-listing',
  none: 'no-listing',
};

/** The listing that an address leads to, or why it leads to none that can be known from it. */
function linkOf(address: string): Link | LeftOut['why'] {
  const page = recogniseAddress(address);
  if (!page) return 'other-site';
  const { marketplace, itemId, canonicalUrl, scope, kind } = page;
  if (itemId !== undefined && canonicalUrl !== undefined)
    return { listingKey: listingKey({ marketplace, itemId, scope }), marketplace, url: canonicalUrl };
  return kind === 'listing' ? 'no-listing' : WHY[kind];
}

/**
 * Reads the listings out of a list that somebody pasted or dropped: text, the cells of a table, whatever stands around the addresses.
 * Nothing in it is run or asked for: a formula is text. Lines in which there is no address at all are counted as left out, except empty
 * ones.
 */
export function readLinks(lines: Iterable<string>): ReadLinks {
  const links = new Map<string, Link>();
  const leftOut: LeftOut[] = [];
  const leaveOut = (text: string, why: LeftOut['why']) =>
    leftOut.push({ id: leftOut.length, text: text.slice(0, 200), why });
  let doubles = 0;
  let characters = 0;
  let cut = false;
  for (const line of lines) {
    characters += line.length;
    if (characters > TEXT_LIMIT || links.size + leftOut.length >= LINKS_LIMIT) {
      cut = true;
      break;
    }
    const text = line.trim();
    const addresses = addressesIn(text);
    if (addresses.length === 0 && text !== '') leaveOut(text, 'no-address');
    // A cell and its link may both say it.
    const inLine = new Set<string>();
    for (const address of new Set(addresses)) {
      const link = linkOf(address);
      if (typeof link === 'string') {
        leaveOut(address, link);
        continue;
      }
      if (inLine.has(link.listingKey)) continue;
      inLine.add(link.listingKey);
      if (links.has(link.listingKey)) doubles += 1;
      else links.set(link.listingKey, link);
    }
  }
  return { links: [...links.values()], doubles, leftOut, cut };
}
