import type { FactMatchers, FactValues, Found, ListingPage, ListPage } from '../../adapter.ts';
import { domText, firstOf, metaText, stateSource } from '../../matchers.ts';
import { at, textAt } from '../../value-path.ts';

type FoundSeller = Found<FactValues['seller']>;

const MODEL = 'global.globalData.model';
const PAGE_DATA = 'data.Root.fields.dataJson';

/** The listing's own company, from page state, then meta tag, then page. */
export function alibaba1688Sellers(page: ListingPage): (() => FoundSeller | undefined)[] {
  return [() => stateSeller(page), () => metaSeller(page), () => domSeller(page)];
}

function stateSeller(page: ListingPage) {
  const parts = [
    `${MODEL}.sellerModel`,
    `${PAGE_DATA}.tempModel`,
    'globalData.tempModel',
    'domain.sellerModel',
    'mobile',
  ];
  const found = firstOf(page.states, parts, (record, path) => {
    const part = at(record.data, path);
    const name = textAt(part, 'companyName');
    const id =
      textAt(part, 'memberId') ??
      textAt(part, 'sellerMemberId') ??
      textAt(part, 'userId') ??
      textAt(part, 'sellerUserId');
    const url =
      textAt(part, 'winportUrl') ??
      textAt(part, 'sellerWinportUrl') ??
      textAt(part, 'sellerWinportUrlMap.defaultUrl');
    if (!name) return undefined;
    return {
      value: { name, id, url },
      raw: [name, id, url].filter(Boolean).join(' | '),
      source: stateSource(record, path),
    };
  });
  return found ?? widgetSeller(page) ?? configSeller(page);
}

/** Reduced pages keep only what the widgets were given. */
function widgetSeller(page: ListingPage) {
  return firstOf(
    page.states,
    ['data.productTitle.fields.shopInfo.companyName', 'data.shopNavigation.fields.companyName'],
    (record, path) => {
      const name = textAt(record.data, path);
      const base = at(record.data, `${PAGE_DATA}.offerBaseInfo`);
      const id = textAt(base, 'sellerMemberId') ?? textAt(base, 'sellerUserId');
      return (
        name && {
          value: { name, id, url: textAt(base, 'sellerWinportUrl') },
          raw: name,
          source: stateSource(record, path),
        }
      );
    },
  );
}

/** Pages until 2020 name the account in their configuration and the company in a meta tag or the page. */
function configSeller(page: ListingPage) {
  return firstOf(page.states, ['config'], (record, path) => {
    const config = at(record.data, path);
    const id = textAt(config, 'memberid');
    const url = textAt(config, 'companySiteLink');
    // `loginId` beside them is the account's name, not the company's.
    const name = metaSeller(page)?.value.name ?? domText(page, COMPANY_NAMES)?.value;
    if (!id && !name) return undefined;
    return {
      value: { name, id, url },
      raw: [name, id, url].filter(Boolean).join(' | '),
      source: stateSource(record, path),
    };
  });
}

/** `name=公司; url= //shop….1688.com` */
function metaSeller(page: ListingPage) {
  const found = metaText(page, ['og:product:nick']);
  const name = /(?:^|;)\s*name\s*=\s*([^;]+)/.exec(found?.value ?? '')?.[1]?.trim();
  const url = /(?:^|;)\s*url\s*=\s*([^;\s]+)/.exec(found?.value ?? '')?.[1];
  return found && name ? { value: { name, url }, raw: found.raw, source: found.source } : undefined;
}

const COMPANY_NAMES = [
  '.company-name[title]',
  '.base-info .company-name',
  'a.company-name',
  '.shop-company-name h1',
  '.winport-title h1',
];

function domSeller(page: ListingPage) {
  const found = domText(page, COMPANY_NAMES);
  if (!found) return undefined;
  const links = page.dom.findAll(
    '.shop-entry a, a.shop-company-name, .base-info > a, a.company-name',
    undefined,
    10,
  );
  const href = links
    .map((link) => page.dom.attribute(link, 'href'))
    .find((link) => /^(?:https?:)?\/\/[a-z0-9-]+\.1688\.com/.test(link));
  const host = /^(?:https?:)?\/\/([a-z0-9-]+\.1688\.com)/.exec(href ?? '')?.[1];
  const factory = page.dom.find('.winport-title a[href*="/factory/b2b-"]');
  const id = factory && /\/factory\/(b2b-\w+)/.exec(page.dom.attribute(factory, 'href'))?.[1];
  return {
    value: { name: found.value, id: id ?? undefined, url: host ? `https://${host}` : undefined },
    raw: found.raw,
    source: found.source,
  };
}

const STORE_NAMES = [...COMPANY_NAMES, '.top-company-name', '.shop-name[title]'];

/** The company of a shop page, and what the page's address says of it: its host, or its member name. */
export function alibaba1688StoreSeller(page: ListPage): NonNullable<FactMatchers['seller']> {
  const { id, url } = addressOfStore(page);
  // Any name may be a shop's: on its own, the address proves one only where the site numbers it.
  const isCertain = id !== undefined || /\/\/shop[a-z0-9]+\./.test(url ?? '');
  return [
    () => {
      const found = domText(page, STORE_NAMES, 'title') ?? domText(page, STORE_NAMES);
      return found && { ...found, value: { name: found.value, id, url } };
    },
    () => (isCertain ? { value: { id, url }, raw: page.url, source: 'url' } : undefined),
  ];
}

function addressOfStore(page: ListPage) {
  const { hostname, pathname, searchParams } = new URL(page.url);
  const named =
    /^\/(?:factory|winport)\/([\w-]+?)(?:\.html?)?\/?$/.exec(pathname)?.[1] ?? searchParams.get('memberId');
  const field = page.dom.find('input#feedbackUid');
  const id = named || (field && page.dom.attribute(field, 'value')) || undefined;
  const isShop = !/^(?:www|m|winport\.m)\.1688\.com$/.test(hostname);
  return { id, url: isShop ? `https://${hostname}` : undefined };
}
