import type { Found, ListingPage, VariantParts } from '../../adapter.ts';
import { firstOf, stateSource } from '../../matchers.ts';
import { cleanText } from '../../text.ts';
import { at, listAt, textAt } from '../../value-path.ts';

export function lazadaVariants(page: ListingPage): (() => Found<VariantParts> | undefined)[] {
  return [() => stateVariants(page), () => shownVariants(page)];
}

/** Choices with their values, and combinations that name one value of each as `pid:vid;pid:vid`. */
function stateVariants(page: ListingPage): Found<VariantParts> | undefined {
  return firstOf(page.states, ['productOption.skuBase'], (record, path) => {
    const base = at(record.data, path);
    const names = new Map<string, string>();
    const options = listAt(base, 'properties').map((property) => ({
      name: textAt(property, 'name'),
      values: listAt(property, 'values').flatMap((value) => {
        const text = textAt(value, 'name');
        if (!text) return [];
        names.set(`${textAt(property, 'pid')}:${textAt(value, 'vid')}`, text);
        return [{ text, image: textAt(value, 'image') }];
      }),
    }));
    if (options.length === 0) return undefined;
    const skus = listAt(base, 'skus').flatMap((sku) => {
      const id = textAt(sku, 'skuId');
      const steps = (textAt(sku, 'propPath') ?? '').slice(0, 1_000).split(';');
      return id ? [{ id, values: steps.flatMap((step) => names.get(step) ?? []) }] : [];
    });
    return found({ options, skus }, stateSource(record, path));
  });
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
