import type { Found, ListingPage, VariantParts } from '../../adapter.ts';
import { firstOf, stateSource } from '../../matchers.ts';
import { listAt, textAt } from '../../value-path.ts';

/**
 * Sizes of the listing, each with its item number. Other colours are listings of their own, so a colour is no choice here.
 * An item without sizes has one variant without a value.
 */
export function stateVariants(page: ListingPage): Found<VariantParts> | undefined {
  const paths = ['product.variants', 'product.merchantListing.variants', 'product.allVariants'];
  return firstOf(page.states, paths, (record, path) => {
    const entries = listAt(record.data, path).flatMap((entry) => {
      const text = textAt(entry, 'value') ?? textAt(entry, 'attributeValue');
      return text
        ? [{ text, id: textAt(entry, 'itemNumber') ?? '', name: textAt(entry, 'attributeName') }]
        : [];
    });
    const [first] = entries;
    if (!first || entries.some(({ name }) => name !== first.name)) return undefined;
    const texts = [...new Set(entries.map(({ text }) => text))];
    return {
      value: {
        options: [{ name: first.name, values: texts.map((text) => ({ text })) }],
        skus: entries.map(({ id, text }) => ({ id, values: [text] })),
      },
      raw: texts.join(' | '),
      source: stateSource(record, path),
    };
  });
}
