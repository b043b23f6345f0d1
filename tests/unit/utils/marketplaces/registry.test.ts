import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { FactName, ListingFacts } from '../../../../contract/src/facts.ts';
import {
  MARKETPLACE_IDS,
  MARKETPLACES,
  type MarketplaceId,
  recogniseAddress,
} from '../../../../contract/src/marketplaces/index.ts';
import type {
  Adapter,
  FactMatchers,
  ListAdapter,
  ListingPage,
  ListPage,
} from '../../../../utils/marketplaces/adapter.ts';
import { guarded } from '../../../../utils/marketplaces/dom.ts';
import { finishCards } from '../../../../utils/marketplaces/finish-cards.ts';
import { finishFacts } from '../../../../utils/marketplaces/finish-facts.ts';
import { LIST_ADAPTERS } from '../../../../utils/marketplaces/list-registry.ts';
import { PAGE_SIGNS } from '../../../../utils/marketplaces/page-signs.ts';
import { readPage } from '../../../../utils/marketplaces/read-page.ts';
import { ADAPTERS } from '../../../../utils/marketplaces/registry.ts';
import { ADDRESSES } from '../../../fixtures/marketplaces/addresses.ts';
import { openPage } from './open-page.ts';

const fixtureFolder = join(import.meta.dirname, '../../../fixtures/marketplaces');
const siteFolder = join(import.meta.dirname, '../../../../utils/marketplaces/sites');

interface Fixture {
  name: string;
  /** Read many times over: reading is a pure function of it. */
  document: Document;
  url: string;
  shape: Record<string, number>;
  reading: {
    kind: string;
    facts: Record<string, { value: unknown; source: string }>;
    cards?: { source: string }[];
  };
}

function fixtureNames(id: MarketplaceId, ending: string): string[] {
  return readdirSync(join(fixtureFolder, id))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length));
}

const EXPECTED = '.expected.json';

function fixturesOf(id: MarketplaceId): Fixture[] {
  return fixtureNames(id, EXPECTED).map((name) => {
    const file = (ending: string) => readFileSync(join(fixtureFolder, id, name + ending));
    const expected = JSON.parse(file(EXPECTED).toString());
    return { name, document: openPage(expected.url, file('.html')), ...expected };
  });
}

/** Old paths of 1688 and Alibaba.com are GBK and do not decode. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const fail = () => {
  throw new Error('broken');
};

/** A page whose address can be read and nothing else. */
function unreadable<Page extends ListingPage | ListPage>(known: Partial<Page>): Page {
  return new Proxy(known as Page, {
    get: (page, name) => (Object.hasOwn(page, name) ? Reflect.get(page, name) : fail()),
  });
}

describe.each(MARKETPLACE_IDS)('marketplace %s', (id) => {
  const adapter = ADAPTERS[id];
  const lists = LIST_ADAPTERS[id];
  const fixtures = fixturesOf(id);
  const ofKind = (...kinds: string[]) => fixtures.filter(({ reading }) => kinds.includes(reading.kind));
  const read = ({ url, document }: Fixture) => readPage(url, document);
  const listings = ofKind('listing').filter(({ reading }) => Object.keys(reading.facts).length > 0);

  it('has an address table, signs and an adapter under its own name, and counts the adapter’s versions', () => {
    expect(MARKETPLACES[id].id).toBe(id);
    expect(adapter.id).toBe(id);
    expect(adapter.version).toBeGreaterThanOrEqual(1);
    expect(Number.isSafeInteger(adapter.version)).toBe(true);
    expect(PAGE_SIGNS[id]).toBeDefined();
  });

  it('has example addresses and look-alikes', () => {
    const { listings: items, searches, stores, lookAlikes, foreign } = ADDRESSES[id];
    for (const examples of [items, searches, stores, lookAlikes, foreign])
      expect(examples.length).toBeGreaterThan(2);
  });

  it('has no address shape that another one in front of it hides', () => {
    const { listings: items, searches, stores, shortLinks } = ADDRESSES[id];
    const guests = MARKETPLACES[id].shapes.flatMap(({ guest }) =>
      guest === undefined ? [] : ADDRESSES[guest].listings.map(([url]) => url),
    );
    const reached = new Set(
      [...items.map(([url]) => url), ...guests, ...searches, ...stores, ...shortLinks].map((url) => {
        const { hostname, pathname } = new URL(url);
        const host = hostname.replace(/\.$/, '');
        const path = decoded(pathname).replace(/\/{2,}/g, '/');
        return MARKETPLACES[id].shapes.find(
          (shape) => (shape.host?.test(host) ?? true) && shape.path.test(path),
        );
      }),
    );
    const hidden = MARKETPLACES[id].shapes.filter((shape) => !reached.has(shape));
    expect(hidden.map(({ host, path }) => `${host} ${path}`)).toEqual([]);
  });

  it('says of each fixture what is expected of it', () => {
    expect(fixtureNames(id, EXPECTED)).toEqual(fixtureNames(id, '.html'));
  });

  it('has fixtures of a listing, a search page, a store and a wall, of its own addresses', () => {
    for (const kind of ['listing', 'search', 'store', 'wall']) {
      expect(ofKind(kind).length, kind).toBeGreaterThan(0);
    }
    expect(listings.length).toBeGreaterThan(0);
    for (const { name, url } of fixtures) expect(recogniseAddress(url)?.marketplace, name).toBe(id);
  });

  it('pins in each fixture the elements that its expectations were read from', () => {
    for (const fixture of fixtures) {
      const { name, document, shape, reading } = fixture;
      expect(Object.keys(shape).length, name).toBeGreaterThan(0);
      const pinned = Object.keys(shape).flatMap((selector) => [...document.querySelectorAll(selector)]);
      const sources = [...Object.values(reading.facts), ...(reading.cards ?? [])].map(({ source }) => source);
      for (const source of new Set(sources)) {
        const selector = /^dom:(?!title$)(.+)/.exec(source)?.[1];
        if (!selector || source.length >= 200) continue;
        const read = [...document.querySelectorAll(selector)];
        // Where no selector says it, a source is named after the part of the page: `dom:module_breadcrumb`.
        if (read.length === 0 && /^[\w-]+$/.test(selector)) continue;
        expect(read.length, `${name}: nothing at ${selector}`).toBeGreaterThan(0);
        const isPinned = read.some((element) =>
          pinned.some((pin) => pin.contains(element) || element.contains(pin)),
        );
        expect(isPinned, `${name}: no shape entry for ${selector}`).toBe(true);
      }
    }
  });

  it('lists its sources without reading the page, so that a page can break one source only', () => {
    const { hostname } = new URL(listings[0]?.url ?? '');
    const listing = unreadable<ListingPage>({ host: hostname, itemId: '1', scope: undefined });
    expect(ofPage(finishFacts(adapter.matchers(listing)))).toEqual({});
    for (const { url, reading } of ofKind('search', 'store')) {
      const kind = reading.kind === 'store' ? 'store' : 'search';
      const page = unreadable<ListPage>({ host: hostname, url, kind });
      expect(finishCards(lists.cards(page), { url, marketplace: id })).toEqual([]);
      // A store page has no fact but its seller, so a seller's sources may read when they are listed: they cost nothing else.
      const seller = guarded(() => lists.storeSeller(page), []);
      expect(ofPage(finishFacts({ seller }))).toEqual({});
    }
  });

  it('loses one fact, and no other, when all sources of that fact fail', () => {
    const { matchers } = adapter;
    for (const fixture of listings) {
      const facts = read(fixture).facts;
      for (const broken of Object.keys(facts) as FactName[]) {
        const spy = vi.spyOn(adapter, 'matchers').mockImplementation((page) => {
          const own: FactMatchers = matchers(page);
          return { ...own, [broken]: own[broken]?.map(() => fail) };
        });
        const { [broken]: _, ...others } = facts;
        const left = read(fixture);
        if (Object.keys(others).length > 0) expect(left.facts, `${fixture.name} ${broken}`).toEqual(others);
        else expect(left).toMatchObject({ kind: 'wall', wall: 'empty-shell', facts: {} });
        spy.mockRestore();
      }
    }
  });

  it('falls back on the next source when the first one of a fact fails', () => {
    const { matchers } = adapter;
    for (const fixture of listings) {
      const facts = read(fixture).facts;
      const spy = vi
        .spyOn(adapter, 'matchers')
        .mockImplementation((page) =>
          Object.fromEntries(
            Object.entries(matchers(page)).map(([name, sources]) => [name, [fail, ...sources]]),
          ),
        );
      expect(read(fixture).facts, fixture.name).toEqual(facts);
      spy.mockRestore();
    }
  });

  it.each<keyof Adapter | keyof ListAdapter>(['states', 'matchers', 'listStates', 'cards', 'storeSeller'])(
    'is read as far as that goes when its %s fails',
    (member) => {
      const part: Partial<Adapter & ListAdapter> = member in adapter ? adapter : lists;
      if (part[member] === undefined) return;
      for (const fixture of fixtures) {
        const whole = read(fixture);
        const spy = vi.spyOn(part as ListAdapter, member as 'cards').mockImplementation(fail);
        const left = read(fixture);
        spy.mockRestore();
        expect({ ...left, kind: 0, wall: 0, facts: 0, cards: 0 }).toEqual({
          ...whole,
          kind: 0,
          wall: 0,
          facts: 0,
          cards: 0,
        });
        if (member === 'cards') expect(left.facts, fixture.name).toEqual(whole.facts);
        if (member === 'storeSeller') expect(left.cards, fixture.name).toEqual(whole.cards);
        if (member === 'states' || member === 'listStates')
          expectNoOther(left.facts, whole.facts, fixture.name);
      }
    },
  );
});

/** What is read from the address alone needs no page. */
function ofPage(facts: ListingFacts): object {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact?.source !== 'url'));
}

/** Without page state there is less to read, but nothing that only the state would have kept from being read wrongly. */
function expectNoOther(left: object, whole: object, name: string): void {
  const added = Object.keys(left).filter((fact) => !Object.hasOwn(whole, fact));
  expect(added, name).toEqual([]);
}

describe.each(readdirSync(siteFolder))('the files of %s', (site) => {
  const files = readdirSync(join(siteFolder, site)).map((name) => ({
    name,
    text: readFileSync(join(siteFolder, site, name), 'utf8'),
  }));
  const imports = (text: string) => [...text.matchAll(/\bfrom '([^']+)'/g)].map(([, path = '']) => path);

  it('import from their own folder, from what all sites share, and from the contract', () => {
    for (const { name, text } of files) {
      for (const path of imports(text))
        expect(path, name).toMatch(
          /^(?:\.\/[\w-]+\.ts|\.\.\/\.\.\/[\w-]+\.ts|@marketsafe\/contract(?:\/marketplaces)?)$/,
        );
    }
  });

  it('keep to four hundred lines', () => {
    for (const { name, text } of files) expect(text.split('\n').length, name).toBeLessThan(400);
  });

  it('have signs of data alone and of few bytes: they run on every page of the marketplace', () => {
    const signs = files.find(({ name }) => name === 'signs.ts');
    expect(imports(signs?.text ?? '')).toEqual(['../../page-signs.ts']);
    expect(signs?.text).toMatch(/^import type /);
    expect(signs?.text.length).toBeLessThan(4_000);
  });
});
