import type { Found, ListingPage, ListPage, SellerParts } from '../../adapter.ts';
import { domText, firstOf, productText, stateSource, stateText } from '../../matchers.ts';
import { cleanText } from '../../text.ts';
import { at, firstTextAt, numberAt, textAt } from '../../value-path.ts';

const SELLER_NAMES = ['[class*="seller-name"][class*="__detail-name"]', '.redmart-seller__name-text'];
/** Standing of a store as the sites' badges say it. */
const STORE_LEVEL =
  /^(?:LazMall|LazMall (?:Flagship|Global|Prestige)|LazGlobal|DarazMall|Daraz Mall|Flagship Store|Certified (?:Store|Seller)|Preferred Seller\+?|Official Store)$/i;

/** Where only the number is known from the state, the shown name comes before it. */
export function lazadaSellers(page: ListingPage): (() => Found<SellerParts> | undefined)[] {
  return [
    () => stateSeller(page),
    () => shownSeller(page),
    () => namedSeller(page),
    () => sellerNumber(page),
  ];
}

function stateSeller(page: ListingPage): Found<SellerParts> | undefined {
  return firstOf(page.states, ['seller'], (record, path) => {
    const seller = at(record.data, path);
    const name = textAt(seller, 'name');
    if (!name) return undefined;
    return found(
      { name, id: textAt(seller, 'sellerId'), url: textAt(seller, 'url') },
      stateSource(record, path),
    );
  });
}

function shownSeller(page: ListingPage): Found<SellerParts> | undefined {
  const shown = domText(page, SELLER_NAMES);
  if (!shown) return miraviaStore(page);
  const links = page.dom.findAll(SELLER_NAMES.join(','), undefined, 5);
  const url = links.map((link) => page.dom.attribute(link, 'href')).find((href) => /\/shop\/[^/]/.test(href));
  return found({ name: shown.value, id: sellerNumber(page)?.value.id, url }, shown.source);
}

/** What the page tells statistics and search engines; shortened pages leave it empty. */
function namedSeller(page: ListingPage): Found<SellerParts> | undefined {
  const name =
    stateText(page, ['tracking.seller_name', 'skuInfos.0.dataLayer.seller_name']) ??
    productText(page, ['offers.seller.name']);
  return name && found({ name: name.value, id: sellerNumber(page)?.value.id }, name.source);
}

/** Miravia's classes are hashes: the only store that a heading links to. */
function miraviaStore(page: ListingPage): Found<SellerParts> | undefined {
  if (!page.host.endsWith('miravia.es')) return undefined;
  const stores = new Map<string, string>();
  for (const link of page.dom.findAll('a[href*="/shop/"]', undefined, 50)) {
    const heading = page.dom.find('h2', link);
    const name = heading ? cleanText(page.dom.text(heading, 500), 500) : '';
    if (name) stores.set(name, page.dom.attribute(link, 'href'));
  }
  const [store] = stores;
  return store && stores.size === 1
    ? found({ name: store[0], url: store[1] }, 'dom:a[href*="/shop/"] h2')
    : undefined;
}

function sellerNumber(page: ListingPage): Found<SellerParts> | undefined {
  return firstOf(page.states, ['primaryKey.sellerId', 'skuInfos.0.sellerId'], (record, path) => {
    const id = textAt(record.data, path);
    return id && /^\d+$/.test(id) && found({ id }, stateSource(record, path));
  });
}

function found(value: SellerParts, source: string): Found<SellerParts> {
  return { value, raw: [value.name, value.id, value.url].filter(Boolean).join(' | '), source };
}

/** Whole years only: a younger store's age is counted in months. */
export function storeAge(page: ListingPage): Found<{ years: number }> | undefined {
  return firstOf(page.states, ['seller'], (record, path) => {
    const seller = at(record.data, path);
    const years = numberAt(seller, 'time');
    const unit = textAt(seller, 'unit');
    if (!years || years < 1 || !unit || !/^(?:years?|tahun|taon|năm|ปี)$/i.test(unit.trim())) return undefined;
    return { value: { years }, raw: `${years} ${unit}`, source: stateSource(record, path) };
  });
}

export function storeLevels(page: ListingPage): (() => Found<string> | undefined)[] {
  return [() => shownLevel(page), () => stateLevel(page)];
}

/** A badge beside the title or within the seller's block, as text or as a picture with a name. */
function shownLevel(page: ListingPage): Found<string> | undefined {
  const selector =
    '[class*="product-badge"] img[alt], #module_seller_info img[alt], #module_seller_info span';
  for (const badge of page.dom.findAll(selector, undefined, 60)) {
    const raw = (page.dom.attribute(badge, 'alt') || page.dom.text(badge, 60)).trim();
    if (STORE_LEVEL.test(raw)) return { value: raw, raw, source: `dom:${selector}` };
  }
  return undefined;
}

function stateLevel(page: ListingPage): Found<string> | undefined {
  return firstOf(page.states, ['product'], (record, path) => {
    const product = at(record.data, path);
    const tag = textAt(product, 'titleTag');
    if (tag === 'lazmallTitle')
      return { value: 'LazMall', raw: tag, source: stateSource(record, `${path}.titleTag`) };
    if (at(product, 'mallTag') !== true) return undefined;
    const isDaraz = firstTextAt(record.data, ['globalConfig.siteName'])?.toLowerCase() === 'daraz';
    return {
      value: isDaraz ? 'DarazMall' : 'LazMall',
      raw: 'mallTag',
      source: stateSource(record, `${path}.mallTag`),
    };
  });
}

/** A store page's title says the name twice; its address is the store's own in any case. */
export function storeOfPage(page: ListPage): (() => Found<SellerParts> | undefined)[] {
  const { origin, pathname } = new URL(page.url);
  const path = /^\/(?:shop|cl\/store)\/[^/]+/i.exec(pathname)?.[0];
  const url = path && `${origin}${path}${page.host.endsWith('miravia.es') ? '' : '/'}`;
  return [
    () => {
      const raw = page.title() || page.meta('og:title');
      const name = /^\s*shop online with (.{1,200}?) now!\s*visit \1 on /i.exec(raw)?.[1];
      return name ? { value: { name, url }, raw: `${raw} | ${url}`, source: 'dom:title' } : undefined;
    },
    () => (url ? { value: { url }, raw: page.url, source: 'url' } : undefined),
  ];
}
