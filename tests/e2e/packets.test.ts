import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  deskPackets,
  packetCandidates,
  packetDetail,
  packetsBuilt,
  reviewDetail,
} from '@marketsafe/contract';
import { m, marketplaceName } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { CHROME_BUILD, CONSOLE_BUILD } from '../../scripts/support/paths.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { until } from '../../scripts/support/until.ts';
import { post } from '../server/sent-packets.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  addProgram,
  type Person,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
} from '../server/support.ts';
import { violationsOf } from './support/axe.ts';
import { demoPerson } from './support/demo-person.ts';
import { personPage } from './support/person-page.ts';

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
  await analyst.locator('[role="status"] a[href^="/packets/"]').click();
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

/** The console as a person of the tests has it. */
async function consoleOf(person: Person, path: string, width = 1366): Promise<Page> {
  const page = await personPage(chromium, person, width);
  await page.goto(server.url + path, { waitUntil: 'load' });
  return page;
}

/** Goes on by Tab to what has this name, and presses Enter there. */
async function enterAt(page: Page, name: string): Promise<void> {
  for (let tabs = 0; tabs < 30; tabs += 1) {
    const at = await page.evaluate(() => document.activeElement?.textContent?.trim());
    if (at === name) return page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${name}`);
}

it('a packet is split before it goes and taken back after, by keys alone, and the marketplace’s people see what is left', async () => {
  const holder = await addInvestigator(server);
  const { analyst, lead } = await addProgram(server);
  const liaison = await addPerson(server, await addOrganisation(server, 'Another desk'), ['liaison']);
  await server.owner.query('insert into app.desks values ($1, $2)', [liaison.organisationId, 'aliexpress']);
  for (let count = 0; count < 3; count += 1) {
    const { claimId, ...claim } = await preparedClaim(server, holder);
    expect((await postClaim(server, holder, { claimId, ...claim })).status).toBe(201);
    const { json } = await send(server, `/v1/review/claims/${claimId}`, { person: analyst });
    const { standing } = reviewDetail.parse(json);
    const decision = { claimId, seen: standing.sequence, decision: { kind: 'approve' } };
    await post(server, analyst, '/v1/review/decisions', { decisions: [decision] });
  }
  const { groups } = packetCandidates.parse(
    (await send(server, '/v1/packets/candidates', { person: analyst })).json,
  );
  const group = groups.find((one) => one.group.rightId === holder.rightId)?.group;
  const built = packetsBuilt.parse(
    (await post(server, analyst, '/v1/packets', { group, expedited: null })).json,
  );
  const packetId = built.packets[0]?.packetId ?? '';
  const detail = async () =>
    packetDetail.parse((await send(server, `/v1/packets/${packetId}`, { person: lead })).json);
  const { packet } = await detail();

  const builder = await consoleOf(analyst, `/packets/${packetId}`);
  await heading(builder, m.packets_title_one({ number: packet.number }));
  await shows(builder, m.packets_link_number({ number: 3 }));
  // Nothing is chosen yet, nor has it gone out: neither key asks anything.
  await builder.keyboard.press('s');
  await builder.keyboard.press('w');
  for (const key of ['j', 'j', 'x'] as const) await builder.keyboard.press(key);
  await shows(builder, m.packets_chosen({ count: 1 }));
  expect(await builder.$('dialog[open]')).toBeNull();
  await builder.keyboard.press('s');
  await shows(builder, m.packets_split_help());
  expect(await violationsOf(builder)).toEqual([]);
  await builder.keyboard.press('Escape');
  await builder.waitForSelector('dialog[open]', { hidden: true });
  await builder.keyboard.press('s');
  await builder.locator('dialog[open]').wait();
  await enterAt(builder, m.packets_split_now());
  await builder.waitForSelector('dialog[open]', { hidden: true });
  await shows(builder, m.packets_links_count({ count: 2 }));
  expect((await detail()).disclosed.links).toHaveLength(2);

  const { contentSha256: seen } = await detail();
  expect(
    (await post(server, lead, `/v1/packets/${packetId}/release`, { seen, channel: 'desk' })).status,
  ).toBe(200);
  const sender = await consoleOf(lead, `/packets/${packetId}`, 400);
  await heading(sender, m.packets_title_one({ number: packet.number }));
  await shows(sender, m.packets_link_number({ number: 2 }));
  for (const key of ['j', 'x', 'w'] as const) await sender.keyboard.press(key);
  await shows(sender, m.packets_withdraw_title({ number: packet.number }));
  expect(await violationsOf(sender)).toEqual([]);
  expect(await sender.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
  // Without a reason nothing is taken back.
  await enterAt(sender, m.packets_withdraw_now());
  await shows(sender, m.rights_retire_wrong());
  await sender.focus('dialog textarea');
  await sender.keyboard.type('The seller is a dealer after all.');
  await enterAt(sender, m.packets_withdraw_now());
  await sender.waitForSelector('dialog[open]', { hidden: true });
  await shows(sender, m.packets_withdraw_done());
  await shows(sender, m.packets_link_withdrawn());
  expect((await detail()).withdrawn).toEqual([0]);

  const desk = await consoleOf(liaison, `/desk/${packetId}`);
  await heading(desk, m.packets_desk_one({ number: packet.number }));
  await shows(desk, m.packets_link_withdrawn());
  // Why is the program's own.
  expect(await desk.evaluate(() => document.body.textContent)).not.toContain('dealer after all');
  expect(await violationsOf(desk)).toEqual([]);
}, 120_000);
