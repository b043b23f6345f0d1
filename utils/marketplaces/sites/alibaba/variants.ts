import type { FactMatchers, ListingPage, VariantParts } from '../../adapter.ts';
import { firstOf, stateSource } from '../../matchers.ts';
import { cleanText } from '../../text.ts';
import { at, listAt, textAt } from '../../value-path.ts';

/** As many as a draft may hold, and more. */
const MAX_NUMBERS = 1_000;

/** What a buyer chooses among: from page state with the numbers of the combinations, from the drawn page without. */
export function alibabaVariants(page: ListingPage): NonNullable<FactMatchers['variants']> {
  return [() => stateVariants(page), () => domVariants(page)];
}

function stateVariants(page: ListingPage) {
  return firstOf(page.states, ['product.sku'], (record, path) => {
    const sku = at(record.data, path);
    const attributes = ['skuAttrs', 'skuSummaryAttrs']
      .map((name) => listAt(sku, name))
      .find((list) => list.length > 0);
    if (!attributes) return undefined;
    const options = attributes.map(readAttribute).filter(({ values }) => values.length > 0);
    const skus = readNumbers(at(sku, 'skuInfoMap'), attributes);
    return (
      options.length > 0 && {
        value: { options, skus },
        raw: rawOf(options),
        source: stateSource(record, path),
      }
    );
  });
}

function readAttribute(attribute: unknown): VariantParts['options'][number] {
  return {
    name: textAt(attribute, 'name'),
    values: listAt(attribute, 'values').flatMap((value) => {
      const text = textAt(value, 'name') ?? textAt(value, 'color');
      const image = ['originImage', 'largeImage', 'imageUrl', 'smallImage']
        .map((name) => textAt(value, name))
        .find(Boolean);
      return text ? [{ text, image }] : [];
    }),
  };
}

/** `{"191288010:3327837;191284014:2;": {"id": 1}}`: each pair is the number of a choice and of one of its values. */
function readNumbers(map: unknown, attributes: readonly unknown[]): VariantParts['skus'] {
  if (map === null || typeof map !== 'object') return [];
  const names = attributes.map((attribute) => ({
    id: textAt(attribute, 'id'),
    values: new Map(listAt(attribute, 'values').map((value) => [textAt(value, 'id'), textAt(value, 'name')])),
  }));
  return Object.entries(map)
    .slice(0, MAX_NUMBERS)
    .flatMap(([key, entry]) => {
      const id = textAt(entry, 'id') ?? textAt(entry, 'skuId');
      if (!id) return [];
      const chosen = new Map(
        key.split(';').map((pair) => pair.split(':', 2) as [string, string | undefined]),
      );
      const values = names.map((name) => name.values.get(chosen.get(name.id ?? '')));
      const known = values.filter((value): value is string => value !== undefined);
      return [{ id, values: known.length === values.length ? known : [] }];
    });
}

function domVariants(page: ListingPage) {
  const selector = '[data-testid="sku-list"]';
  const options = page.dom.findAll(selector, undefined, 20).flatMap((list) => {
    const title = page.dom.find('[data-testid="sku-list-title"] > span', list);
    const items = page.dom.findAll('[data-testid$="sku-item"]', list, 300);
    // A last box may only say how many more there are.
    const isMore = (item: Element) => /^\s*\+\s*\d+\s*$/.test(page.dom.text(item, 500));
    const values = items.flatMap((item) => {
      const picture = page.dom.find('img[alt]', item);
      const text = picture ? page.dom.attribute(picture, 'alt') : page.dom.text(item, 500);
      if (!cleanText(text, 500) || isMore(item)) return [];
      return [{ text, image: picture ? page.dom.attribute(picture, 'src') : undefined }];
    });
    const choice = title ? choiceOf(page, title) : undefined;
    return values.length > 0 ? [{ ...choice, values, incomplete: values.length < items.length }] : [];
  });
  return options.length > 0
    ? { value: { options, skus: [] }, raw: rawOf(options), source: `dom:${selector}` }
    : undefined;
}

/** `Color: ` followed by what is chosen now. */
function choiceOf(page: ListingPage, title: Element): { name: string; selected: string | undefined } {
  const part = page.dom.find('span', title);
  const text = page.dom.text(title, 500);
  const chosen = part ? page.dom.text(part, 500) : '';
  const name = chosen ? text.slice(0, text.lastIndexOf(chosen)) : text;
  return { name: name.replace(/[:：(]\s*$/, '').trim(), selected: cleanText(chosen, 500) || undefined };
}

function rawOf(options: VariantParts['options']): string {
  return options
    .map(({ name, values }) => `${name ?? ''}: ${values.map(({ text }) => text).join(', ')}`)
    .join(' | ');
}
