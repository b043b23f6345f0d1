import { ADAPTER_VERSIONS } from '@marketsafe/contract/marketplaces';
import type { Adapter, FactMatchers, Found, ListingPage, PageSources } from '../../adapter.ts';
import { domList, domText, firstOf, mapped, stateSource, stateText, stateTexts } from '../../matchers.ts';
import { parseCount } from '../../text.ts';
import { at, textAt } from '../../value-path.ts';
import { taobaoBrands } from './attributes.ts';
import { taobaoPrices } from './price.ts';
import { taobaoSellers } from './seller.ts';
import { readStates } from './states.ts';
import { taobaoVariants } from './variants.ts';

/** One engine: Tmall's pages differ from Taobao's in few names, and Tmall Global's in none. */
const engine: Omit<Adapter, 'id' | 'version'> = {
  states: readStates,
  matchers: (page): FactMatchers => ({
    title: [
      () =>
        stateText(page, [
          'ice.item.title',
          'ice.componentsVO.titleVO.title.title',
          'app.item.title',
          'shop.itemDO.title',
          'config.idata.item.title',
        ]),
      // A subtitle stands beside these; other modules of a store's page use the same attribute.
      () => domText(page, ['h3.tb-main-title', '[class*="mainTitle--"]'], 'title'),
      () => domText(page, ['.tb-main-title', '.tb-detail-hd h1', '#s-title h1', '[class*="mainTitle--"]']),
      () => titleElement(page),
    ],
    price: taobaoPrices(page),
    seller: taobaoSellers(page),
    images: [
      () =>
        stateTexts(
          page,
          [
            'ice.item.images',
            'ice.componentsVO.headImageVO.images',
            'app.item.images',
            'shop.propertyPics.default',
            'config.idata.item.auctionImages',
          ],
          '',
        ),
      () =>
        domList(
          page,
          ['#J_UlThumb img', '#s-showcase img', '[class*="thumbnailPic--"]'],
          ['data-src', 'src'],
        ),
      () => mapped(stateText(page, ['shop.itemDO.mainPic', 'config.idata.item.pic']), (address) => [address]),
    ],
    soldCount: [
      () =>
        mapped(
          stateText(page, [
            'ice.item.vagueSellCount',
            'ice.componentsVO.titleVO.salesDesc',
            'extra.item.sellCount',
            'extra.item.vagueSellCount',
            'extra.defaultModel.sellCountDO.sellCount',
          ]),
          soldCount,
        ),
      () =>
        mapped(
          domText(page, ['#J_SellCounter', '.tm-ind-sellCount .tm-count', '[class*="salesDesc--"]']),
          soldCount,
        ),
    ],
    location: [
      () => stateText(page, ['ice.pcTrade.pcBuyParams.region', 'shop.itemDO.location', 'shop.itemDO.prov']),
      () => domText(page, ['#J-From']),
    ],
    shipFrom: [
      () =>
        stateText(page, [
          'ice.componentsVO.deliveryVO.deliveryFromAddr',
          'extra.delivery.from',
          'extra.defaultModel.deliveryDO.deliveryAddress',
        ]),
    ],
    brand: taobaoBrands(page),
    description: [() => mapped(domText(page, ['#J_DivItemDesc', '.desc-root']), loadedText)],
    variants: taobaoVariants(page),
    storeAge: [
      () => mapped(stateText(page, ['config.idata.seller.shopAge', 'config.tmShopAges']), wholeYears),
      () =>
        mapped(stateText(page, ['app.seller.starts']), (text) => {
          const since = /^\d{4}-\d{2}-\d{2}(?=\s|$)/.exec(text)?.[0];
          return since ? { since } : undefined;
        }),
      () => mapped(domText(page, ['.tm-shop-age-num']), wholeYears),
    ],
    storeLevel: [() => creditLevel(page), () => shownCredit(page), () => shopKind(page)],
  }),
};

export const taobaoAdapter: Adapter = { id: 'taobao', version: ADAPTER_VERSIONS.taobao, ...engine };
export const tmallAdapter: Adapter = { id: 'tmall', version: ADAPTER_VERSIONS.tmall, ...engine };
export const tmallGlobalAdapter: Adapter = {
  id: 'tmall-global',
  version: ADAPTER_VERSIONS['tmall-global'],
  ...engine,
};

const SITE_SUFFIX = /\s*-\s*(?:淘宝网|(?:tmall\.(?:com|hk))?天猫(?:国际|Tmall\.com)?)\s*$/i;

function titleElement(page: PageSources): Found<string> | undefined {
  const raw = page.title();
  const title = raw.replace(SITE_SUFFIX, '').trim();
  return title && title !== raw.trim() ? { value: title, raw, source: 'dom:title' } : undefined;
}

/** `3万+`, `已售 21`, `月销 100+`. */
function soldCount(text: string): number | undefined {
  return parseCount(text.replace(/^\s*(?:已售|月销(?:量)?|总销量)\s*/, ''));
}

/** A description that is still to come says so. */
function loadedText(text: string): string | undefined {
  return /^\s*(?:描述|商品详情|图文详情)?\s*(?:加载中|正在加载|loading)/i.test(text) ? undefined : text;
}

function wholeYears(text: string): { years: number } | undefined {
  return /^\s*\d{1,2}\s*$/.test(text) ? { years: Number(text) } : undefined;
}

/** Taobao's own scale: five hearts, five diamonds, five crowns, five golden crowns. Tmall's shops show none of it. */
function creditLevel(page: ListingPage): Found<string> | undefined {
  return firstOf(page.states, ['ice.seller'], (record, path) => {
    const seller = at(record.data, path);
    const level = textAt(seller, 'creditLevel');
    if (textAt(seller, 'sellerType') !== 'C' || !level || !/^(?:[1-9]|1\d|20)$/.test(level)) return undefined;
    return { value: `信用等级${level}`, raw: level, source: stateSource(record, `${path}.creditLevel`) };
  });
}

const RANKS = ['red', 'blue', 'cap', 'crown'] as const;

/** Until 2022 the same scale as rows of up to five signs of one kind. */
function shownCredit(page: ListingPage): Found<string> | undefined {
  const selector = '.tb-shop-rank';
  const box = page.dom.find(selector);
  const classes = box ? page.dom.attribute(box, 'class') : '';
  const kind = RANKS.findIndex((rank) => new RegExp(`(?:^|\\s)tb-rank-${rank}(?:\\s|$)`).test(classes));
  const signs = box ? page.dom.findAll('dd i', box, 10).length : 0;
  if (kind < 0 || signs < 1 || signs > 5) return undefined;
  return {
    value: `信用等级${kind * 5 + signs}`,
    raw: `tb-rank-${RANKS[kind]} × ${signs}`,
    source: `dom:${selector}`,
  };
}

/** Tmall gives each kind of shop the end of its name. */
function shopKind(page: ListingPage): Found<string> | undefined {
  if (!/(?:^|\.)(?:tmall\.(?:com|hk)|liangxinyao\.com|yao\.95095\.com)$/.test(page.host)) return undefined;
  for (const read of taobaoSellers(page)) {
    const found = read();
    const kind = /(?:官方|海外|卖场型)*(?:旗舰店|专卖店|专营店)$/.exec(found?.value.name?.trim() ?? '')?.[0];
    if (found && kind) return { value: kind, raw: found.value.name ?? '', source: found.source };
  }
  return undefined;
}
