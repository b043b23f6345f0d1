import type { Price } from '@marketsafe/contract';
import type { Found, ListingPage } from '../../adapter.ts';
import { stateText } from '../../matchers.ts';
import { cleanText } from '../../text.ts';

/** The sign stands in an element beside the number's, so the number is read alone: everything here is in yuan. */
const YUAN =
  /^[¥￥]?\s*(\d{1,9}(?:,\d{3})*(?:\.\d{1,2})?)(?:\s*[-–~～至]\s*[¥￥]?\s*(\d{1,9}(?:,\d{3})*(?:\.\d{1,2})?))?$/;

/** A price in yuan, single or a range; nothing where it is rounded (`1.28万`) or hidden. */
export function yuan(text: string): Price | undefined {
  const [, low, high] = YUAN.exec(cleanText(text, 60)) ?? [];
  if (!low) return undefined;
  const min = Number(low.replaceAll(',', ''));
  const max = high ? Number(high.replaceAll(',', '')) : min;
  return min > 0 && max >= min ? { min, max, currency: 'CNY' } : undefined;
}

/** The price within the item's own block: recommended items below it have prices of the same name. */
const DRAWN = ['[class*="item-main-info"] [class*="price--"]', '#J_Property .price-info .price.big em'];

export function goofishPrices(page: ListingPage): (() => Found<Price> | undefined)[] {
  return [
    () => statedRange(page),
    () => priced(stateText(page, ['itemDO.soldPrice', 'itemDO.price'])),
    () => {
      for (const selector of DRAWN) {
        for (const element of page.dom.findAll(selector, undefined, 3)) {
          const found = priced({
            value: page.dom.text(element, 100),
            raw: page.dom.text(element, 100),
            source: `dom:${selector}`,
          });
          if (found) return found;
        }
      }
      return undefined;
    },
  ];
}

/** Lowest and highest of an item with several kinds, where the price it is listed at lies between: the unit is then the same. */
function statedRange(page: ListingPage): Found<Price> | undefined {
  const min = stateText(page, ['itemDO.minPrice']);
  const max = stateText(page, ['itemDO.maxPrice']);
  const listed = yuan(stateText(page, ['itemDO.soldPrice'])?.value ?? '');
  const value = min && max && yuan(`${min.value}-${max.value}`);
  if (!value || !listed || listed.min < value.min || listed.max > value.max) return undefined;
  return { value, raw: `${min.raw} - ${max.raw}`, source: min.source };
}

function priced(found: Found<string> | undefined): Found<Price> | undefined {
  const value = found && yuan(found.value);
  return found && value && { ...found, value };
}
