import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { leavingExport } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { CHROME_BUILD, CONSOLE_BUILD, ROOT } from '../../scripts/support/paths.ts';
import { press } from '../../scripts/support/sign-in.ts';
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
let folder: string;
beforeAll(async () => {
  server = await startTestServer({ consoleFolder: CONSOLE_BUILD });
  chromium = await Chromium.launch({ extensionDir: CHROME_BUILD });
  folder = await mkdtemp(join(tmpdir(), 'marketsafe-standing-'));
});
afterAll(async () => {
  await chromium?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true });
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

it('a participant reads its standing and what pending claims would do, leaves by two people’s word, takes everything along, and its account is read-only', async () => {
  const holder = await addInvestigator(server);
  const manager = await addPerson(server, holder.organisationId, ['manager']);
  const program = await addOrganisation(server, 'Program');
  const first = await addPerson(server, program, ['analyst']);
  const second = await addPerson(server, program, ['analyst']);
  const liaison = await addPerson(server, await addOrganisation(server, 'Desk'), ['liaison']);
  await server.owner.query('insert into app.desks values ($1, $2)', [liaison.organisationId, 'aliexpress']);

  const empty = await screenOf(manager, '/standing');
  await shows(empty, m.goodfaith_empty());
  expect(await violationsOf(empty)).toEqual([]);

  const sent = await sendClaims(server, holder, [first, second], 3);
  await post(server, liaison, `/v1/desk/packets/${sent[0]?.packetId}/answers`, {
    answers: [
      { position: sent[0]?.position, said: { outcome: 'removed', cause: null, words: '' } },
      { position: sent[1]?.position, said: { outcome: 'refused', cause: 'grey-market', words: '' } },
    ],
  });
  await expect
    .poll(async () => {
      const { json } = await send(server, '/v1/standing', { person: manager });
      return (json as { overall: { now: { links: object } } }).overall.now.links;
    }, SOON)
    .toMatchObject({ removed: 1, refused: 1 });

  const page = await screenOf(manager, '/standing');
  const refusedStyles: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refusedStyles.push(message.text());
  });
  await page.reload({ waitUntil: 'load' });
  await shows(page, m.goodfaith_verdict_short());
  await page.waitForSelector('.chart svg.recharts-surface');
  expect(await violationsOf(page)).toEqual([]);
  expect(refusedStyles).toEqual([]);
  // Of the one complaint not most links were taken down, which is the worse of the two.
  const figure = () => page.$eval('.standing-meter .standing-figure strong', (strong) => strong.textContent);
  const meter = () => page.$eval('.standing-meter', (one) => one.textContent);
  expect(await figure()).toBe('0%');
  expect(await meter()).toContain('50%');
  await page.locator(`main label.check::-p-text(${m.goodfaith_whatif()})`).click();
  await shows(page, m.goodfaith_whatif_on());
  expect(await meter()).toContain('33.33%');
  // By keyboard: the chart says each week, and the cause leads to the claims.
  await page.$eval('.chart svg.recharts-surface', (svg) => (svg as SVGElement).focus());
  await page.keyboard.press('ArrowRight');
  await page.waitForSelector('.recharts-tooltip-wrapper');
  await page.setViewport({ width: 400, height: 800 });
  // The chart is drawn anew for its room.
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), SOON)
    .toBeLessThanOrEqual(400);
  await page.setViewport({ width: 1280, height: 900 });

  await press(page, m.goodfaith_ask());
  await shows(page, m.goodfaith_ask_help());
  expect(await violationsOf(page)).toEqual([]);
  await inDialog(page, m.goodfaith_ask_send());
  await shows(page, m.goodfaith_state_asked());

  const list = await screenOf(first, '/standing');
  await shows(list, m.goodfaith_list_short());
  expect(await violationsOf(list)).toEqual([]);
  const [one, other] = [
    await screenOf(first, `/standing/${holder.organisationId}`),
    await screenOf(second, `/standing/${holder.organisationId}`),
  ];
  await press(one, m.goodfaith_approve());
  await shows(one, m.goodfaith_state_seconded());
  await other.reload({ waitUntil: 'load' });
  await press(other, m.goodfaith_approve());
  await shows(other, m.goodfaith_state_left());

  await page.reload({ waitUntil: 'load' });
  await shows(page, m.goodfaith_left_notice());
  await press(page, m.goodfaith_export_start());
  await shows(page, m.goodfaith_export_download());
  expect(await violationsOf(page)).toEqual([]);
  const made = leavingExport.parse(
    (await send(server, '/v1/leaving-export', { person: manager })).json,
  ).export;
  const href = await page.$eval(`::-p-aria(${m.goodfaith_export_download()}[role="link"])`, (link) =>
    link.getAttribute('href'),
  );
  expect(href).toBe(`/v1/leaving-export/${made?.exportId}`);
  const file = join(folder, made?.file?.name ?? 'export.zip');
  await writeFile(file, (await send(server, href ?? '', { person: manager })).bytes);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['scripts/run.mjs', 'scripts/verify.ts', file],
    {
      cwd: ROOT,
    },
  );
  expect(stdout).toContain(m.packages_leaving_index_fine({ count: 3 }));

  const refused = await post(server, manager, '/v1/graduations', {
    ...{ graduationId: randomUUID(), organisationId: holder.organisationId, text: '' },
  });
  expect(refused.json).toMatchObject({ code: 'organisation-left' });
  await page.goto(`${server.url}/claims`, { waitUntil: 'load' });
  await shows(page, sent[0]?.number ?? '');
});
