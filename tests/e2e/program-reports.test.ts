import { figures, testBuyDetail } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { CHROME_BUILD, CONSOLE_BUILD } from '../../scripts/support/paths.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { readPdf } from '../server/read-pdf.ts';
import { post, sendClaims } from '../server/sent-packets.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  send,
  startTestServer,
  type TestServer,
} from '../server/support.ts';
import { SOON } from '../support/soon.ts';
import { violationsOf } from './support/axe.ts';
import { personPage } from './support/person-page.ts';

let server: TestServer;
let chromium: Chromium;
beforeAll(async () => {
  server = await startTestServer({ consoleFolder: CONSOLE_BUILD });
  chromium = await Chromium.launch({ extensionDir: CHROME_BUILD });
});
afterAll(async () => {
  await chromium?.close();
  await server?.close();
});

/** A screen as a person has it, in a browser of their own. */
async function screenOf(person: Person, path: string): Promise<Page> {
  const page = await personPage(chromium, person);
  await page.goto(`${server.url}${path}`, { waitUntil: 'load' });
  return page;
}

const shows = (page: Page, text: string) => page.locator(`::-p-text(${text})`).wait();
const inDialog = (page: Page, name: string) =>
  page.locator(`dialog ::-p-aria(${name}[role="button"])`).click();

/** What a link of the page leads to, as its person gets it. */
async function fileOf(page: Page, person: Person, name: string): Promise<Buffer> {
  const href = await page.$eval(`::-p-aria(${name}[role="link"])`, (link) => link.getAttribute('href'));
  const { status, bytes } = await send(server, href ?? '', { person });
  expect([name, status]).toEqual([name, 200]);
  return bytes;
}

async function textsOf(archive: Buffer): Promise<Map<string, string>> {
  const entries = await new ZipReader(new BlobReader(new Blob([Uint8Array.from(archive)]))).getEntries();
  const texts = await Promise.all(
    entries.map(
      async (entry) =>
        [
          entry.filename,
          'getData' in entry ? ((await entry.getData?.(new TextWriter())) ?? '') : '',
        ] as const,
    ),
  );
  return new Map(texts);
}

/** In a narrow window the menu is one button, which says where one is; it opens, and closes by choosing, by Escape, and keeps the focus. */
async function foldsItsMenu(page: Page): Promise<void> {
  const width = page.viewport()?.width ?? 1280;
  const sights = () =>
    page.$eval('.main-nav', (nav) => {
      const [button] = nav.querySelectorAll('button');
      return {
        says: button?.textContent,
        open: button?.getAttribute('aria-expanded'),
        links: [...nav.querySelectorAll('a')].filter((link) => link.checkVisibility()).length,
        isFolding: button?.checkVisibility() ?? false,
        hasFocus: document.activeElement === button,
        isLow: nav.getBoundingClientRect().height < 80,
      };
    });
  expect(await sights()).toMatchObject({ isFolding: false, open: 'false' });
  expect((await sights()).links).toBeGreaterThan(15);

  await page.setViewport({ width: 390, height: 844 });
  const reports = m.console_menu_here({ name: m.figures_title() });
  await expect.poll(sights, SOON).toMatchObject({ says: reports, links: 0, isFolding: true, isLow: true });
  const button = `::-p-aria(${reports}[role="button"])`;
  await page.locator(button).click();
  await expect.poll(async () => (await sights()).links, SOON).toBeGreaterThan(15);
  expect(await sights()).toMatchObject({ open: 'true' });
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect.poll(sights, SOON).toMatchObject({ open: 'false', links: 0, hasFocus: true });
  await page.keyboard.press('Enter');
  await page.locator(`.main-nav ::-p-aria(${m.goodfaith_title()}[role="link"])`).click();
  const says = m.console_menu_here({ name: m.goodfaith_title() });
  await expect.poll(sights, SOON).toMatchObject({ says, open: 'false', links: 0 });
  // The screen that was chosen has the focus.
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName), SOON).toBe('H1');
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), SOON)
    .toBeLessThanOrEqual(390);
  await page.setViewport({ width, height: 900 });
  await page.goBack();
  await shows(page, m.figures_filers());
}

it('a participant reads its report, goes from a chart to the claims, and downloads it; staff publish by two people; a request is followed to its outcome', async () => {
  const holder = await addInvestigator(server);
  const program = await addOrganisation(server, 'Program');
  const first = await addPerson(server, program, ['analyst']);
  const second = await addPerson(server, program, ['analyst']);
  const liaison = await addPerson(server, await addOrganisation(server, 'Desk'), ['liaison']);
  await server.owner.query('insert into app.desks values ($1, $2)', [liaison.organisationId, 'aliexpress']);

  const empty = await screenOf(holder, '/reports');
  await shows(empty, m.figures_empty());
  expect(await violationsOf(empty)).toEqual([]);

  const shop = { id: '8800', name: 'Silver Store' };
  const sent = await sendClaims(server, holder, [first, second], 4, (claim) => ({
    ...claim,
    target: { ...claim.target, seller: shop },
  }));
  await post(server, liaison, `/v1/desk/packets/${sent[0]?.packetId}/answers`, {
    answers: [
      { position: sent[0]?.position, said: { outcome: 'removed', cause: null, words: '' } },
      { position: sent[1]?.position, said: { outcome: 'removed', cause: null, words: '' } },
      { position: sent[2]?.position, said: { outcome: 'refused', cause: 'grey-market', words: '' } },
    ],
  });
  const day = new Date().toISOString().slice(0, 10);
  await expect
    .poll(async () => {
      const { json } = await send(server, `/v1/figures?from=${day}&to=${day}`, { person: holder });
      return figures.parse(json).overall.decided.links;
    }, SOON)
    .toMatchObject({ removed: 2, refused: 1 });

  const page = await screenOf(holder, '/reports');
  const refusedStyles: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refusedStyles.push(message.text());
  });
  await page.reload({ waitUntil: 'load' });
  await page.waitForSelector('.chart svg.recharts-surface');
  await shows(page, '66.66%');
  await shows(page, m.figures_open());
  await shows(page, m.figures_takedown_about());
  expect(await violationsOf(page)).toEqual([]);
  expect(refusedStyles).toEqual([]);
  await page.setViewport({ width: 400, height: 800 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), SOON)
    .toBeLessThanOrEqual(400);
  await page.setViewport({ width: 1280, height: 900 });

  const pdf = await readPdf(await fileOf(page, holder, m.figures_download_pdf()));
  for (const text of ['66.66%', '投诉统计报告', 'Report on claims', 'Aurora']) {
    expect(pdf.joined).toContain(text.replaceAll(/\s/g, ''));
  }
  const sheet = (await textsOf(await fileOf(page, holder, m.figures_download_xlsx()))).get(
    'xl/worksheets/sheet1.xml',
  );
  expect(sheet).toContain('Links removed · 下架链接');
  expect(sheet).toContain('<c><v>4</v></c>');

  // From a bar of the chart to what it says, and on to the claims behind it.
  await page.waitForSelector('.chart .recharts-bar-rectangle path');
  const bars = (await page.waitForSelector('.chart .recharts-bar-rectangle path')) ?? null;
  expect(bars).not.toBeNull();
  await expect
    .poll(async () => {
      // The last month has the claims: its bars are the last of the first chart.
      const place = await page.evaluate(() => {
        const all = [
          ...(document.querySelector('.chart')?.querySelectorAll('.recharts-bar-rectangle path') ?? []),
        ];
        const bar = all.map((one) => one.getBoundingClientRect()).find(({ height }) => height > 4);
        document.querySelector('.chart')?.scrollIntoView({ block: 'center' });
        return bar ? { x: bar.x + bar.width / 2 } : null;
      });
      const chart = await page.$eval('.chart svg.recharts-surface', (svg) =>
        svg.getBoundingClientRect().toJSON(),
      );
      if (place) await page.mouse.click(place.x, chart.y + chart.height / 2);
      return page.$eval('.figures-chosen', (one) => one.textContent ?? '');
    }, SOON)
    .toContain('4');
  await page.locator(`::-p-aria(${m.figures_chosen_open()}[role="link"])`).click();
  await shows(page, sent[0]?.number ?? '');
  expect(new URL(page.url()).pathname).toBe('/claims');

  // The refused one, by its number in the headline: just it, and back to the same days.
  await page.goBack();
  const refused = m.figures_lines_of({
    ...{ what: m.figures_refused(), name: m.figures_doc_overall(), count: '1' },
  });
  await page.locator(`::-p-aria(${refused}[role="link"])`).click();
  await shows(page, sent[2]?.number ?? '');
  await shows(page, m.figures_lines_total({ count: '1' }));
  expect(await page.$$eval('main tbody tr', (rows) => rows.length)).toBe(1);
  expect(new URL(page.url()).pathname).toBe('/reports/lines');
  expect(await violationsOf(page)).toEqual([]);
  await page.close();

  // From a claim its people plan a test buy, which has listing, right and capture from the beginning.
  const claim = sent[1]?.claim;
  const claimed = await screenOf(holder, `/claims/${claim?.claimId}`);
  await press(claimed, m.testbuys_plan());
  await claimed.locator(`dialog ::-p-aria(${m.raids_case()})`).fill('From a claim');
  await inDialog(claimed, m.testbuys_plan_now());
  await shows(claimed, m.testbuys_stages());
  expect(await violationsOf(claimed)).toEqual([]);
  const { json: planned } = await send(server, `/v1/test-buys/${claimed.url().split('/').at(-1)}`, {
    person: holder,
  });
  expect(testBuyDetail.parse(planned)).toMatchObject({
    capture: { claimId: claim?.claimId, captureId: claim?.evidence[0]?.captureId },
    content: { listing: { itemId: claim?.target.itemId }, rightId: holder.rightId },
  });
  await claimed.close();

  // The seller: asked on the removals that stand, and followed to what was told.
  const { json: sellers } = await send(server, '/v1/sellers', { person: holder });
  const sellerId = (sellers as { sellers: { sellerId: string }[] }).sellers[0]?.sellerId ?? '';
  const seller = await screenOf(holder, `/sellers/${sellerId}`);
  await press(seller, m.penalties_ask());
  await shows(seller, m.penalties_basis_repeat({ count: 2 }));
  expect(await violationsOf(seller)).toEqual([]);
  await inDialog(seller, m.penalties_send());
  await shows(seller, m.penalties_state_asked());
  await press(seller, m.penalties_note_granted());
  await seller.locator(`dialog ::-p-aria(${m.sellers_penalty_source()})`).fill('Desk, by mail');
  await inDialog(seller, m.sellers_penalty_save());
  await shows(seller, m.penalties_state_granted());
  expect(await violationsOf(seller)).toEqual([]);
  await seller.close();

  const staff = await screenOf(first, '/reports');
  await shows(staff, m.figures_filers());
  await foldsItsMenu(staff);
  await shows(staff, shop.name);
  expect(await violationsOf(staff)).toEqual([]);
  const own = await screenOf(first, `/reports/of/${holder.organisationId}`);
  await shows(own, m.figures_all());
  await shows(own, '66.66%');

  const published = await screenOf(first, '/reports/published');
  const year = String(Number(day.slice(0, 4)) - 1);
  await shows(published, m.figures_publications_none());
  await press(published, m.figures_prepare_report({ year }));
  await shows(published, m.retention_state_proposed());
  await press(published, m.figures_prepare_research());
  await shows(
    published,
    m.figures_check_nothing({ claims: '0', rows: '5', participants: '3', outcomes: '2' }),
  );
  expect(await violationsOf(published)).toEqual([]);
  const other = await screenOf(second, '/reports/published');
  for (let count = 2; count > 0; count -= 1) {
    await expect.poll(() => other.$$eval('.button-main', (all) => all.length), SOON).toBe(count);
    await press(other, m.figures_release());
  }
  await expect.poll(() => other.$$eval('.button-main', (all) => all.length), SOON).toBe(0);
  const archive = await textsOf(await fileOf(other, second, m.figures_download_zip()));
  expect([...archive.keys()]).toEqual(['claims.csv', 'README.txt', 'check.json']);
  for (const language of ['en', 'zh-CN'] as const) {
    await other.goto(`${server.url}/program/reports/${year}?lang=${language}`, { waitUntil: 'load' });
    await shows(other, m.figures_public_title({ year }, { locale: language }));
    expect(await violationsOf(other)).toEqual([]);
  }
});
