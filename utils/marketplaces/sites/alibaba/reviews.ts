import type { FactMatchers, FactValues, Found, ListingPage } from '../../adapter.ts';
import { labelledCount } from '../../labelled-count.ts';
import { firstOf, mapped, stateSource, stateText } from '../../matchers.ts';
import { usualDigits } from '../../text.ts';
import { numberAt } from '../../value-path.ts';

type Rating = FactValues['rating'];

/** Stars. */
const BEST = 5;
const SCORE = '([0-5](?:[.,]\\d{1,2})?)(?:\\s*\\/\\s*5(?:[.,]0)?)?';

/** Buyers' rating of the item. That of the company (`storeReview`, the block further down) is another. */
export function alibabaRating(page: ListingPage): NonNullable<FactMatchers['rating']> {
  return [() => markedRating(page), () => moduleRating(page), () => stateRating(page)];
}

/** How many were sold: `56 sold` beside the rating, in whatever language. */
export function alibabaSoldCount(page: ListingPage): NonNullable<FactMatchers['soldCount']> {
  return [
    () => mapped(marked(page, 'product-comment-sales-volume'), labelledCount),
    () => moduleSoldCount(page),
    () => mapped(stateText(page, ['trade.salesVolume']), labelledCount),
  ];
}

function stateRating(page: ListingPage): Found<Rating> | undefined {
  return firstOf(page.states, ['review.productReview'], (record, path) => {
    const score = numberAt(record.data, `${path}.averageStar`);
    const count = numberAt(record.data, `${path}.totalReviewCount`);
    // An item that nobody has rated yet carries a score too.
    if (!score || count === 0) return undefined;
    return {
      value: { score, best: BEST, count },
      raw: `${score} (${count ?? ''})`,
      source: stateSource(record, path),
    };
  });
}

/** The part of the item's block that bears this mark. */
function marked(page: ListingPage, mark: string): Found<string> | undefined {
  const selector = `[data-testid="module_product_comment"] [data-testid="${mark}"]`;
  const parts = page.dom.findAll(selector, undefined, 2);
  const raw = parts.length === 1 && parts[0] ? page.dom.text(parts[0], 200).trim() : '';
  return raw ? { value: raw, raw, source: `dom:${selector}` } : undefined;
}

function markedRating(page: ListingPage): Found<Rating> | undefined {
  const shown = marked(page, 'product-comment-rating');
  const score = scoreOf(new RegExp(`^${SCORE}$`).exec(usualDigits(shown?.value ?? ''))?.[1]);
  if (!shown || !score) return undefined;
  const reviews = marked(page, 'product-comment-review-link');
  const count = labelledCount(reviews?.value ?? '');
  if (count === 0) return undefined;
  return {
    value: { score, best: BEST, count },
    raw: [shown.raw, reviews?.raw].filter(Boolean).join(' '),
    source: shown.source,
  };
}

const MODULE = '[data-module-name="module_comment"]';
const ITEM = '.detail-review-item';

/**
 * The item's block beside its title. A second block may be the company's: then only the one that is named after the product counts.
 */
function moduleBlock(page: ListingPage): { block: Element; selector: string } | undefined {
  const named = `${MODULE} .detail-product-comment`;
  const [only, ...others] = page.dom
    .findAll(MODULE, undefined, 5)
    .filter((block) => page.dom.find(ITEM, block) !== null);
  const block = page.dom.find(named);
  if (block) return { block, selector: named };
  return only && others.length === 0 ? { block: only, selector: MODULE } : undefined;
}

/** `4.1(65 reviews)`: a score, and in brackets how many. */
function moduleRating(page: ListingPage): Found<Rating> | undefined {
  const found = moduleBlock(page);
  const text = found ? page.dom.text(found.block, 500).replace(/\s+/g, ' ').trim() : '';
  const match = new RegExp(`^${SCORE}\\s*[(（]([^()（）]{1,60})[)）]`).exec(usualDigits(text));
  const score = scoreOf(match?.[1]);
  const count = labelledCount(match?.[2] ?? '');
  return found && match && score && count
    ? { value: { score, best: BEST, count }, raw: match[0], source: `dom:${found.selector}` }
    : undefined;
}

/** The one part of the block without brackets that is a count: with a second one, neither is known to be it. */
function moduleSoldCount(page: ListingPage): Found<number> | undefined {
  const found = moduleBlock(page);
  if (!found) return undefined;
  const texts = page.dom
    .findAll(ITEM, found.block, 20)
    .filter((part) => page.dom.find(ITEM, part) === null)
    .map((part) => page.dom.text(part, 100).trim())
    .filter((text) => !/[()（）★☆]/.test(text) && /\p{L}/u.test(text) && labelledCount(text) !== undefined);
  const [raw] = texts;
  return texts.length === 1 && raw !== undefined
    ? mapped({ value: raw, raw, source: `dom:${found.selector}` }, labelledCount)
    : undefined;
}

function scoreOf(text: string | undefined): number | undefined {
  const score = text === undefined ? 0 : Number(text.replace(',', '.'));
  return score > 0 ? score : undefined;
}
