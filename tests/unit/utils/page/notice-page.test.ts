// @vitest-environment jsdom
import { MARKETPLACES, type MarketplaceId, recogniseAddress } from '@marketsafe/contract/marketplaces';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { siteContentScripts, siteScripts } from '../../../../scripts/support/site-scripts.ts';
import { noticePage, worthOf } from '../../../../utils/page/notice-page.ts';
import { siteFile } from '../../../../utils/page/site-tables.ts';
import { TABLES_KEY, type TablesHere, tablesHere } from '../../../../utils/page/tables-here.ts';
import { ADDRESSES } from '../../../fixtures/marketplaces/addresses.ts';

/** Runs the script of tables that an address gets, as its page would, and gives what it leaves. */
function tablesFor(url: string): TablesHere {
  const file = siteFile(url)?.slice(1);
  const script = siteScripts().find(({ relativeDest }) => relativeDest === file);
  new Function(script?.contents ?? '')();
  return tablesHere();
}

afterEach(() => {
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for(TABLES_KEY)];
});

describe('the script on every marketplace page', () => {
  const listings = Object.values(ADDRESSES).flatMap((each) => each.listings.map(([url]) => url));
  const guarded = listings.map((url) => {
    const { origin, pathname, search } = new URL(url);
    return `${origin}${pathname}/_____tmd_____/punish${search}`;
  });
  const urls = [
    ...[...listings, ...guarded],
    ...Object.values(ADDRESSES).flatMap(({ searches, stores, lookAlikes }) => [
      ...[...searches, ...stores, ...lookAlikes],
    ]),
    ...[
      'https://login.taobao.com/member/login.jhtml',
      'https://passport.aliexpress.com/x',
      'https://2.taobao.com/',
    ],
  ];

  it('sees in the table of a page’s own site what the whole contract sees', () => {
    expect(urls.length).toBeGreaterThan(200);
    for (const url of urls) {
      const address = recogniseAddress(url);
      const wanted =
        address?.kind === 'listing' || address?.challenge
          ? 'listing'
          : address?.kind === 'search' || address?.kind === 'store'
            ? 'list'
            : undefined;
      expect([url, worthOf(url, tablesFor(url))]).toEqual([url, wanted]);
    }
  });

  it('has for every marketplace a script that its pages get, and for no page two', () => {
    const matches = siteContentScripts('listing.js').flatMap((script) => script.matches);
    expect(new Set(matches).size).toBe(matches.length);
    for (const id of Object.keys(MARKETPLACES) as MarketplaceId[]) {
      for (const domain of MARKETPLACES[id].domains) expect(siteFile(`https://x.${domain}/`)).toContain(id);
    }
    expect(siteFile('https://www.example.com/')).toBeUndefined();
    expect(siteFile('no address')).toBeUndefined();
  });
});

describe('a page', () => {
  const sent = vi.fn(async (_message: unknown) => undefined);
  beforeEach(() => {
    sent.mockClear();
    const runtime = { id: 'x', sendMessage: sent, onMessage: {} };
    vi.stubGlobal('chrome', { runtime });
    vi.stubGlobal('browser', undefined);
    return () => vi.unstubAllGlobals();
  });
  const openAt = (url: string) => {
    (globalThis as { [key: symbol]: unknown })[Symbol.for(TABLES_KEY)] = tablesFor(url);
    vi.stubGlobal('location', { href: url });
    noticePage();
  };

  it('that is no listing is told of to nobody, and gets nothing added', () => {
    const before = document.documentElement.outerHTML;
    for (const url of ['https://www.aliexpress.com/', 'https://cart.taobao.com/cart.htm?x=720000000001'])
      openAt(url);
    expect(sent).not.toHaveBeenCalled();
    expect(document.documentElement.outerHTML).toBe(before);
  });

  it('that may show a listing, or many, is told of once', () => {
    openAt('https://www.aliexpress.com/item/1005006000000001.html');
    openAt('https://www.aliexpress.com/w/wholesale-jacket.html');
    expect(sent.mock.calls).toEqual([
      [{ type: 'page.here', shows: 'listing' }],
      [{ type: 'page.here', shows: 'list' }],
    ]);
  });

  it('of an extension that is gone does nothing', () => {
    vi.stubGlobal('chrome', { runtime: {} });
    openAt('https://www.aliexpress.com/item/1005006000000001.html');
    expect(sent).not.toHaveBeenCalled();
  });
});
