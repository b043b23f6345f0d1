import type { PageArea } from '@marketsafe/contract';
import type { ListingRegion } from '../database/capture-rows.ts';
import type { PageTraces } from './page-sample.ts';

/** Less than so much, in CSS pixels, is a rounding. */
const SLIVER = 1;

function shared(one: PageArea, other: PageArea): PageArea | null {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  const width = Math.min(one.x + one.width, other.x + other.width) - x;
  const height = Math.min(one.y + one.height, other.y + other.height) - y;
  return width >= SLIVER && height >= SLIVER ? { x, y, width, height } : null;
}

/** Where both say that the same part of the listing stands. */
function bothRegions(one: readonly ListingRegion[], other: readonly ListingRegion[]): ListingRegion[] {
  const found = one.flatMap(({ part, area }) =>
    other.flatMap((later) => {
      const both = later.part === part ? shared(area, later.area) : null;
      return both ? [{ part, area: both }] : [];
    }),
  );
  return [...new Map(found.map((region) => [JSON.stringify(region), region])).values()];
}

/**
 * What was seen before and after a picture: what showed the viewer at either time may be in it, and what was the listing's at both times
 * is certain.
 */
export function bothTraces(before: PageTraces, after: PageTraces): PageTraces {
  return {
    areas: [...before.areas, ...after.areas],
    texts: [...new Set([...before.texts, ...after.texts])],
    regions: bothRegions(before.regions, after.regions),
  };
}
