import type { Found, ListingPage } from '../../adapter.ts';
import { isOfType } from '../../json-ld.ts';
import { domText, firstOf, stateSource } from '../../matchers.ts';
import { parseCount } from '../../text.ts';
import { at, firstTextAt, numberAt } from '../../value-path.ts';

type Rating = { score: number; best: number; count?: number | undefined };

/** Stars of all three sites. */
const BEST = 5;

/** Buyers' rating of the item. Percentages and the figures of the seller's block are the seller's. */
export function lazadaRatings(page: ListingPage): (() => Found<Rating> | undefined)[] {
  return [() => stateRating(page), () => shownRating(page), () => productRating(page)];
}

const STATE_PATHS = [
  { score: 'product.rating.score', count: 'product.rating.total' },
  { score: 'review.ratings.average', count: 'review.ratings.rateCount' },
  { score: 'review.averageRating', count: 'review.reviews' },
] as const;

function stateRating(page: ListingPage): Found<Rating> | undefined {
  for (const paths of STATE_PATHS) {
    const found = firstOf(page.states, [paths.score], (record, path) => {
      const score = numberAt(record.data, path);
      const count = numberAt(record.data, paths.count);
      return score ? rating(score, count, `${score} (${count ?? ''})`, stateSource(record, path)) : undefined;
    });
    if (found) return found;
  }
  return undefined;
}

function shownRating(page: ListingPage): Found<Rating> | undefined {
  const score = domText(page, [
    '#module_product_review_star_1 [class*="star-v2-score"]',
    '[class*="pdp-mod-review"] .score-average',
  ]);
  const number = score && Number(/^\s*(\d(?:[.,]\d+)?)\s*$/.exec(score.value)?.[1]?.replace(',', '.'));
  if (!score || !number) return undefined;
  const shown = domText(page, [
    '#module_product_review_star_1 a[class*="review-summary"]',
    '[class*="pdp-mod-review"] .summary .count',
  ]);
  // `(363)`, `241 Ratings`, `241 Penilaian`.
  const count = /^\s*\(?(\d[\d.,]*[kKM]?)\)?(?:\s|$)/.exec(shown?.value ?? '')?.[1];
  return rating(
    number,
    count ? parseCount(count) : undefined,
    [score.raw, shown?.raw].filter(Boolean).join(' '),
    score.source,
  );
}

function productRating(page: ListingPage): Found<Rating> | undefined {
  const node = at(
    page.jsonLd.find((candidate) => isOfType(candidate, 'Product')),
    'aggregateRating',
  );
  const score = numberAt(node, 'ratingValue');
  if (!score) return undefined;
  const count = Number(firstTextAt(node, ['ratingCount', 'reviewCount']) ?? Number.NaN);
  const best = numberAt(node, 'bestRating') ?? BEST;
  const value = { score, best, ...(Number.isInteger(count) && { count }) };
  return { value, raw: `${score}/${best}`, source: 'json-ld' };
}

function rating(score: number, count: number | undefined, raw: string, source: string): Found<Rating> {
  return { value: { score, best: BEST, ...(count !== undefined && { count }) }, raw, source };
}
