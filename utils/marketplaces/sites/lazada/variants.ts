import type { Found, ListingPage, StateRecord, VariantParts } from '../../adapter.ts';
import { firstOf, stateSource } from '../../matchers.ts';
import { cleanText } from '../../text.ts';
import { at, listAt, textAt } from '../../value-path.ts';

export function lazadaVariants(page: ListingPage): (() => Found<VariantParts> | undefined)[] {
  return [() => stateVariants(page), () => shownVariants(page)];
}

/** Systems that one choice's values are sorted by (`Int`, `EU`) are few and not nested again. */
const MAX_DEPTH = 3;

/**
 * Choices with their values, and combinations that name one value of each as `pid:vid;pid:vid`. Sizes stand a level deeper, under
 * the name of their size system: what has a number is a value, what only holds others is none.
 */
function stateVariants(page: ListingPage): Found<VariantParts> | undefined {
  return firstOf(page.states, ['productOption.skuBase'], (record, path) => {
    const base = at(record.data, path);
    const names = new Map<string, string>();
    const chosen = chosenPairs(record, base);
    const options = listAt(base, 'properties').map((property) => {
      const pid = textAt(property, 'pid');
      const values = valuesOf(property, 'values').flatMap((value) => {
        const text = textAt(value, 'name') ?? '';
        const pair = `${pid}:${textAt(value, 'vid')}`;
        // The same value under a second system's name.
        if (names.has(pair)) return [];
        names.set(pair, text);
        return [{ text, image: textAt(value, 'image'), pair }];
      });
      return {
        name: textAt(property, 'name'),
        values: values.map(({ text, image }) => ({ text, image })),
        selected: values.find(({ pair }) => chosen.has(pair))?.text,
      };
    });
    if (options.length === 0) return undefined;
    const skus = listAt(base, 'skus').flatMap((sku) => {
      const id = textAt(sku, 'skuId');
      const values = stepsOf(sku).map((step) => names.get(step));
      const known = values.filter((value): value is string => value !== undefined);
      // Their order tells which choice each belongs to: all or none.
      return id ? [{ id, values: known.length === values.length ? known : [] }] : [];
    });
    return found({ options, skus }, stateSource(record, path));
  });
}

function valuesOf(node: unknown, list: string, depth = 0): unknown[] {
  return listAt(node, list).flatMap((value) => {
    const isGroup = Array.isArray(at(value, 'value')) || Array.isArray(at(value, 'values'));
    if (isGroup)
      return depth < MAX_DEPTH
        ? [...valuesOf(value, 'value', depth + 1), ...valuesOf(value, 'values', depth + 1)]
        : [];
    return textAt(value, 'name') ? [value] : [];
  });
}

function stepsOf(sku: unknown): string[] {
  return (textAt(sku, 'propPath') ?? '').slice(0, 1_000).split(';').filter(Boolean);
}

/** The values of the combination that the page is about. */
function chosenPairs(record: StateRecord, base: unknown): ReadonlySet<string> {
  const chosen = textAt(record.data, 'primaryKey.skuId');
  const sku = listAt(base, 'skus').find((entry) => chosen !== undefined && textAt(entry, 'skuId') === chosen);
  return new Set(sku ? stepsOf(sku) : []);
}

/** Shown choices. A picture without a name says nothing. */
function shownVariants(page: ListingPage): Found<VariantParts> | undefined {
  const groups = page.dom.findAll('.sku-prop-selection', undefined, 10);
  const options = groups.map((group) => {
    const title = page.dom.find('[class*="section-title"]', group);
    const values = page.dom
      .findAll(
        '[class*="sku-variable-name"], [class*="sku-variable-size"], [class*="sku-variable-img-name"]',
        group,
        120,
      )
      .map((value) => cleanText(page.dom.attribute(value, 'title') || page.dom.text(value, 500), 500));
    return {
      name: title ? cleanText(page.dom.text(title, 200), 200).replace(/\s*:$/, '') : undefined,
      values: [...new Set(values.filter(Boolean))].map((text) => ({ text })),
    };
  });
  const named = options.filter(({ values }) => values.length > 0);
  return named.length > 0 ? found({ options: named, skus: [] }, 'dom:.sku-prop-selection') : undefined;
}

function found(value: VariantParts, source: string): Found<VariantParts> {
  const raw = value.options.map(
    ({ name, values }) => `${name ?? ''}: ${values.map(({ text }) => text).join(', ')}`,
  );
  return { value, raw: raw.join(' | '), source };
}
