import { ADAPTER_VERSIONS } from '@marketsafe/contract/marketplaces';
import type { Adapter, FactMatchers, Found, ListingPage } from '../../adapter.ts';
import { brandValue, isBrandName } from '../../brand.ts';
import { domList, domText, firstOf, mapped, stateSource, stateText, stateTexts } from '../../matchers.ts';
import { cleanText } from '../../text.ts';
import { listAt, textAt } from '../../value-path.ts';
import { documentTitle, drawnDescription, drawnTitle } from './description.ts';
import { goofishPrices } from './price.ts';
import { drawnAge, drawnLevel, drawnLocation, drawnSeller, stateSeller } from './seller.ts';
import { readStates } from './states.ts';

export const goofishAdapter: Adapter = {
  id: 'goofish',
  version: ADAPTER_VERSIONS.goofish,
  states: readStates,
  matchers: (page): FactMatchers => ({
    title: [
      () => stateText(page, ['itemDO.title']),
      () => drawnTitle(page),
      () => domText(page, ['#J_Property h1.title']),
      () => documentTitle(page),
    ],
    price: goofishPrices(page),
    seller: [() => stateSeller(page), () => drawnSeller(page)],
    images: [
      () => stateTexts(page, ['itemDO.imageInfos'], 'url'),
      () =>
        domList(
          page,
          [
            '[class*="item-main-window-list"] img',
            '[class*="item-main-window"] img',
            '#J_Slider .album img.big-img',
          ],
          ['src', 'data-src'],
        ),
    ],
    location: [
      () => stateText(page, ['sellerDO.publishCity', 'sellerDO.city']),
      () => drawnLocation(page),
      () => oldLocation(page),
    ],
    brand: [() => stateBrand(page), () => drawnBrand(page)],
    description: [() => stateText(page, ['itemDO.desc']), () => drawnDescription(page)],
    storeAge: [() => drawnAge(page)],
    storeLevel: [() => drawnLevel(page)],
  }),
};

const NAMES = [
  ['propertyName', 'valueName'],
  ['propertyText', 'text'],
] as const;

function stateBrand(page: ListingPage): Found<string> | undefined {
  return firstOf(page.states, ['itemDO.cpvLabels', 'itemDO.itemLabelExtList'], (record, path) => {
    for (const entry of listAt(record.data, path)) {
      for (const [nameKey, valueKey] of NAMES) {
        const name = textAt(entry, nameKey);
        const value = brandValue(textAt(entry, valueKey) ?? '');
        if (name && value && isBrandName(cleanText(name, 100)))
          return { value, raw: `${name}: ${value}`, source: stateSource(record, path) };
      }
    }
    return undefined;
  });
}

/** Rows of name and value below the text; short names are spread over the column (`品 牌`). */
const ROWS = '[class*="item-main-info"] [class*="labels--"] [class*="item--"]';

function drawnBrand(page: ListingPage): Found<string> | undefined {
  for (const row of page.dom.findAll(ROWS, undefined, 50)) {
    const label = page.dom.find('[class*="label--"]', row);
    const field = page.dom.find('[class*="value--"]', row);
    if (!label || !field || !isBrandName(page.dom.text(label, 100).replace(/\s/g, ''))) continue;
    const raw = page.dom.text(field, 500);
    return mapped({ value: cleanText(raw, 500), raw, source: `dom:${ROWS}` }, brandValue);
  }
  return undefined;
}

/** The site of before 2020: `所  在  地：` and the place. */
function oldLocation(page: ListingPage): Found<string> | undefined {
  for (const row of page.dom.findAll('#J_Property .idle-info li', undefined, 20)) {
    const label = page.dom.find('.para', row);
    const field = page.dom.find('em', row);
    if (!label || !field || !/^所在地[:：]?$/.test(page.dom.text(label, 100).replace(/\s/g, ''))) continue;
    const raw = page.dom.text(field, 200);
    return { value: raw, raw, source: 'dom:#J_Property .idle-info li' };
  }
  return undefined;
}
