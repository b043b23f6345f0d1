import type { Found, ListingPage, VariantParts } from '../../adapter.ts';
import { firstOf, stateSource } from '../../matchers.ts';
import { cleanText } from '../../text.ts';
import { at, firstTextAt, listAt, textAt } from '../../value-path.ts';

/** Where an era keeps its choices and its numbered combinations. */
interface VariantShape {
  part: string;
  options: string;
  optionName: string;
  values: string;
  skus: readonly string[];
}

const SHAPES: readonly VariantShape[] = [
  moduleShape('skuModule', ['skuModule.skuPriceList']),
  moduleShape('skuComponent', ['skuComponent.skuPriceList', 'priceComponent.skuPriceList']),
  {
    part: 'SKU',
    options: 'skuProperties',
    optionName: 'skuPropertyName',
    values: 'skuPropertyValues',
    skus: ['SKU.skuPaths'],
  },
  {
    part: 'aer.skuInfo',
    options: 'propertyList',
    optionName: 'name',
    values: 'values',
    skus: ['aer.skuInfo.priceList'],
  },
];

/** What a seller calls a value comes before the site's own name for it (`black-pink` is `Army Green` in the site's table). */
const VALUE_TEXTS = [
  'propertyValueDisplayName',
  'propertyValueDefinitionName',
  'displayName',
  'propertyValueName',
  'name',
];
const VALUE_IDS = ['propertyValueIdLong', 'propertyValueId', 'id'];
const VALUE_IMAGES = ['skuPropertyImagePath', 'imageMainUrl', 'skuPropertyImageSummPath'];

/** Number of the choice `Ships From`, the same in every language. */
const SHIPS_FROM = '200007763';

function moduleShape(part: string, skus: readonly string[]): VariantShape {
  return {
    part,
    options: 'productSKUPropertyList',
    optionName: 'skuPropertyName',
    values: 'skuPropertyValues',
    skus,
  };
}

/** Choices with their values, and the combinations that have a number. */
export function aliexpressVariants(page: ListingPage): (() => Found<VariantParts> | undefined)[] {
  return [
    ...SHAPES.map((shape) => () => stateVariants(page, shape)),
    () =>
      shownVariants(page, {
        group: '[class*="sku-item--property"]',
        title: '[class*="sku-item--title"]',
        value: '[data-sku-col]',
      }),
    () =>
      shownVariants(page, {
        group: '.sku-property',
        title: '.sku-title',
        value: '.sku-property-item',
      }),
  ];
}

/** The one origin that the page's choice `Ships From` offers; nothing where there is no such choice or several origins. */
export function shipsFromChoice(page: ListingPage): { origins: string[]; source: string } | undefined {
  for (const { part, options, values } of SHAPES) {
    for (const record of page.states) {
      const choice = listAt(record.data, `${part}.${options}`).find(
        (option) => textAt(option, 'skuPropertyId') === SHIPS_FROM || sendsFromCountries(option, values),
      );
      if (!choice) continue;
      const origins = listAt(choice, values).flatMap((value) => firstTextAt(value, VALUE_TEXTS) ?? []);
      return { origins, source: stateSource(record, `${part}.${options}`) };
    }
  }
  return undefined;
}

/** aliexpress.ru numbers its choices differently, but marks the values of this one. */
function sendsFromCountries(option: unknown, values: string): boolean {
  const listed = listAt(option, values);
  return (
    listed.length > 0 &&
    listed.every((value) => textAt(value, 'skuPropertySendGoodsCountryCode') !== undefined)
  );
}

interface Choice {
  name: string | undefined;
  id: string | undefined;
  values: { id: string | undefined; text: string; image: string | undefined }[];
}

function stateVariants(page: ListingPage, shape: VariantShape): Found<VariantParts> | undefined {
  return firstOf(page.states, [shape.part], (record, path) => {
    const choices = listAt(record.data, `${path}.${shape.options}`)
      .map((option): Choice => readChoice(option, shape))
      .filter(({ values }) => values.length > 0);
    if (choices.length === 0) return undefined;
    const listed = shape.skus.map((skus) => listAt(record.data, skus)).find((skus) => skus.length > 0) ?? [];
    const skus = listed.flatMap((sku) => {
      const id = skuNumber(sku);
      return id ? [{ id, values: chosenValues(sku, choices) }] : [];
    });
    const options = choices.map(({ name, values }) => ({
      name,
      values: values.map(({ text, image }) => ({ text, image })),
    }));
    return found({ options, skus }, stateSource(record, path));
  });
}

function readChoice(option: unknown, shape: VariantShape): Choice {
  return {
    name: textAt(option, shape.optionName),
    id: textAt(option, 'skuPropertyId'),
    values: listAt(option, shape.values).flatMap((value) => {
      const text = firstTextAt(value, VALUE_TEXTS);
      return text
        ? [{ id: firstTextAt(value, VALUE_IDS), text, image: firstTextAt(value, VALUE_IMAGES) }]
        : [];
    }),
  };
}

/** Numbers of combinations are longer than a JavaScript number is exact: where only such a number stands, none is known. */
function skuNumber(sku: unknown): string | undefined {
  const id = at(sku, 'skuIdStr') ?? at(sku, 'skuId');
  if (typeof id === 'number') return Number.isSafeInteger(id) ? String(id) : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** One value of each choice, named as `14:193;5:361386` or, since values' numbers differ, as `193,361386`. */
function chosenValues(sku: unknown, choices: readonly Choice[]): string[] {
  const path = (textAt(sku, 'path') ?? textAt(sku, 'skuAttr') ?? '').slice(0, 2_000);
  const pairs = new Set(path.split(';').map((step) => step.split('#')[0]));
  const ids = new Set((textAt(sku, 'skuPropIds') ?? '').slice(0, 2_000).split(','));
  const chosen = choices.flatMap(({ id, values }) => {
    const value =
      values.find((candidate) => pairs.has(`${id}:${candidate.id}`)) ??
      values.find((candidate) => candidate.id !== undefined && ids.has(candidate.id));
    return value ? [value.text] : [];
  });
  // Their order tells which choice each belongs to: all or none.
  return chosen.length === choices.length ? chosen : [];
}

/** Shown choices: a title `Color: Black` (the value is the chosen one) over pictures and texts. */
function shownVariants(
  page: ListingPage,
  selectors: { group: string; title: string; value: string },
): Found<VariantParts> | undefined {
  const options = page.dom.findAll(selectors.group, undefined, 20).map((group) => {
    const title = page.dom.find(selectors.title, group);
    const [, name, chosen] =
      /^([^:：]*)(?:[:：]\s*(.*))?$/.exec(title ? cleanText(page.dom.text(title, 500), 500) : '') ?? [];
    const shown = page.dom.findAll(selectors.value, group, 300).map((value) => shownValue(page, value));
    const values = shown.filter(({ text }) => text !== '');
    // A picture without a name is one more that is offered.
    const incomplete = values.length < shown.length;
    const selected = chosen || undefined;
    return values.length === 0 && selected !== undefined
      ? {
          name: name?.trim() || undefined,
          values: [{ text: selected, image: undefined }],
          selected,
          incomplete: true,
        }
      : { name: name?.trim() || undefined, values, selected, incomplete };
  });
  const named = options.filter(({ values }) => values.length > 0);
  return named.length > 0 ? found({ options: named, skus: [] }, `dom:${selectors.group}`) : undefined;
}

function shownValue(page: ListingPage, value: Element): { text: string; image: string | undefined } {
  const picture = page.dom.find('img', value);
  const titled = page.dom.find('[title]', value);
  const texts = [
    page.dom.attribute(value, 'title'),
    titled ? page.dom.attribute(titled, 'title') : '',
    picture ? page.dom.attribute(picture, 'alt') : '',
    page.dom.text(value, 500),
  ];
  return {
    text: texts.map((text) => cleanText(text, 500)).find(Boolean) ?? '',
    image: picture ? page.dom.attribute(picture, 'src') || undefined : undefined,
  };
}

function found(value: VariantParts, source: string): Found<VariantParts> {
  const raw = value.options.map(
    ({ name, values }) => `${name ?? ''}: ${values.map(({ text }) => text).join(', ')}`,
  );
  return { value, raw: raw.join(' | '), source };
}
