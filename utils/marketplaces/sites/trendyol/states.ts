import type { StateRecord } from '../../adapter.ts';
import type { InlineState } from '../../inline-state.ts';
import { at, textAt } from '../../value-path.ts';

/**
 * Variables that hold a listing as `product`. The page of 2025 on is built of parts ("islands") that each carry the whole product
 * again, so the first that has it is enough.
 */
const LISTING_NAMES = [
  '__envoy_product-detail__PROPS',
  '__envoy__SHARED_PROPS',
  '__envoy__PROPS',
  '__envoy_product-info__PROPS',
  '__envoy_product-image-gallery__PROPS',
  '__PRODUCT_DETAIL_APP_INITIAL_STATE__',
];

/** Page state of listings: 2025 on (`merchantListing`), and 2019 to 2024 (`merchant`, `price`). */
export function readStates(state: InlineState): StateRecord[] {
  return firstNamed(state, LISTING_NAMES, (name, value) => {
    const itemId = textAt(value, 'product.id');
    return itemId && textAt(value, 'product.name') ? { name, itemId, data: value } : undefined;
  });
}

const LIST_NAMES = ['__single-search-result__PROPS', '__SEARCH_APP_INITIAL_STATE__'];

/** Page state of search, category and store pages: 2025 on, and before. */
export function readListStates(state: InlineState): StateRecord[] {
  return firstNamed(state, LIST_NAMES, (name, value) => {
    const data = ['data.products', 'products'].map((path) => at(value, path)).find(Array.isArray);
    return data ? { name, data: { products: data } } : undefined;
  });
}

function firstNamed(
  state: InlineState,
  names: readonly string[],
  read: (name: string, value: unknown) => StateRecord | undefined,
): StateRecord[] {
  for (const name of names) {
    const records = state.assigned(name).flatMap((value) => read(name, value) ?? []);
    if (records.length > 0) return records;
  }
  return [];
}
