import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as requestHttp } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MARKETPLACES } from '@marketsafe/contract/marketplaces';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  PRACTICE,
  PRACTICE_HOSTS,
  pageKey,
  practiceFiles,
  practiceRedirect,
} from '../../../../scripts/support/practice-pages.ts';
import { type PracticeSite, startPracticeSite } from '../../../../scripts/support/practice-site.ts';
import { readPage } from '../../../../utils/marketplaces/read-page.ts';

interface Answer {
  status: number | undefined;
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
}

let site: PracticeSite;
let folder: string;

beforeAll(async () => {
  site = await startPracticeSite();
  folder = mkdtempSync(join(tmpdir(), 'practice-'));
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** Asks the practice site as a browser does whose resolver sends every host to it. */
function get(url: string): Promise<Answer> {
  const { hostname, pathname, search, protocol } = new URL(url);
  const secure = protocol === 'https:';
  const options = {
    host: '127.0.0.1',
    port: secure ? site.httpsPort : site.httpPort,
    path: pathname + search,
    headers: { host: hostname },
    servername: hostname,
    rejectUnauthorized: false,
  };
  return new Promise((resolve, reject) => {
    (secure ? request : requestHttp)(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('the practice marketplace', () => {
  it('answers each of its addresses under the real host name, over https and http, whatever the query', async () => {
    for (const url of Object.values(PRACTICE)) {
      const leadsTo = practiceRedirect(url);
      if (leadsTo !== undefined) {
        expect(await get(url)).toMatchObject({ status: 302, headers: { location: leadsTo } });
        continue;
      }
      const file = practiceFiles().get(pageKey(url));
      if (file === undefined) throw new Error(`no file for ${url}`);
      const expected = readFileSync(file);
      const tracked = `${url}${url.includes('?') ? '&' : '?'}spm=a2g0o.1&x=1`;
      expect((await get(tracked)).body.equals(expected), url).toBe(true);
      expect((await get(url.replace('https:', 'http:'))).body.equals(expected), url).toBe(true);
    }
  });

  it('tells listings apart whose number stands in the query', async () => {
    const [listing, captcha] = [PRACTICE.taobao, PRACTICE.taobaoCaptcha].map((url) => pageKey(url));
    expect(listing).not.toBe(captcha);
    expect((await get('https://item.taobao.com/item.htm?id=719999999999')).status).toBe(404);
  });

  it('answers for every host that the marketplaces’ tables name', () => {
    for (const { domains } of Object.values(MARKETPLACES)) {
      for (const domain of domains)
        expect(PRACTICE_HOSTS).toEqual(expect.arrayContaining([domain, `*.${domain}`]));
    }
  });

  it('draws pictures on the picture hosts only', async () => {
    const picture = await get('https://ae01.alicdn.com/practice/jacket-front.jpg');
    expect(picture.headers['content-type']).toBe('image/svg+xml');
    for (const host of ['www.aliexpress.com', 'www.lazcdn.com.evil.example']) {
      expect((await get(`https://${host}/practice/jacket-front.jpg`)).status).toBe(404);
    }
    expect((await get('https://ae01.alicdn.com/practice/constructor-x.jpg')).status).toBe(404);
  });

  it('has nothing else', async () => {
    expect((await get('https://www.aliexpress.com/item/1.html')).status).toBe(404);
    expect((await get('https://www.example.org/')).status).toBe(404);
  });

  it('serves a saved page byte for byte, claims no charset for it and lets none of its scripts run', async () => {
    const file = join(folder, 'saved.html');
    const bytes = Buffer.from([0x3c, 0x70, 0x3e, 0xc3, 0xfa, 0xff, 0x00, 0x0d, 0x0a]);
    writeFileSync(file, bytes);
    site.servePage('https://detail.1688.com/offer/5.html?spm=1', file);
    const answer = await get('https://detail.1688.com/offer/5.html?other=2');
    expect(answer.body.equals(bytes)).toBe(true);
    expect(answer.headers['content-type']).toBe('text/html');
    expect(answer.headers['content-security-policy']).toBe("script-src 'none'");
  });

  it('says so when a saved page has gone', async () => {
    site.servePage('https://detail.1688.com/offer/6.html', join(folder, 'gone.html'));
    expect((await get('https://detail.1688.com/offer/6.html')).status).toBe(500);
  });
});

describe('practice pages', () => {
  const read = (url: string) => {
    const file = practiceFiles().get(pageKey(url));
    if (file === undefined) throw new Error(`no file for ${url}`);
    return readPage(url, new JSDOM(readFileSync(file, 'utf8'), { url }).window.document);
  };

  it.each([
    PRACTICE.aliexpress,
    PRACTICE.aliexpressState,
    PRACTICE.alibaba1688,
    PRACTICE.alibaba,
    PRACTICE.taobao,
    PRACTICE.tmall,
    PRACTICE.tmallGlobal,
    PRACTICE.lazada,
    PRACTICE.daraz,
    PRACTICE.trendyol,
  ])('%s is read as a listing with title, price, seller, pictures and brand', (url) => {
    const { kind, facts } = read(url);
    expect(kind).toBe('listing');
    expect(Object.keys(facts)).toEqual(
      expect.arrayContaining(['title', 'price', 'seller', 'images', 'brand']),
    );
    expect(facts.title?.value).toMatch(/aurora/i);
  });

  it.each(Object.entries(PRACTICE).filter(([name]) => /search$/i.test(name)))(
    'hold the search page %s with its listings',
    (_, url) => {
      const { kind, facts, cards = [] } = read(url);
      expect([kind, facts]).toEqual(['search', {}]);
      expect(cards.length).toBeGreaterThan(0);
      for (const card of cards) expect(card.title).toMatch(/aurora/i);
    },
  );

  it('hold walls, and a store page, that are read as such', () => {
    for (const url of [PRACTICE.captcha, PRACTICE.taobaoCaptcha, PRACTICE.lazadaCaptcha]) {
      expect(read(url)).toMatchObject({ kind: 'wall', wall: 'captcha', facts: {} });
    }
    expect(read(PRACTICE.taobaoLogin)).toMatchObject({ kind: 'wall', wall: 'login', facts: {} });
    // Before its script has drawn it.
    expect(read(PRACTICE.goofish)).toMatchObject({ kind: 'wall', wall: 'empty-shell', facts: {} });
    expect(read(PRACTICE.store)).toMatchObject({ kind: 'store', facts: {} });
  });
});
