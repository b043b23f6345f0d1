import type { Found, ListingPage } from '../../adapter.ts';
import { brandValue, isBrandName } from '../../brand.ts';
import { mapped, stateSource, stateText } from '../../matchers.ts';
import { cleanText } from '../../text.ts';
import { at, listAt, textAt } from '../../value-path.ts';

type Attribute = Found<{ name: string; value: string }>;

/** The brand attribute, from page state and from the attribute tables of every era. */
export function taobaoBrands(page: ListingPage): (() => Found<string> | undefined)[] {
  return [
    () => brandOf(stateAttributes(page)),
    () => mapped(stateText(page, ['shop.itemDO.brand']), namedBrand),
    () => brandOf(pairedAttributes(page)),
    () => brandOf(listedAttributes(page)),
  ];
}

function brandOf(attributes: readonly Attribute[]): Found<string> | undefined {
  const found = attributes.find(({ value }) => isBrandName(value.name));
  return mapped(found, ({ value }) => namedBrand(value));
}

/** `other/其他` stands where a list of brands has none that fits. */
function namedBrand(text: string): string | undefined {
  const value = cleanText(text, 500);
  return /^(?:other|其他|其它)\s*\/\s*(?:other|其他|其它)$/i.test(value) ? undefined : brandValue(value);
}

/** `{propertyName, valueName}` (2025), `{title, text: […]}` (2024), and lists of single pairs in groups (mobile, 2017 on). */
function stateAttributes(page: ListingPage): Attribute[] {
  const attributes: Attribute[] = [];
  const add = (name: string | undefined, value: string | undefined, source: string) => {
    if (name && value)
      attributes.push({
        value: { name: cleanText(name, 100), value },
        raw: `${name}: ${value}`,
        source,
      });
  };
  const lists = [
    'ice.plusViewVO.industryParamVO.basicParamList',
    'ice.plusViewVO.industryParamVO.enhanceParamList',
  ];
  for (const record of page.states) {
    for (const path of lists) {
      for (const entry of listAt(record.data, path))
        add(textAt(entry, 'propertyName'), textAt(entry, 'valueName'), stateSource(record, path));
    }
    const infos = 'ice.componentsVO.extensionInfoVO.infos';
    for (const info of listAt(record.data, infos)) {
      for (const item of textAt(info, 'type') === 'BASE_PROPS' ? listAt(info, 'items') : [])
        add(textAt(item, 'title'), listTexts(at(item, 'text')), stateSource(record, infos));
    }
    const groups = 'app.props.groupProps';
    for (const group of listAt(record.data, groups)) {
      for (const pair of listAt(group, '').flatMap((list) => listAt(list, ''))) {
        if (pair === null || typeof pair !== 'object') continue;
        for (const name of Object.keys(pair).slice(0, 3))
          add(name, textAt(pair, name), stateSource(record, groups));
      }
    }
  }
  return attributes;
}

function listTexts(value: unknown): string | undefined {
  const texts = listAt(value, '').filter((text) => typeof text === 'string');
  return texts.length > 0 ? texts.join(' ') : undefined;
}

/** Rendered from 2023 on. The emphasised ones have the value on top and the name below it. */
function pairedAttributes(page: ListingPage): Attribute[] {
  const kinds = [
    ['generalParamsInfoItem', 'Title', 'SubTitle'],
    ['emphasisParamsInfoItem', 'SubTitle', 'Title'],
  ] as const;
  return kinds.flatMap(([prefix, name, value]) => {
    const row = `[class*="${prefix}--"]`;
    return page.dom.findAll(row, undefined, 100).flatMap((element): Attribute[] => {
      const nameText = partText(page, element, `[class*="${prefix}${name}--"]`);
      const valueText = partText(page, element, `[class*="${prefix}${value}--"]`);
      if (!nameText || !valueText) return [];
      return [
        {
          value: { name: nameText, value: valueText },
          raw: `${nameText}: ${valueText}`,
          source: `dom:${row}`,
        },
      ];
    });
  });
}

function partText(page: ListingPage, root: Element, selector: string): string {
  const part = page.dom.find(selector, root);
  return part ? cleanText(page.dom.attribute(part, 'title') || page.dom.text(part, 500), 500) : '';
}

/** Until 2023: `品牌:&nbsp;KBDfans` in one element. */
function listedAttributes(page: ListingPage): Attribute[] {
  const selectors = ['.attributes-list li', '#J_AttrUL li', '#J_BrandAttr .name', '[class*="Attrs--attr--"]'];
  return selectors.flatMap((selector) =>
    page.dom.findAll(selector, undefined, 100).flatMap((element): Attribute[] => {
      const raw = page.dom.text(element, 600);
      const [, name, value] = /^\s*([^:：]{1,40})[:：]([\s\S]+)$/.exec(raw) ?? [];
      return name && value
        ? [
            {
              value: { name: cleanText(name, 100), value },
              raw: cleanText(raw, 600),
              source: `dom:${selector}`,
            },
          ]
        : [];
    }),
  );
}
