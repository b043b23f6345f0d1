import type { FactMatchers, ListingPage, VariantParts } from '../../adapter.ts';
import { firstOf, stateSource } from '../../matchers.ts';
import { cleanText } from '../../text.ts';
import { at, listAt, textAt } from '../../value-path.ts';

const MODEL = 'global.globalData.model';
const PAGE_DATA = 'data.Root.fields.dataJson';

/** Choices, and the combinations that have a number, of each era. */
const PLACES = [
  { choices: `${MODEL}.offerDetail.skuProps`, numbers: `${MODEL}.tradeModel.skuMap` },
  { choices: `${PAGE_DATA}.skuModel.skuProps`, numbers: `${PAGE_DATA}.skuModel.skuInfoMap` },
  { choices: 'globalData.skuModel.skuProps', numbers: 'globalData.skuModel.skuInfoMap' },
  { choices: 'domain.offerDetail.skuProps', numbers: 'domain.tradeModel.skuMap' },
  { choices: 'detail.sku.skuProps', numbers: 'detail.sku.skuMap' },
  { choices: 'mobile.skuProps', numbers: 'mobile.skuMap' },
] as const;

/** As many as a draft may hold, and more. */
const MAX_NUMBERS = 1_000;

/** What a buyer chooses among: colour, size and the like. */
export function alibaba1688Variants(page: ListingPage): NonNullable<FactMatchers['variants']> {
  return [
    ...PLACES.map(
      ({ choices, numbers }) =>
        () =>
          stateVariants(page, choices, numbers),
    ),
    () => drawnVariants(page),
  ];
}

function stateVariants(page: ListingPage, choices: string, numbers: string) {
  return firstOf(page.states, [choices], (record, path) => {
    const options = listAt(record.data, path)
      .map((choice) => ({
        name: textAt(choice, 'prop'),
        values: listAt(choice, 'value').flatMap((value) => {
          const text = textAt(value, 'name');
          return text ? [{ text, image: textAt(value, 'imageUrl') }] : [];
        }),
      }))
      .filter(({ values }) => values.length > 0);
    if (options.length === 0) return undefined;
    const skus = readNumbers(at(record.data, numbers), options);
    return { value: { options, skus }, raw: rawOf(options), source: stateSource(record, path) };
  });
}

/** `绿色&gt;M` stands as a key or in an attribute of the entry. */
function readNumbers(map: unknown, options: VariantParts['options']): VariantParts['skus'] {
  if (map === null || typeof map !== 'object') return [];
  const known = options.map(({ values }) => new Set(values.map(({ text }) => cleanText(text, 500))));
  return Object.entries(map)
    .slice(0, MAX_NUMBERS)
    .flatMap(([key, entry]) => {
      const id = textAt(entry, 'skuId');
      if (!id) return [];
      const values = (textAt(entry, 'specAttrs') ?? key)
        .split(/&gt;|>/)
        .map((value) => cleanText(value, 500));
      const isRead =
        values.length === known.length && values.every((value, index) => known[index]?.has(value));
      return [{ id, values: isRead ? values : [] }];
    });
}

/** Boxes of 2025 on: the last choice is a list with a price to each value. */
function drawnVariants(page: ListingPage) {
  const selector = '.module-od-sku-selection .feature-item';
  const options = page.dom.findAll(selector, undefined, 20).flatMap((item) => {
    const label = page.dom.find('.feature-item-label', item);
    const values = page.dom.findAll('.sku-filter-button, .expand-view-item', item, 300).flatMap((value) => {
      const name = page.dom.find('.label-name, .item-label', value);
      const text = name ? page.dom.attribute(name, 'title') || page.dom.text(name, 500) : '';
      const picture = page.dom.find('img', value);
      return text.trim() ? [{ text, image: picture ? page.dom.attribute(picture, 'src') : undefined }] : [];
    });
    return values.length > 0 ? [{ name: label ? page.dom.text(label, 500) : undefined, values }] : [];
  });
  return options.length > 0
    ? { value: { options, skus: [] }, raw: rawOf(options), source: `dom:${selector}` }
    : undefined;
}

function rawOf(options: VariantParts['options']): string {
  return options
    .map(({ name, values }) => `${name ?? ''}: ${values.map(({ text }) => text).join(', ')}`)
    .join(' | ');
}
