import type { FactMatchers, Found, ListingPage } from '../../adapter.ts';
import { firstOf, stateSource } from '../../matchers.ts';
import { parseCount } from '../../text.ts';
import { at, firstTextAt, listAt, numberAt, textAt } from '../../value-path.ts';

const MODEL = 'global.globalData.model';
const PAGE_DATA = 'data.Root.fields.dataJson';

/** Where the smallest quantity stands, and its unit. */
const MINIMUMS = [
  { quantity: `${MODEL}.tradeModel.beginAmount`, units: [`${MODEL}.tradeModel.unit`] },
  {
    quantity: 'data.mainPrice.fields.finalPriceModel.tradeWithoutPromotion.offerBeginAmount',
    units: ['data.mainPrice.fields.unit', 'data.productTitle.fields.unit'],
  },
  {
    quantity: `${PAGE_DATA}.orderParamModel.orderParam.beginNum`,
    units: [`${PAGE_DATA}.tempModel.offerUnit`],
  },
  { quantity: 'globalData.orderParamModel.orderParam.beginNum', units: ['globalData.tempModel.offerUnit'] },
  { quantity: 'domain.tradeModel.beginAmount', units: ['domain.tradeModel.unit'] },
  { quantity: 'config.beginAmount', units: ['config.unit'] },
  { quantity: 'mobile.beginAmount', units: ['mobile.unit'] },
] as const;

/** The smallest quantity sold (起批量). */
export function alibaba1688MinimumOrder(page: ListingPage): NonNullable<FactMatchers['minimumOrder']> {
  return [
    ...MINIMUMS.map(
      ({ quantity, units }) =>
        () =>
          firstOf(page.states, [quantity], (record, path) => {
            const number = numberAt(record.data, path);
            const unit = firstTextAt(record.data, units);
            return (
              number !== undefined &&
              number > 0 && {
                value: { quantity: number, unit },
                raw: `${number}${unit ?? ''}`,
                source: stateSource(record, path),
              }
            );
          }),
    ),
    () => shownMinimum(page, '.mod-detail-info-minimum .obj-amount', /^(\d+)(\p{Script=Han}{1,3})?$/u),
    () => shownMinimum(page, '.module-od-main-price', /(\d+)(\p{Script=Han}{1,2})起[批订]/u),
  ];
}

function shownMinimum(page: ListingPage, selector: string, pattern: RegExp) {
  const box = page.dom.find(selector);
  const match = box && pattern.exec(page.dom.text(box, 1_000).replace(/\s+/g, ''));
  return match
    ? { value: { quantity: Number(match[1]), unit: match[2] }, raw: match[0], source: `dom:${selector}` }
    : undefined;
}

type Rating = { score: number; best: number; count?: number | undefined };

/** Buyers' grade of the goods, of five stars. The share of good ratings beside it is no score. */
export function alibaba1688Rating(page: ListingPage): NonNullable<FactMatchers['rating']> {
  return [() => stateRating(page), () => drawnRating(page)];
}

function stateRating(page: ListingPage): Found<Rating> | undefined {
  return firstOf(page.states, ['data.productTitle.fields.rateInfo'], (record, path) => {
    const score = numberAt(record.data, `${path}.goodsGrade`);
    const all = listAt(record.data, `${path}.commonTagNodeList`).find(
      (tag) => textAt(tag, 'name') === '全部',
    );
    const count = numberAt(all, 'count');
    return (
      score !== undefined &&
      count !== 0 && {
        value: { score, best: 5, count },
        raw: `goodsGrade ${score}${count === undefined ? '' : `, 全部 ${count}`}`,
        source: stateSource(record, path),
      }
    );
  });
}

function drawnRating(page: ListingPage): Found<Rating> | undefined {
  const selector = '.module-od-title .trade-info';
  const box = page.dom.find(selector);
  if (!box || !page.dom.find('.ant-rate', box)) return undefined;
  const raw = page.dom.text(box, 500).replace(/\s+/g, ' ').trim();
  const match = /^([0-5]\.\d)\s*[（(]?\s*(\d[\d,]*\+?)\s*(?:条评价|reviews?)/i.exec(raw);
  const count = match?.[2] ? parseCount(match[2]) : undefined;
  return match
    ? { value: { score: Number(match[1]), best: 5, count }, raw: match[0], source: `dom:${selector}` }
    : undefined;
}

const STORE_PARTS = '.od-shop-navigation, .shop-container, .mod-detail-supplier, .shop-info, .company-info';

/** `入驻5年`, `诚信通第5年`. */
export function alibaba1688StoreAge(page: ListingPage): NonNullable<FactMatchers['storeAge']> {
  return [
    () => {
      const texts = page.dom
        .findAll(STORE_PARTS, undefined, 10)
        .map((part) => page.dom.text(part, 2_000).replace(/\s+/g, ''));
      const match = texts
        .map((text) => /(?:入驻|诚信通(?:会员)?)(?:1688)?(?:第|已)?(\d{1,2})年/.exec(text))
        .find((found) => found !== null);
      return match && Number(match[1]) > 0
        ? { value: { years: Number(match[1]) }, raw: match[0], source: `dom:${STORE_PARTS}` }
        : undefined;
    },
  ];
}

/** Where a page says that its seller is 实力商家, or else a paying member. */
const LEVELS = [
  {
    level: '实力商家',
    paths: [
      `${MODEL}.sellerModel.sellerSign.slsj`,
      'domain.sellerModel.sellerSign.slsj',
      'config.isSlsjSeller',
    ],
  },
  {
    level: '诚信通',
    paths: [`${MODEL}.sellerModel.sellerSign.tp`, 'domain.sellerModel.sellerSign.tp', 'config.isTP'],
  },
] as const;

/** 1688's own standing of the seller. */
export function alibaba1688StoreLevel(page: ListingPage): NonNullable<FactMatchers['storeLevel']> {
  return LEVELS.map(
    ({ level, paths }) =>
      () =>
        firstOf(page.states, paths, (record, path) => {
          const sign = at(record.data, path);
          return (
            (sign === true || sign === 'true') && {
              value: level,
              raw: `${path.split('.').at(-1)}: true`,
              source: stateSource(record, path),
            }
          );
        }),
  );
}
