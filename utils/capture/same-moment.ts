import { type KeyFacts, listingKey, MAX_ADDRESSES, recogniseAddress } from '@marketsafe/contract';
import { canonicalJson } from '@marketsafe/evidence';
import { withoutFragment } from '../network/exchanges.ts';
import { keyReadingOf } from './key-reading.ts';
import type { PageEnd, PagePosition, PageSample } from './page-sample.ts';

/** Key of the listing that an address names; undefined where it names none. A page may rewrite the rest of its address as it likes. */
function keyOf(url: string | undefined): string | undefined {
  const address = url === undefined ? null : recogniseAddress(url);
  return address?.itemId === undefined ? undefined : listingKey({ ...address, itemId: address.itemId });
}

/** Whether two addresses name one listing. */
export function isSameListing(one: string | undefined, other: string | undefined): boolean {
  const key = keyOf(one);
  return key !== undefined && key === keyOf(other);
}

/** Whether a page is the same document, in the same place, in the same state. */
export function stoodStill(
  { url: from, ...before }: PagePosition,
  { url: to, ...after }: PagePosition,
): boolean {
  return (
    isSameListing(from, to) &&
    (Object.keys(before) as (keyof typeof before)[]).every((key) => before[key] === after[key])
  );
}

/** The addresses in order, each other than the one before. Where on the page one points to is no part of it. */
export function addressesOf(urls: readonly (string | undefined)[]): string[] {
  const addresses = urls.flatMap((url) => (url === undefined ? [] : withoutFragment(url)));
  return addresses.filter((address, at) => address !== addresses[at - 1]).slice(0, MAX_ADDRESSES);
}

/** A fact is the same while its value is: a page may write one value in more than one way. */
function valuesOf({ title, price, seller }: KeyFacts): string {
  return canonicalJson([title?.value ?? null, price?.value ?? null, seller?.value ?? null]);
}

/** The readings in order, each other than the one before. */
function differing(readings: readonly KeyFacts[]): KeyFacts[] {
  const texts = readings.map(valuesOf);
  return readings.filter((_, at) => texts[at] !== texts[at - 1]);
}

/**
 * The key facts from the sample to the end, each reading other than the one before: as the page draws them, where it does, and where that
 * stayed the same as its own data name them. One reading: both stayed the same.
 */
export function keyFactsOf({ reading, drawn }: PageSample, { readings }: PageEnd): KeyFacts[] {
  const all = [reading && keyReadingOf(reading, drawn), ...readings];
  const shown = differing(all.map((one) => (one ? { ...one.facts, ...one.drawn } : {})));
  return shown.length > 1 ? shown : differing(all.map((one) => one?.facts ?? {}));
}

/** Whether a page at the end is another kind of page, or another listing, than its sample says. */
export function becameAnother({ reading }: PageSample, { readings }: PageEnd): boolean {
  const last = readings.at(-1);
  if (!reading || !last) return false;
  return reading.kind !== last.kind || reading.wall !== last.wall || reading.itemId !== last.itemId;
}
