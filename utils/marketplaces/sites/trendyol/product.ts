import type { Found, ListingPage } from '../../adapter.ts';
import { isOfType, type JsonLdNode, productId } from '../../json-ld.ts';
import { firstTextAt } from '../../value-path.ts';

/** The item in JSON-LD: a Product, or the group of its sizes. A group that names another item is not this one's. */
export function listedProduct(page: ListingPage): JsonLdNode | undefined {
  return page.jsonLd.find((node) => {
    if (isOfType(node, 'Product')) return true;
    if (!isOfType(node, 'ProductGroup')) return false;
    const id = productId(node);
    return id === undefined || id === page.itemId;
  });
}

export function listedText(page: ListingPage, paths: readonly string[]): Found<string> | undefined {
  const raw = firstTextAt(listedProduct(page), paths);
  return raw ? { value: raw, raw, source: 'json-ld' } : undefined;
}
