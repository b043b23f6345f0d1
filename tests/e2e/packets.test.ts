import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deskPackets, packetCandidates } from '@marketsafe/contract';
import { m, marketplaceName } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { CHROME_BUILD, CONSOLE_BUILD } from '../../scripts/support/paths.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { until } from '../../scripts/support/until.ts';
import { startTestServer, type TestServer } from '../server/support.ts';
import { violationsOf } from './support/axe.ts';
import { demoPerson } from './support/demo-person.ts';

let server: TestServer;
let chromium: Chromium;

beforeAll(async () => {
  // The first hundred are in review, asked about and approved.
  server = await startTestServer({ consoleFolder: CONSOLE_BUILD, seedDemo: true, demoClaims: 100 });
  chromium = await Chromium.launch({ extensionDir: CHROME_BUILD });
  await until('the demo program to be filled', filled, 240_000);
}, 300_000);
afterAll(async () => {
  await chromium?.close();
  await server?.close();
});

async function filled(): Promise<boolean> {
  const text = await readFile(join(server.dataFolder, 'demo-claims.json'), 'utf8').catch(() => '{}');
  return (JSON.parse(text) as { done?: boolean }).done === true;
}

const heading = (page: Page, text: string) => page.locator(`::-p-aria(${text}[role="heading"])`).wait();
const shows = (page: Page, text: string) => page.locator(`::-p-text(${text})`).wait();

const at = (email: string, path: string, title: string) => demoPerson(chromium, server, email, path, title);

/** What a route answers to whoever is signed in on a page. */
const ask = (page: Page, path: string): Promise<unknown> =>
  page.evaluate(async (from) => (await fetch(from)).json(), path);

it('an approved claim is built by one person, released by another, and read by the marketplace’s people', async () => {
  const analyst = await at('analyst@demo.example', '/packets', m.packets_title());
  const { groups } = packetCandidates.parse(await ask(analyst, '/v1/packets/candidates'));
  expect(groups.length).toBeGreaterThan(0);
  expect(await violationsOf(analyst)).toEqual([]);
  await analyst.keyboard.press('j');
  await analyst.keyboard.press('b');
  const link = await analyst.waitForSelector('[role="status"] a[href^="/packets/"]');
  const path = (await link?.evaluate((one) => one.getAttribute('href'))) ?? '';
  await link?.click();
  // Who built it does not release it.
  await shows(analyst, m.packets_own());
  expect(await violationsOf(analyst)).toEqual([]);

  // Not the list's title, which the screen shows only while the packet is on its way.
  const title = await analyst.$eval('h1', (one) => one.textContent);
  const lead = await at('lead@demo.example', path, title);
  await shows(lead, m.packets_goes());
  await lead.keyboard.press('r');
  await shows(lead, m.packets_release_desk_help());
  expect(await violationsOf(lead)).toEqual([]);
  await press(lead, m.packets_release_now());
  await until('the release', async () => (await lead.$('dialog[open]')) === null);

  const liaison = await at('liaison@demo.example', '/', m.packets_desk_title());
  const { packets } = deskPackets.parse(await ask(liaison, '/v1/desk/packets'));
  const packetId = path.split('/').at(-1) ?? '';
  const sent = packets.find((one) => one.packetId === packetId);
  expect(sent).toMatchObject({ state: 'sent', ...{ marketplace: groups[0]?.group.marketplace } });
  expect(await violationsOf(liaison)).toEqual([]);
  await liaison.goto(`${server.url}/desk/${packetId}`, { waitUntil: 'load' });
  await heading(liaison, m.packets_desk_one({ number: sent?.number ?? '' }));
  await shows(liaison, m.packets_head_statement());
  expect(await violationsOf(liaison)).toEqual([]);
  // Nothing else of the console is theirs.
  const entries = await liaison.$$eval('nav a', (links) => links.map((one) => one.getAttribute('href')));
  expect(entries).toEqual(['/desk', '/account']);
}, 120_000);

it('the program’s people see on which pages less is found, with claims to look at, and switch the reading off there', async () => {
  const analyst = await at('analyst@demo.example', '/marketplaces', m.console_nav_marketplaces());
  // The demo program's Taobao shows no prices any more.
  await shows(analyst, m.marketplaces_found_fewer({ count: 1 }));
  const name = marketplaceName('taobao');
  await analyst.locator(`::-p-aria(${m.marketplaces_found_title({ name })}[role="link"])`).click();
  await shows(analyst, m.marketplaces_found_fell_title({ name }));
  expect(await violationsOf(analyst)).toEqual([]);
  const claim = await analyst.$eval('.marketplaces-listed a', (one) => one.textContent);
  await press(analyst, m.marketplaces_switch_off_of({ name }));
  await analyst.keyboard.type('No price is found since the pages changed.');
  await press(analyst, m.marketplaces_switch_off());
  await shows(analyst, m.marketplaces_switch_on_of({ name }));
  await press(analyst, m.console_undo());
  await shows(analyst, m.marketplaces_switch_off_of({ name }));
  await analyst.locator(`::-p-aria(${claim}[role="link"])`).click();
  await heading(analyst, m.console_claim_title_number({ number: claim }));
}, 120_000);
