import type { Found, ListingPage, ListPage, PageSources, SellerParts, StateRecord } from '../../adapter.ts';
import { domText, firstOf, stateSource } from '../../matchers.ts';
import { at, firstTextAt, listAt, textAt } from '../../value-path.ts';
import { nameOfSoldBy } from './sold-by.ts';

const SELLER_PARTS = [
  'storeModule',
  'sellerComponent',
  'SHOP_CARD_PC',
  'SHOP_CARD_PC.sellerInfo',
  'aerStore',
  'aer',
];
const SELLER_NAMES = [
  'a[data-pl="store-name"]',
  '[class*="store-info--name"] a',
  '[class*="store-detail--storeName"]',
  '[class*="store-header--storeName"]',
  '.shop-name a',
  'a.store-lnk',
  '[class*="SnowStoreInfo__storeName"]',
];
const STORE_LINKS = [
  'a[class*="store-detail"]',
  '[class*="store-info"] a',
  '[class*="SnowStoreInfo"] a[href*="/store/"]',
  'a[class*="SnowStoreInfo"]',
];
/** The seller's entry in the register that European law asks for. */
const CREDENTIAL = /showcredential\.htm\?[^"'<>\s]{0,500}?storeNum=(\d{3,15})/;

export function aliexpressSellers(page: ListingPage): (() => Found<SellerParts> | undefined)[] {
  return [
    () => disclosedSeller(page),
    () => stateSeller(page),
    () => shownSeller(page),
    () => mobileSeller(page),
  ];
}

/** Number of the store that an address leads to, on pages of the store of every era. */
export function storeNumber(address: string | undefined): string | undefined {
  const path = /\/store\/([^?#]*)/.exec(address ?? '')?.[1];
  if (!path) return undefined;
  return (
    /^(\d+)(?:[/.]|$)/.exec(path)?.[1] ??
    /^(?!product\/)[a-z-]+\/(?:[^/]+\/)?(\d+)(?:_\d+)?(?:\.html?)?\/?$/.exec(path)?.[1]
  );
}

/**
 * Listings that pool several sellers' offers show one store's card, but name another store as the seller in the legal notice. The
 * notice counts; the card says nothing about that seller.
 */
function disclosedSeller(page: ListingPage): Found<SellerParts> | undefined {
  return firstOf(page.states, ['COMPLIANCE_PC.complianceList'], (record, path) => {
    const disclosure = otherStore(record, path);
    if (!disclosure) return undefined;
    const { id, notice } = disclosure;
    const name = /showcredential\.htm[^<>]{0,500}>([^<>]{1,200})<\/a>/.exec(notice)?.[1];
    return found({ name, id, url: `https://www.aliexpress.com/store/${id}` }, stateSource(record, path));
  });
}

function otherStore(record: StateRecord, path: string): { id: string; notice: string } | undefined {
  const card = textAt(record.data, 'SHOP_CARD_PC.sellerInfo.storeNum');
  for (const entry of listAt(record.data, path)) {
    const notice = (textAt(entry, 'content') ?? '').slice(0, 20_000);
    const id = CREDENTIAL.exec(notice.replaceAll('&amp;', '&'))?.[1];
    if (id && id !== card) return { id, notice };
  }
  return undefined;
}

function stateSeller(page: ListingPage): Found<SellerParts> | undefined {
  return firstOf(page.states, SELLER_PARTS, (record, path) => {
    const part = at(record.data, path);
    const name = textAt(part, path === 'aerStore' ? 'name' : 'storeName');
    const url = firstTextAt(part, ['storeURL', 'storeUrl', 'sellerInfo.storeURL', 'url', 'storeHomePage']);
    const id = firstTextAt(part, ['storeNum', 'sellerInfo.storeNum']) ?? storeNumber(url);
    return name || id ? found({ name, id, url }, stateSource(record, path)) : undefined;
  });
}

function shownSeller(page: ListingPage): Found<SellerParts> | undefined {
  const shown = domText(page, SELLER_NAMES);
  if (!shown) return undefined;
  const links = [shown.source.slice('dom:'.length), ...STORE_LINKS].flatMap((selector) =>
    page.dom.findAll(selector, undefined, 3),
  );
  const url = links
    .map((link) => page.dom.attribute(link, 'href'))
    .find((href) => storeNumber(href) !== undefined);
  const id = storeNumber(url);
  if (isPooled(page, id)) return undefined;
  return found({ name: shown.value, id, url }, shown.source);
}

/** A pooled listing's card is not its seller's. */
function isPooled(page: ListingPage, id: string | undefined): boolean {
  const registered = page.dom
    .findAll('a[href*="showcredential.htm"]', undefined, 20)
    .flatMap((link) => CREDENTIAL.exec(page.dom.attribute(link, 'href'))?.[1] ?? []);
  return id !== undefined && registered.some((number) => number !== id);
}

const MOBILE_LINK = 'a[class*="brand-info"][href*="/store/"], [class*="brand-info"] a[href*="/store/"]';
const MOBILE_NAME = '[class*="brand-info--content"]';

/**
 * The mobile page of 2026: a link to the store whose text is a badge or anything, and beside it `Sold by` and the name, in the
 * viewer's language. The link alone is certain; the name counts only where it can be told from its label.
 */
function mobileSeller(page: ListingPage): Found<SellerParts> | undefined {
  const links = page.dom
    .findAll(MOBILE_LINK, undefined, 10)
    .map((link) => page.dom.attribute(link, 'href'))
    .filter((href) => storeNumber(href) !== undefined);
  const numbers = new Set(links.map(storeNumber));
  const [id] = numbers;
  if (!id || numbers.size > 1 || isPooled(page, id)) return undefined;
  const blocks = page.dom.findAll(MOBILE_NAME, undefined, 5);
  const name = blocks.length === 1 && blocks[0] ? nameOfSoldBy(page.dom, blocks[0]) : undefined;
  return found({ name, id, url: links[0] }, `dom:${MOBILE_LINK}`);
}

function found(value: SellerParts, source: string): Found<SellerParts> {
  return { value, raw: [value.name, value.id, value.url].filter(Boolean).join(' | '), source };
}

export function stateLocation(page: ListingPage): Found<string> | undefined {
  return ofStore(page, ['storeModule', 'sellerComponent', 'SHOP_CARD_PC.sellerInfo'], (record, path) => {
    const parts = ['province', 'countryCompleteName'].flatMap(
      (name) => textAt(record.data, `${path}.${name}`) ?? [],
    );
    const value = parts.join(', ');
    return value && { value, raw: value, source: stateSource(record, path) };
  });
}

/** A fact of the store whose card the page shows; nothing on a listing that another store sells. */
function ofStore<Value>(
  page: ListingPage,
  parts: readonly string[],
  read: (record: StateRecord, path: string) => Found<Value> | undefined | '',
): Found<Value> | undefined {
  return disclosedSeller(page) ? undefined : firstOf(page.states, parts, read);
}

const AGE_PARTS = ['storeModule', 'sellerComponent', 'SHOP_CARD_PC.sellerInfo'];

export function storeAges(
  page: ListingPage,
): (() => Found<{ years?: number | undefined; since?: string | undefined }> | undefined)[] {
  return [
    () =>
      ofStore(page, AGE_PARTS, (record, path) => {
        const part = at(record.data, path);
        const years = Number(textAt(part, 'openedYear') ?? Number.NaN);
        const time = at(part, 'openTime');
        const shown = textAt(part, 'formatOpenTime') ?? (typeof time === 'string' ? time : undefined);
        const since =
          dayOf(shown) ?? (typeof time === 'number' ? dayOfTime(time) : undefined) ?? yearOf(shown);
        if (!(years >= 0) && !since) return undefined;
        return {
          value: { ...(years >= 0 && { years }), since },
          raw: [shown ?? textAt(part, 'openTime'), textAt(part, 'openedYear')].filter(Boolean).join(' | '),
          source: stateSource(record, path),
        };
      }),
    () => shownAge(page),
  ];
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** `Aug 4, 2014`. */
function dayOf(text = ''): string | undefined {
  const [, name = '', day = '', year] =
    /^\s*([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}), ((?:19|20)\d\d)\s*$/.exec(text) ?? [];
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  return year && month > 0 ? `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
}

/** Of a date in another language the year alone is certain. */
function yearOf(text = ''): string | undefined {
  const years = text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? [];
  return years.length === 1 ? years[0] : undefined;
}

/** The site counts its days in Pacific time; winter and summer time may disagree on the day. */
function dayOfTime(milliseconds: number): string | undefined {
  if (!(milliseconds > 0 && milliseconds < 4e12)) return undefined;
  const [winter = '', summer = ''] = [8, 7].map((hours) =>
    new Date(milliseconds - hours * 3_600_000).toISOString().slice(0, 10),
  );
  return [10, 7, 4]
    .map((length) => [winter, summer].map((day) => day.slice(0, length)))
    .find(([one, other]) => one === other)?.[0];
}

/** The store's card, once it has been opened: a table of name, number, place and `Open since`. */
function shownAge(page: ListingPage): Found<{ since: string }> | undefined {
  const selector = '[class*="store-detail--storeInfo"] tr';
  for (const row of page.dom.findAll(selector, undefined, 20)) {
    const raw = page.dom.text(row, 200);
    const shown = /^\s*open since\s*:?(.*)$/is.exec(raw)?.[1];
    const since = dayOf(shown) ?? yearOf(shown);
    if (since) return { value: { since }, raw, source: `dom:${selector}` };
  }
  return undefined;
}

/** Top sellers bear a badge, whose words the page's own texts give. The share of positive feedback is no standing. */
export function storeLevel(page: ListingPage): Found<string> | undefined {
  return ofStore(page, ['storeModule', 'sellerComponent'], (record, path) => {
    if (at(record.data, `${path}.topRatedSeller`) !== true) return undefined;
    const raw = firstTextAt(record.data, [
      `${path}.i18nMap.TOP_SELLER`,
      'i18nComponent.i18nMap.StoreModule.TOP_SELLER',
      'i18nComponent.i18n.StoreModule.TOP_SELLER',
    ]);
    return raw ? { value: raw, raw, source: stateSource(record, `${path}.topRatedSeller`) } : undefined;
  });
}

/** The store that a store page belongs to: its address and head tags name it before its scripts have drawn anything. */
export function storeOfPage(page: ListPage): (() => Found<SellerParts> | undefined)[] {
  const named = [canonicalLink(page), page.meta('og:url')].filter((address) => storeNumber(address));
  const id = storeNumber(page.url) ?? storeNumber(named[0]) ?? storeInState(page);
  if (!id) return [];
  const own = named.find((address) => storeNumber(address) === id);
  const url = own ? storeHome(own, page.url, id) : storeHome(page.url, page.url, id);
  // Tags of another store are left over from it.
  const isStale = named.length > 0 && !own;
  return [
    () => {
      const shown = isStale ? undefined : headName(page);
      return shown && found({ name: shown.value, id, url }, shown.source);
    },
    () => found({ id, url }, 'url'),
  ];
}

function canonicalLink(page: PageSources): string {
  const link = page.dom.find('link[rel="canonical"]');
  return link ? page.dom.attribute(link, 'href') : '';
}

/** `pageConfig` of store pages names the store. */
function storeInState(page: ListPage): string | undefined {
  const number = page.states.map(({ data }) => textAt(data, 'storeId')).find(Boolean);
  return number && /^\d+$/.test(number) ? number : undefined;
}

function storeHome(address: string, base: string, id: string): string | undefined {
  const host = URL.parse(address, base)?.host;
  return host && `https://${host}/store/${id}`;
}

/** `Practice Store - Amazing products with exclusive discounts on AliExpress`, whatever the language of the rest. */
function headName(page: ListPage): Found<string> | undefined {
  const heads = [
    { raw: page.title(), source: 'dom:title' },
    { raw: page.meta('og:title'), source: 'meta:og:title' },
  ];
  for (const { raw, source } of heads) {
    const value = /^\s*(\S.{0,300}?)\s+-\s+[^-]{0,200}aliexpress/i.exec(raw.slice(0, 1_000))?.[1];
    if (value && !/^aliexpress/i.test(value)) return { value, raw, source };
  }
  return domText(page, SELLER_NAMES);
}
