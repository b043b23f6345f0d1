import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hostMatchPatterns,
  MARKETPLACE_IDS,
  MARKETPLACES,
  type MarketplaceId,
  recogniseAddress,
} from '../../../../contract/src/marketplaces/index.ts';
import { ADDRESSES, NO_ADDRESS } from '../../../fixtures/marketplaces/addresses.ts';
import { effortOf } from '../../support/effort.ts';

const listings = MARKETPLACE_IDS.flatMap((id) =>
  ADDRESSES[id].listings.map(([url, itemId]) => ({ id, url, itemId })),
);

describe.each(MARKETPLACE_IDS)('addresses of %s', (id) => {
  const examples = ADDRESSES[id];

  it.each(examples.listings.map(([url, itemId, scope]) => ({ url, itemId, scope })))(
    'recognises the listing $url',
    ({ url, itemId, scope }) => {
      expect(recogniseAddress(url)).toEqual({
        marketplace: id,
        kind: 'listing',
        itemId,
        ...(scope !== undefined && { scope }),
        canonicalUrl: MARKETPLACES[id].canonicalUrl(itemId, scope),
      });
    },
  );

  it.each(examples.shortLinks)('recognises the short link %s, which names no item yet', (url) => {
    expect(recogniseAddress(url)?.kind).toBe('short-link');
    expect(recogniseAddress(url)).not.toHaveProperty('itemId');
  });

  it.each(examples.foreign)('never takes %s for its own', (url) => {
    expect(recogniseAddress(url)).toBeNull();
  });

  it.each(examples.searches)('recognises the search page %s', (url) => {
    expect(recogniseAddress(url)).toEqual({ marketplace: id, kind: 'search' });
  });

  it.each(examples.stores)('recognises the store page %s', (url) => {
    expect(recogniseAddress(url)).toEqual({ marketplace: id, kind: 'store' });
  });

  it.each(examples.lookAlikes)('never takes %s for a listing', (url) => {
    expect(recogniseAddress(url)?.marketplace).toBe(id);
    expect(recogniseAddress(url)?.kind).not.toBe('listing');
  });

  it('has an example for every shape, so that no rule is dead', () => {
    const urls = [
      ...examples.listings.map(([url]) => url),
      ...examples.searches,
      ...examples.stores,
      ...examples.shortLinks,
    ].map((url) => new URL(url));
    const guests = (guest: MarketplaceId) => ADDRESSES[guest].listings.map(([url]) => new URL(url));
    const dead = MARKETPLACES[id].shapes.filter(
      ({ host, path, guest }) =>
        !(guest === undefined ? urls : guests(guest)).some(
          ({ hostname, pathname }) =>
            (host?.test(hostname) ?? true) && path.test(pathname.replace(/\/{2,}/g, '/')),
        ),
    );
    expect(dead.map(({ path }) => String(path))).toEqual([]);
  });
});

describe('challenges', () => {
  it('keep the item that the captcha guards', () => {
    expect(
      recogniseAddress(
        'https://www.aliexpress.com/item/1005008204179129.html/_____tmd_____/punish?x5secdata=x',
      ),
    ).toEqual({
      marketplace: 'aliexpress',
      kind: 'none',
      itemId: '1005008204179129',
      canonicalUrl: 'https://www.aliexpress.com/item/1005008204179129.html',
      challenge: 'captcha',
    });
  });

  it('name sign-in hosts', () => {
    expect(
      recogniseAddress(
        'https://login.1688.com/member/signin.htm?Done=https%3A%2F%2Fdetail.1688.com%2Foffer%2F1.html',
      ),
    ).toEqual({
      marketplace: '1688',
      kind: 'none',
      challenge: 'login',
    });
  });
});

describe('other addresses', () => {
  it.each(NO_ADDRESS)('gives null for %s', (url) => {
    expect(recogniseAddress(url)).toBeNull();
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((path) => `https://www.aliexpress.com/${path}`),
        ),
        (text) => {
          recogniseAddress(text);
        },
      ),
    );
  });

  it('reads no megabytes', () => {
    const address = `https://www.aliexpress.com/item/${'-'.repeat(5_000_000)}1005004204886126.html`;
    expect(effortOf(() => expect(recogniseAddress(address)).toBeNull())).toBeLessThan(100);
  });

  it('are matched on label boundaries only', () => {
    const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,10}[a-z0-9])?$/);
    const domain = fc.constantFrom(
      ...hostMatchPatterns().map((pattern) => pattern.replace('*://*.', '').replace('/*', '')),
    );
    fc.assert(
      fc.property(label, domain, label, (before, name, after) => {
        expect(recogniseAddress(`https://${before}${name}/item/1005004204886126.html`)).toBeNull();
        expect(recogniseAddress(`https://${name}.${after}.example/item/1005004204886126.html`)).toBeNull();
        expect(recogniseAddress(`https://${before}.${name}/`)).not.toBeNull();
      }),
    );
  });
});

/** The parameters that are no tracking: they hold an item's number or choose a seller. */
const MEANT = new Set([
  'merchantId',
  ...MARKETPLACE_IDS.flatMap((id) => MARKETPLACES[id].shapes.flatMap(({ idParameter }) => idParameter ?? [])),
]);

describe('identity', () => {
  const listing = fc.constantFrom(...listings);

  it('is unchanged by canonicalising again', () => {
    for (const { url } of listings) {
      const first = recogniseAddress(url);
      expect(recogniseAddress(first?.canonicalUrl ?? '')).toEqual(first);
    }
  });

  it('is unchanged by query parameters and fragments', () => {
    const query = fc.dictionary(fc.stringMatching(/^[a-zA-Z_]{1,12}$/), fc.string(), { maxKeys: 6 });
    fc.assert(
      fc.property(listing, query, fc.string(), ({ url }, parameters, fragment) => {
        const address = new URL(url);
        for (const [name, value] of Object.entries(parameters)) {
          if (!MEANT.has(name)) address.searchParams.append(name, value);
        }
        address.hash = fragment;
        expect(recogniseAddress(address.href)).toEqual(recogniseAddress(url));
      }),
    );
  });

  it('is the same on aliexpress.us and aliexpress.com, for every number', () => {
    fc.assert(
      fc.property(fc.bigInt(10_000_000n, 2n ** 51n - 1n), (number) => {
        const com = recogniseAddress(`https://www.aliexpress.com/item/${number}.html`);
        const us = recogniseAddress(`https://www.aliexpress.us/item/${number + 2n ** 51n}.html`);
        expect(us).toEqual(com);
        expect(com?.itemId).toBe(String(number));
      }),
    );
  });
});

describe('match patterns', () => {
  it('cover exactly the known domains', () => {
    expect(hostMatchPatterns()).toEqual([
      '*://*.alibaba.com/*',
      '*://*.aliexpress.com/*',
      '*://*.aliexpress.us/*',
      '*://*.aliexpress.ru/*',
      '*://*.1688.com/*',
      '*://*.taobao.com/*',
      '*://*.tmall.com/*',
      '*://*.liangxinyao.com/*',
      '*://*.yao.95095.com/*',
      '*://*.tmall.hk/*',
      '*://*.goofish.com/*',
      '*://*.lazada.sg/*',
      '*://*.lazada.com.my/*',
      '*://*.lazada.com.ph/*',
      '*://*.lazada.co.th/*',
      '*://*.lazada.co.id/*',
      '*://*.lazada.vn/*',
      '*://*.daraz.pk/*',
      '*://*.daraz.com.bd/*',
      '*://*.daraz.lk/*',
      '*://*.daraz.com.np/*',
      '*://*.shop.com.mm/*',
      '*://*.trendyol.com/*',
      '*://*.miravia.es/*',
    ]);
  });
});
