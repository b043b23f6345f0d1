import type { Found, ListingPage, VariantParts } from '../../adapter.ts';
import type { PageDom } from '../../dom.ts';
import { firstOf, stateSource } from '../../matchers.ts';
import { cleanText } from '../../text.ts';
import { at, listAt, textAt } from '../../value-path.ts';

type Option = VariantParts['options'][number];
/** Text of a value by its `pid:vid`. */
type Names = Map<string, string>;

const MAX_CHOICES = 20;
const MAX_VALUES = 300;

/** Variants: from the page's state where it names them, otherwise the choices that are drawn with the numbers that state gives. */
export function taobaoVariants(page: ListingPage): (() => Found<VariantParts> | undefined)[] {
  return [() => baseVariants(page), () => mobileVariants(page), () => drawnVariants(page)];
}

/** `skuBase: {props: [{pid, name, values: [{vid, name, image}]}], skus: [{propPath: "pid:vid;pid:vid", skuId}]}` */
function baseVariants(page: ListingPage): Found<VariantParts> | undefined {
  return firstOf(page.states, ['ice.skuBase', 'app.skuBase'], (record, path) => {
    const base = at(record.data, path);
    const names: Names = new Map();
    const options = listAt(base, 'props').map((choice): Option => {
      const values = listAt(choice, 'values').map((value) => {
        const text = textAt(value, 'name') ?? '';
        names.set(`${textAt(choice, 'pid')}:${textAt(value, 'vid')}`, text);
        return { text, image: textAt(value, 'image') };
      });
      return { name: textAt(choice, 'name'), values };
    });
    const skus = listAt(base, 'skus').map((sku) => ({
      id: textAt(sku, 'skuId') ?? '',
      values: valuesOf(textAt(sku, 'propPath'), names),
    }));
    return variants({ options, skus }, stateSource(record, path));
  });
}

/** Tmall's mobile pages until 2016: `skuName: [{id, text, values: [{id, text}]}]`, pictures in `skuPics`. */
function mobileVariants(page: ListingPage): Found<VariantParts> | undefined {
  return firstOf(page.states, ['shop.valItemInfo'], (record, path) => {
    const info = at(record.data, path);
    const pictures = at(info, 'skuPics');
    const names: Names = new Map();
    const options = listAt(info, 'skuName').map((choice): Option => {
      const values = listAt(choice, 'values').map((value) => {
        const text = textAt(value, 'text') ?? '';
        const key = `${textAt(choice, 'id')}:${textAt(value, 'id')}`;
        names.set(key, text);
        return { text, image: textAt(pictures, `;${key};`) };
      });
      return { name: textAt(choice, 'text'), values };
    });
    if (options.length === 0) return undefined;
    return variants({ options, skus: mappedSkus(info, names) }, stateSource(record, path));
  });
}

/** How the choices are drawn: until 2022, from 2024 on, and in between. */
const DRAWN = [
  {
    list: '.J_TSaleProp',
    nameAttribute: 'data-property',
    value: 'li[data-value]',
    key: 'data-value',
    text: 'span',
  },
  {
    list: '[class*="skuItem--"]',
    name: '[class*="ItemLabel--"] span',
    value: '[class*="valueItem--"]',
    text: '[class*="valueItemText--"]',
  },
  { list: '.skuCate', name: '.skuCateText', value: '.skuItem', text: '[title]' },
] as const;

/** `tb-selected`, `isSelected--x1`, `selected`; not `unselected`. */
const SELECTED = /(?:^|\s)(?:tb-|is)?selected(?:--|\s|$)/i;

/** Drawn choices, with the numbers of the combinations where the state has them under the same keys. */
function drawnVariants(page: ListingPage): Found<VariantParts> | undefined {
  for (const kind of DRAWN) {
    const names: Names = new Map();
    const options = page.dom
      .findAll(kind.list, undefined, MAX_CHOICES)
      .map((list) => drawnOption(page.dom, list, kind, names));
    if (options.every(({ values }) => values.length === 0)) continue;
    const numbered = firstOf(page.states, ['hub.valItemInfo', 'shop.valItemInfo'], (record, path) => {
      const value = mappedSkus(at(record.data, path), names);
      return value.length > 0 && { value, raw: '', source: '' };
    });
    return variants({ options, skus: numbered?.value ?? [] }, `dom:${kind.list}`);
  }
  return undefined;
}

function drawnOption(dom: PageDom, list: Element, kind: (typeof DRAWN)[number], names: Names): Option {
  const chosen: string[] = [];
  const values = dom.findAll(kind.value, list, MAX_VALUES).map((item) => {
    const text = labelText(dom, item, kind.text);
    if ('key' in kind) names.set(dom.attribute(item, kind.key), text);
    if (SELECTED.test(dom.attribute(item, 'class'))) chosen.push(text);
    return { text, image: drawnPicture(dom, item) };
  });
  const name = 'name' in kind ? labelText(dom, list, kind.name) : dom.attribute(list, kind.nameAttribute);
  const selected = chosen.length === 1 ? chosen[0] : undefined;
  return { name: name.replace(/\s*[:：]\s*$/, '') || undefined, values, selected };
}

function labelText(dom: PageDom, root: Element, selector: string): string {
  const label = dom.find(selector, root);
  return label ? cleanText(dom.attribute(label, 'title') || dom.text(label, 500), 500) : '';
}

/** A picture of its own, or the background of the link: `background:url(//…_30x30.jpg) center no-repeat`. */
function drawnPicture(dom: PageDom, item: Element): string | undefined {
  const picture = dom.find('img[src]', item);
  if (picture) return dom.attribute(picture, 'src');
  const link = dom.find('a[style]', item);
  return /url\(\s*["']?([^"')\s]{1,1000})/.exec(link ? dom.attribute(link, 'style') : '')?.[1];
}

/** `skuMap: {";pid:vid;pid:vid;": {skuId, …}}` */
function mappedSkus(info: unknown, names: Names): VariantParts['skus'] {
  const map = at(info, 'skuMap');
  if (map === null || typeof map !== 'object') return [];
  return Object.entries(map).map(([path, sku]) => ({
    id: textAt(sku, 'skuId') ?? '',
    values: valuesOf(path, names),
  }));
}

/** The texts of a variant's values; none where one of them is unknown, because their order tells which choice each belongs to. */
function valuesOf(path: string | undefined, names: Names): string[] {
  const values = (path ?? '').split(';').flatMap((key) => (key ? [names.get(key) ?? ''] : []));
  return values.includes('') ? [] : values;
}

function variants(value: VariantParts, source: string): Found<VariantParts> | undefined {
  const shown = value.options.map(
    ({ name, values }) => `${name ?? ''}: ${values.map(({ text }) => text).join(', ')}`,
  );
  return shown.length + value.skus.length > 0 ? { value, raw: shown.join(' | '), source } : undefined;
}
