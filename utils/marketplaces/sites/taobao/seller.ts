import { recogniseAddress } from '@marketsafe/contract/marketplaces';
import type { FactValues, Found, ListingPage, ListPage, PageSources } from '../../adapter.ts';
import { domText, firstOf, stateSource } from '../../matchers.ts';
import { cleanText } from '../../text.ts';
import { at, firstTextAt, textAt } from '../../value-path.ts';

type FoundSeller = Found<FactValues['seller']>;

/**
 * Where each era names the store. The store's number comes before the account's: it is in the store's own address, and some pages
 * give no other. The account's nick is not its name.
 */
const ERAS = [
  {
    part: 'ice',
    name: ['seller.shopName', 'componentsVO.storeCardVO.shopName'],
    id: ['seller.shopId'],
    url: ['seller.pcShopUrl', 'componentsVO.storeCardVO.shopUrl'],
    account: ['seller.sellerId', 'seller.userId'],
  },
  {
    part: 'app',
    name: ['seller.shopName'],
    id: ['seller.shopId'],
    url: [],
    account: ['seller.userId', 'seller.sellerId'],
  },
  { part: 'shop', name: [], id: ['rstShopId'], url: [], account: ['itemDO.userId', 'rateConfig.sellerId'] },
  {
    part: 'config',
    name: ['shopName'],
    id: ['shopId', 'idata.shop.id'],
    url: ['idata.shop.url', 'shopUrl'],
    account: ['sellerId', 'idata.seller.id'],
  },
] as const;

const NAMES = [
  '.tb-shop-name a',
  'a.slogo-shopname',
  '#s-shop .shop-t',
  '.hd-shop-name a',
  '[class*="shopName--"]',
  '[class*="ShopHeader--title--"]',
];
const LINKS =
  '.tb-shop-name a, a.slogo-shopname, #s-shop a.go-shop, .hd-shop-name a, a[class*="detailWrap--"], a[class*="ShopHeader--board--"]';

/** The listing's own store: its number and address from page state, its name from there or from the page. */
export function taobaoSellers(page: ListingPage): (() => FoundSeller | undefined)[] {
  return [() => stateSeller(page), () => domSeller(page)];
}

function stateSeller(page: ListingPage): FoundSeller | undefined {
  const shown = domSeller(page);
  for (const era of ERAS) {
    const found = firstOf(page.states, [era.part], (record, path) => {
      const part = at(record.data, path);
      if (!part) return undefined;
      const beside = at(record.data, 'config');
      const url = firstTextAt(part, era.url) ?? firstTextAt(beside, ['shopUrl']) ?? shown?.value.url;
      const id = firstTextAt(part, era.id) ?? storeNumber(url) ?? firstTextAt(part, era.account);
      const name = firstTextAt(part, era.name) ?? shown?.value.name;
      if (!name && !id) return undefined;
      return {
        value: { name, id, url },
        raw: [name, id, url].filter(Boolean).join(' | '),
        source: stateSource(record, path),
      };
    });
    if (found) return found;
  }
  return undefined;
}

function domSeller(page: ListingPage): FoundSeller | undefined {
  const name = domText(page, NAMES);
  if (!name) return undefined;
  const url = page.dom
    .findAll(LINKS, undefined, 10)
    .map((link) => storeFront(page.dom.attribute(link, 'href')))
    .find((address) => address !== undefined);
  return {
    value: { name: name.value, id: storeNumber(url) ?? taggedStore(page), url },
    raw: [cleanText(name.raw, 500), url].filter(Boolean).join(' | '),
    source: name.source,
  };
}

/** A store's front for any page of it: links carry the listing they stand on. */
function storeFront(href: string): string | undefined {
  const address = href.startsWith('//') ? `https:${href}` : href;
  return recogniseAddress(address)?.kind === 'store' ? `https://${new URL(address).host}/` : undefined;
}

const SHOP_TAG = 'microscope-data';

/** `pageId=1;prototypeId=2;siteId=1; shopId=64000001; userid=134000001;` */
function taggedStore(page: PageSources): string | undefined {
  return /(?:^|;)\s*shopId=(\d{1,20})/i.exec(page.meta(SHOP_TAG))?.[1];
}

/** `//shop115000008.taobao.com` */
function storeNumber(url: string | undefined): string | undefined {
  return /^(?:https?:)?\/\/shop(\d{4,15})(?:\.(?:m|world))?\.taobao\.com(?:[/?#]|$)/.exec(url ?? '')?.[1];
}

/** The store that a store page belongs to. */
export function storeSellers(page: ListPage): (() => FoundSeller | undefined)[] {
  return [() => storeState(page), () => storeTags(page)];
}

/** 2025 on: `g_config.seller`. */
function storeState(page: ListPage): FoundSeller | undefined {
  return firstOf(page.states, ['seller'], (record, path) => {
    const part = at(record.data, path);
    if (!part) return undefined;
    const name = textAt(part, 'shopName');
    const url = textAt(part, 'pcShopUrl') ?? storeAddress(page);
    const id = textAt(part, 'shopId') ?? storeNumber(url) ?? textAt(part, 'sellerId');
    return name || id
      ? {
          value: { name, id, url },
          raw: [name, id, url].filter(Boolean).join(' | '),
          source: stateSource(record, path),
        }
      : undefined;
  });
}

/** Until 2023: the number in a tag and in the page's configuration, the name in the header. */
function storeTags(page: ListPage): FoundSeller | undefined {
  const state = firstOf(page.states, ['shopId'], (record, path) => {
    const value = textAt(record.data, path);
    return value && { value, raw: value, source: stateSource(record, path) };
  });
  const named = headerName(page) ?? titleName(page);
  const url = storeAddress(page);
  const tagged = taggedStore(page);
  const id = state?.value ?? tagged ?? storeNumber(page.url);
  const source = state?.source ?? (tagged && `meta:${SHOP_TAG}`) ?? named?.source ?? 'url';
  if (!named && !id) return undefined;
  return {
    value: { name: named?.value, id, url },
    raw: [named?.value, id, url].filter(Boolean).join(' | '),
    source,
  };
}

function headerName(page: ListPage): Found<string> | undefined {
  const whole = domText(page, ['a.slogo-shopname', 'a.shop-name span', '.hd-shop-name a', '.shop-name-link']);
  if (whole) return whole;
  // The link to the store's front stands inside the name.
  const selector = '.shop-summary .shop-name a';
  const link = page.dom.find(selector);
  const inner = link && page.dom.find('i', link);
  if (!link) return undefined;
  const text = page.dom.text(link, 500);
  const raw = inner ? text.replace(page.dom.text(inner, 100), '') : text;
  return raw.trim() ? { value: raw, raw, source: `dom:${selector}` } : undefined;
}

/** `店内搜索页-NAME-淘宝网`, `首页-NAME-天猫Tmall.com` */
function titleName(page: ListPage): Found<string> | undefined {
  const raw = page.title();
  const name = /^\s*(?:首页|店内搜索页|[^-]{1,12}页)-(.{1,60})-\s*(?:淘宝网|天猫Tmall\.com)\s*$/.exec(
    raw,
  )?.[1];
  return name ? { value: name, raw, source: 'dom:title' } : undefined;
}

/** The store's own address, on a host that is its own. */
function storeAddress(page: ListPage): string | undefined {
  return /^(?:store|shop\.m)\.taobao\.com$/.test(page.host) ? undefined : `https://${page.host}/`;
}
