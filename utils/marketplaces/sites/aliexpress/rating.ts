import type { Found, ListingPage } from '../../adapter.ts';
import { isOfType } from '../../json-ld.ts';
import { domText, firstOf, stateSource } from '../../matchers.ts';
import { parseCount } from '../../text.ts';
import { at, firstTextAt, numberAt } from '../../value-path.ts';

type Rating = { score: number; best: number; count?: number | undefined };

/** Stars on all sites and in all eras. */
const BEST = 5;

const STATE_PATHS = [
  { score: 'titleModule.feedbackRating.averageStar', count: 'titleModule.feedbackRating.totalValidNum' },
  { score: 'titleModule.feedbackRating.evarageStar', count: 'titleModule.feedbackRating.totalValidNum' },
  { score: 'feedbackComponent.averageStar', count: 'feedbackComponent.totalValidNum' },
  { score: 'feedbackComponent.evarageStar', count: 'feedbackComponent.totalValidNum' },
  { score: 'PC_RATING.rating', count: 'PC_RATING.totalValidNum' },
  { score: 'aer.rating.middle', count: 'aer.reviews' },
] as const;

/** Score, and the number of reviews beside it, as shown by each era's pages. */
const SHOWN = [
  { score: '[class*="reviewer--rating"] strong', count: '[class*="reviewer--reviews"]' },
  { score: '[class*="reviewer--wrap"] > strong', count: 'a[href="#nav-review"]' },
  { score: '.overview-rating-average', count: '.product-reviewer-reviews' },
  { score: '#j-customer-reviews-trigger .percent-num', count: '#j-customer-reviews-trigger .rantings-num' },
  { score: '[class*="HazeProductDescription__ratingWrap"]', count: 'a[href="#reviews_anchor"]' },
] as const;

/** Buyers' rating of the item. The share of positive feedback is the store's. */
export function aliexpressRatings(page: ListingPage): (() => Found<Rating> | undefined)[] {
  return [() => stateRating(page), () => shownRating(page), () => productRating(page)];
}

function stateRating(page: ListingPage): Found<Rating> | undefined {
  for (const { score: scorePath, count: countPath } of STATE_PATHS) {
    const found = firstOf(page.states, [scorePath], (record, path) => {
      const score = numberAt(record.data, path);
      const count = numberAt(record.data, countPath);
      // An item that nobody has rated yet carries a score too.
      if (!score || count === 0) return undefined;
      return rating(score, count, `${score} (${count ?? ''})`, stateSource(record, path));
    });
    if (found) return found;
  }
  return undefined;
}

function shownRating(page: ListingPage): Found<Rating> | undefined {
  for (const selectors of SHOWN) {
    const shown = domText(page, [selectors.score]);
    const score = Number(/^\s*(\d(?:[.,]\d+)?)\s*$/.exec(shown?.value ?? '')?.[1]?.replace(',', '.'));
    if (!shown || !(score > 0)) continue;
    const reviews = domText(page, [selectors.count]);
    // `123 Reviews`, `(12 votes)`, `1 109 отзывов`, in any language.
    const count = /^\s*\(?(\d{1,3}(?:[.,\s]\d{3})+(?!\d)|\d+)(?![.,\d])/.exec(reviews?.value ?? '')?.[1];
    return rating(
      score,
      count ? parseCount(count) : undefined,
      [shown.raw, reviews?.raw].filter(Boolean).join(' '),
      shown.source,
    );
  }
  return undefined;
}

function productRating(page: ListingPage): Found<Rating> | undefined {
  const node = at(
    page.jsonLd.find((candidate) => isOfType(candidate, 'Product')),
    'aggregateRating',
  );
  const score = numberAt(node, 'ratingValue');
  const count = Number(firstTextAt(node, ['ratingCount', 'reviewCount']) ?? Number.NaN);
  if (!score || count === 0) return undefined;
  const best = numberAt(node, 'bestRating') ?? BEST;
  const value = { score, best, ...(Number.isInteger(count) && { count }) };
  return { value, raw: `${score}/${best}`, source: 'json-ld' };
}

function rating(score: number, count: number | undefined, raw: string, source: string): Found<Rating> {
  return { value: { score, best: BEST, ...(count !== undefined && { count }) }, raw, source };
}
