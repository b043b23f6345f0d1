// @vitest-environment jsdom
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ListingFacts } from '@marketsafe/contract';
import { type MarketplaceId, recogniseAddress } from '@marketsafe/contract/marketplaces';
import { beforeEach, describe, expect, it } from 'vitest';
import { readIndex } from '../../../../../scripts/accuracy/index-file.ts';
import { parsePageType } from '../../../../../scripts/accuracy/page-type.ts';
import { decodeHtml } from '../../../../../scripts/decode-html.ts';
import { type FoundRegion, findRegions } from '../../../../../utils/capture/regions/find-regions.ts';
import { streamOf } from '../../../../../utils/capture/viewer/mentions.ts';
import { readShownPage } from '../../../../../utils/capture/viewer/shown-page.ts';
import { signedBy } from '../../../../../utils/capture/viewer/signed.ts';
import { readPage } from '../../../../../utils/marketplaces/read-page.ts';
import { regionSignsOf } from '../../../../../utils/marketplaces/region-signs.ts';
import { viewerSignsOf } from '../../../../../utils/marketplaces/viewer-signs.ts';
import { VIEWER_PAGES } from '../../../../fixtures/viewers/planted.ts';
import { layOutPlainly } from '../../../support/laid-out.ts';

const FIXTURES = resolve(import.meta.dirname, '../../../../fixtures');
const CORPUS = resolve(import.meta.dirname, '../../../../../../shared/corpus');
const PARTS = ['title', 'price', 'pictures', 'seller', 'description', 'attributes'] as const;
/** So much of a page's text at the most stands in one region, but for what is written at length. */
const MOST_OF_A_PAGE = 0.5;
/** On how many saved pages of each marketplace each part has a certain place, at least. */
const LEAST: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  alibaba: { title: 3, price: 3, pictures: 3, seller: 3, description: 2, attributes: 2 },
  aliexpress: { title: 8, price: 7, pictures: 8, seller: 4, description: 1 },
  '1688': { title: 2, price: 2, pictures: 2, seller: 2, description: 2, attributes: 2 },
  taobao: { title: 6, price: 6, pictures: 6, seller: 6, description: 6, attributes: 6 },
  tmall: { title: 4, price: 2, pictures: 3, seller: 3, attributes: 2 },
  daraz: { title: 1, pictures: 1, attributes: 1 },
  trendyol: { title: 1, price: 1, pictures: 1, description: 1, attributes: 1 },
};

beforeEach(layOutPlainly);

function load(html: string): void {
  const read = new DOMParser().parseFromString(html, 'text/html');
  document.documentElement.replaceWith(document.adoptNode(read.documentElement));
}

function regionsOf(url: string, html: string, more: ListingFacts = {}): FoundRegion[] {
  load(html);
  const marketplace = recogniseAddress(url)?.marketplace as MarketplaceId;
  const { facts } = readPage(url, document);
  const shown = readShownPage(document);
  const ground = {
    roots: shown.roots.map(({ root }) => root),
    shown: new Map(shown.elements.map((one) => [one.element, one])),
    stream: streamOf(shown.pieces),
    viewers: signedBy(shown, viewerSignsOf(marketplace)).around,
  };
  return findRegions(ground, { ...facts, ...more }, regionSignsOf(marketplace));
}

function fixture(name: string): { url: string; html: string } {
  const [folder = '', file = ''] = name.split('/');
  const path = join(FIXTURES, 'marketplaces', folder, file);
  const { url } = JSON.parse(readFileSync(`${path}.expected.json`, 'utf8')) as { url: string };
  return { url, html: readFileSync(`${path}.html`, 'utf8') };
}

const partsOf = (regions: readonly FoundRegion[]) =>
  PARTS.filter((part) => regions.some((one) => one.part === part));

describe('where our own pages show a listing', () => {
  it.each<[string, (typeof PARTS)[number][]]>([
    ['alibaba/ladder-2026', ['title', 'price', 'pictures', 'seller', 'attributes']],
    ['aliexpress/rendered-2025', ['title', 'price', 'pictures', 'seller', 'attributes']],
    ['aliexpress/russian-source-2026', ['title', 'price']],
    ['1688/rendered-2025', ['title', 'price', 'pictures', 'seller']],
    ['taobao/rendered-2017', ['title', 'price', 'pictures', 'seller', 'description', 'attributes']],
    ['taobao/rendered-2026', ['title', 'price', 'pictures', 'seller', 'attributes']],
    ['tmall/rendered-2026', ['title', 'price', 'pictures', 'seller']],
    ['tmall/shop-2020', ['title', 'price', 'seller', 'attributes']],
    ['goofish/rendered-2026', ['title', 'price', 'pictures', 'seller', 'description', 'attributes']],
    ['goofish/site-2018', ['title', 'price', 'pictures', 'seller', 'attributes']],
    ['lazada/rendered-2022', ['title', 'price', 'pictures', 'seller', 'attributes']],
    ['daraz/rendered-2024', ['title', 'price', 'seller', 'description', 'attributes']],
    ['trendyol/islands-2025', ['title', 'price', 'seller', 'description']],
    ['miravia/rendered-2026', ['title', 'price', 'seller']],
    // Their pages hold the listing in their state alone, and show nothing of it.
    ['aliexpress/answer-2024', []],
    ['lazada/state-2024', []],
  ])('%s: %j', (name, parts) => {
    const { url, html } = fixture(name);
    expect(partsOf(regionsOf(url, html))).toEqual(parts);
  });

  it.each([
    ['another shop’s name in a comment', 'taobao/rendered-2026', '别家店铺'],
    ['another seller’s offer', 'trendyol/other-seller', 'Örnek Butik'],
    ['what stands around a short description', 'goofish/rendered-2026', '立即购买'],
  ])('%s is none of it: %s', (_, name, text) => {
    const { url, html } = fixture(name);
    expect(html).toContain(text);
    const said = regionsOf(url, html).flatMap(({ elements }) => elements.map((one) => one.textContent));
    expect(said.filter((one) => one?.includes(text))).toEqual([]);
  });

  it.each(Object.entries(VIEWER_PAGES))('%s: never around what shows the viewer', (name, url) => {
    const regions = regionsOf(url, readFileSync(join(FIXTURES, 'viewers', `${name}.html`), 'utf8'));
    expect(partsOf(regions)).toEqual(expect.arrayContaining(['title', 'price', 'seller']));
    const holding = regions.filter(({ elements }) =>
      elements.some(
        (element) => element.matches('[data-planted]') || element.querySelector('[data-planted]'),
      ),
    );
    expect(holding.map(({ part, elements }) => [part, elements[0]?.outerHTML])).toEqual([]);
  });
});

const OWN_URL = 'https://www.aliexpress.com/item/1005006000000001.html';
const ownPage = (html: string) =>
  `${html}<script type="application/ld+json">{"@type":"Product","name":"Aurora jacket of wool","sku":"1005006000000001",
    "offers":{"priceCurrency":"USD","price":"1.00"}}</script>`;

describe('a place', () => {
  const description = { value: 'Warm and soft.', raw: 'Warm and soft.', source: 'json-ld' };
  const saidIn = (html: string) =>
    regionsOf(OWN_URL, ownPage(html), { description }).flatMap(({ elements }) =>
      elements.map((one) => one.textContent),
    );

  it('does not grow around a name that is as short as what it may grow by', () => {
    const said = saidIn('<div><h1>Aurora jacket of wool</h1><b class="flyout-user-name">Jo</b></div>');
    expect(said).toContain('Aurora jacket of wool');
    expect(said.filter((text) => text?.includes('Jo'))).toEqual([]);
  });

  it('grows by a few letters, whatever the length of the description', () => {
    const said = saidIn(
      '<h1>Aurora jacket of wool</h1><div><p>Warm and soft. <i>New</i></p><a>Sign out</a></div>',
    );
    expect(said).toContain('Warm and soft. New');
    expect(said.filter((text) => text?.includes('Sign out'))).toEqual([]);
  });
});

describe('a price', () => {
  const found = (shown: string) =>
    regionsOf(OWN_URL, ownPage(`<h1>Aurora jacket of wool</h1><b class="price">${shown}</b>`)).filter(
      ({ part }) => part === 'price',
    );

  it.each(['US $1.00', '$1', 'US $1,00'])('is where the page says it: %s', (shown) => {
    expect(found(shown)).not.toEqual([]);
  });

  it.each(['US $1299.00', '$10', '$100.00', 'US $0.10'])(
    'is not another that begins as it does: %s',
    (shown) => {
      expect(found(shown)).toEqual([]);
    },
  );
});

if (!existsSync(join(CORPUS, 'INDEX.tsv'))) {
  it('where saved real pages show a listing', () => {
    console.log('not run: no saved real pages beside this repository');
  });
} else {
  // Of what is given to a test all is written out: their text stays outside.
  const listings = readIndex(CORPUS).rows.filter(
    ({ page_type: type, file }) => parsePageType(type)?.kind === 'listing' && file.endsWith('.html'),
  );
  const counts = new Map<string, Record<string, number>>();

  it.each(listings)(
    'saved page $file: what is certain is a part of it',
    { timeout: 60_000 },
    ({ file, url, marketplace }) => {
      const regions = regionsOf(url, decodeHtml(readFileSync(join(CORPUS, file))));
      const count = counts.get(marketplace) ?? { pages: 0 };
      counts.set(marketplace, count);
      for (const part of ['pages', ...partsOf(regions)]) count[part] = (count[part] ?? 0) + 1;
      const whole = (document.body.textContent ?? '').replace(/\s+/g, '').length;
      const large = regions.filter(
        ({ part, elements }) =>
          part !== 'description' &&
          part !== 'attributes' &&
          elements.some(
            (one) =>
              (one.textContent ?? '').replace(/\s+/g, '').length > Math.max(200, MOST_OF_A_PAGE * whole),
          ),
      );
      expect(large.map(({ part, elements }) => [part, elements[0]?.className])).toEqual([]);
    },
  );

  it('saved pages that show their title show it, and mostly the rest, in certain places', () => {
    console.log(
      [...counts].map(([marketplace, count]) => `${marketplace}: ${JSON.stringify(count)}`).join('\n'),
    );
    const short = Object.entries(LEAST).flatMap(([marketplace, least]) =>
      Object.entries(least)
        .filter(([part, count]) => (counts.get(marketplace)?.[part] ?? 0) < count)
        .map(([part]) => [marketplace, part]),
    );
    expect(short).toEqual([]);
  });
}
