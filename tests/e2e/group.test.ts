import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { m } from '@marketsafe/words';
import type { ElementHandle, Page } from 'puppeteer-core';
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
  server = await startTestServer({ consoleFolder: CONSOLE_BUILD, seedDemo: true, demoClaims: 4 });
  const isFilled = async () =>
    (await readFile(join(server.dataFolder, 'demo-claims.json'), 'utf8').catch(() => '')).includes(
      '"done":true',
    );
  await until('the demo program to be filled', isFilled, 240_000);
  chromium = await Chromium.launch({ extensionDir: CHROME_BUILD });
}, 300_000);
afterAll(async () => {
  await chromium?.close();
  await server?.close();
});

const shows = (page: Page, text: string) => page.locator(`::-p-text(${text})`).wait();
const field = (page: Page, name: string) => page.locator(`::-p-aria(${name}[role="textbox"])`);

it('a member opens a topic with a poll, another answers and raises it, staff put it to the marketplace, all by the screens', async () => {
  const at = (email: string) => demoPerson(chromium, server, email, '/group', m.group_title());
  const manager = await at('manager@demo.example');
  await shows(manager, m.group_search());
  expect(await violationsOf(manager)).toEqual([]);
  await manager.keyboard.press('n');
  // Nothing is there yet: each field says what it lacks, and what was typed stays.
  await field(manager, m.group_field_title()).fill('Links that end');
  await manager.locator(`::-p-aria(${m.group_poll_add()}[role="checkbox"])`).click();
  expect(await violationsOf(manager)).toEqual([]);
  await manager.locator('dialog [type="submit"]').click();
  await shows(manager, m.group_poll_options_wrong());
  await field(manager, m.group_field_text()).fill('Links in the complaint form end after a day.');
  await field(manager, m.group_poll_question()).fill('Do you see it, too?');
  await field(manager, m.group_poll_options()).fill('Yes\nNo');
  await manager.focus('dialog input[type="date"]');
  await manager.keyboard.type('01312099');
  await manager.locator('dialog [type="submit"]').click();
  await shows(manager, m.group_poll_card());
  await shows(manager, m.group_dialogue_none());
  expect(await violationsOf(manager)).toEqual([]);
  await manager.locator('::-p-aria(Yes[role="radio"])').click();
  await press(manager, m.group_poll_vote());
  await shows(manager, m.group_poll_voted());
  const { pathname } = new URL(manager.url());

  const signatory = await at('manager@borealis.demo.example');
  await signatory.locator('::-p-aria(Links that end[role="link"])').click();
  await field(signatory, m.group_field_text()).fill('With us, too.');
  await press(signatory, m.group_send());
  await shows(signatory, 'With us, too.');
  await press(signatory, m.group_dialogue_raise());
  await field(signatory, m.group_dialogue_text_raised()).fill('Let them last for a week.');
  await press(signatory, m.group_dialogue_record());
  await shows(signatory, m.group_dialogue_age({ count: 0 }));

  const analyst = await at('analyst@demo.example');
  await analyst.goto(server.url + pathname, { waitUntil: 'load' });
  await press(analyst, m.group_dialogue_next());
  await analyst.locator(`::-p-aria(${m.group_dialogue_next()}[role="combobox"])`).fill('put');
  await field(analyst, m.group_dialogue_text_put()).fill('Asked by mail on 30 November.');
  await press(analyst, m.group_dialogue_record());
  await shows(analyst, 'Asked by mail on 30 November.');
  await press(analyst, m.group_library_add());
  await shows(analyst, m.group_library_remove());

  // Whoever wrote it takes it back; everybody sees that something stood there.
  await signatory.goto(server.url + pathname, { waitUntil: 'load' });
  await signatory.locator(`::-p-text(${m.group_take_back()})`).click();
  await shows(signatory, m.group_taken_back());
  await manager.goto(`${server.url}/group?step=put`, { waitUntil: 'load' });
  await shows(manager, 'Links that end');
  expect(await violationsOf(manager)).toEqual([]);

  const investigator = await at('investigator@demo.example');
  await shows(investigator, m.group_only_keepers());
}, 180_000);

it('a member reads the signals, puts an item on the agenda, and shares a file that another saves; staff write what came of the item', async () => {
  const at = (email: string) => demoPerson(chromium, server, email, '/group', m.group_title());
  const manager = await at('manager@demo.example');
  await manager.locator(`::-p-aria(${m.group_signals()}[role="link"])`).click();
  await shows(manager, m.group_signals_terms());
  await shows(manager, m.group_signals_at_least({ count: '40' }));
  await shows(manager, m.group_signals_demo());
  expect(await violationsOf(manager)).toEqual([]);
  await manager.locator(`::-p-aria(${m.group_back()}[role="link"])`).click();
  await manager.locator('::-p-aria(Meeting of the working group[role="link"])').click();
  await press(manager, m.group_agenda_add());
  await shows(manager, m.group_field_title_wrong());
  await field(manager, m.group_agenda_item()).fill('Links end after a day');
  await press(manager, m.group_agenda_add());
  await manager.locator('li ::-p-text(Links end after a day)').wait();
  const folder = await mkdtemp(join(tmpdir(), 'marketsafe-group-'));
  const paper = join(folder, 'paper.pdf');
  await writeFile(paper, '%PDF-1.4\n% of the test\n');
  const input = await manager.locator('input[type="file"]').waitHandle();
  await (input as ElementHandle<HTMLInputElement>).uploadFile(paper);
  await shows(manager, 'paper.pdf');
  await field(manager, m.group_field_text()).fill('What we would say about it.');
  await press(manager, m.group_send());
  await manager.locator('a[download="paper.pdf"]').wait();
  expect(await violationsOf(manager)).toEqual([]);
  const { pathname } = new URL(manager.url());

  const analyst = await at('analyst@demo.example');
  await analyst.goto(server.url + pathname, { waitUntil: 'load' });
  const saved = await analyst.locator('a[download="paper.pdf"]').waitHandle();
  const got = await analyst.evaluate(async (link) => {
    const answer = await fetch(link.href);
    return [answer.headers.get('content-disposition')?.split(';')[0], await answer.text()];
  }, saved);
  expect(got).toEqual(['attachment', '%PDF-1.4\n% of the test\n']);
  await press(analyst, m.group_agenda_minutes_of({ item: 'Links end after a day' }));
  await field(analyst, m.group_agenda_outcome({ item: 'Links end after a day' })).fill('To be put to them.');
  await analyst.locator(`::-p-aria(${m.group_minutes_write()}[role="button"])`).click();
  await shows(analyst, 'To be put to them.');
  expect(await violationsOf(analyst)).toEqual([]);
  await rm(folder, { recursive: true, force: true });
}, 180_000);

it('a member mentions an organisation by keys alone and by plain text, who is mentioned sees it at the bell, and it stands as a mention', async () => {
  const at = (email: string) => demoPerson(chromium, server, email, '/group', m.group_title());
  const manager = await at('manager@demo.example');
  await manager.locator('::-p-aria(Photograph the sole, not the box[role="link"])').click();
  const text = () => field(manager, m.group_field_text());
  await text().fill('Well put, ');
  await manager.keyboard.type('@');
  const offered = () => manager.$$eval('[role="option"]', (all) => all.map((one) => one.textContent));
  await until('names to be offered', async () => (await offered()).length > 2);
  expect(await violationsOf(manager)).toEqual([]);
  // Escape closes the list and nothing else; the arrows and Enter choose, and the caret goes on behind the name.
  await manager.keyboard.press('Escape');
  await until('the list to be closed', async () => (await offered()).length === 0);
  await manager.keyboard.press('Backspace');
  await manager.keyboard.type('@bor');
  await until('one name to be left', async () => (await offered()).length === 1);
  const [name = ''] = await offered();
  await manager.keyboard.press('ArrowDown');
  await manager.keyboard.press('Enter');
  await manager.keyboard.type('and @nobody.');
  await shows(manager, m.group_mention_told({ list: name }));
  await shows(manager, m.group_mention_nobody({ list: 'nobody' }));
  expect(await violationsOf(manager)).toEqual([]);
  await press(manager, m.group_send());
  await manager.locator(`.group-mention ::-p-text(@${name})`).wait();
  await shows(manager, 'and @nobody.');

  const mentioned = await at('manager@borealis.demo.example');
  await mentioned.locator(`::-p-aria(${m.news_title()}[role="link"])`).wait();
  await mentioned.locator(`header ::-p-text(${m.news_unseen({ count: '2' })})`).click();
  await shows(mentioned, m.news_mentions_about());
  expect(await violationsOf(mentioned)).toEqual([]);
  await until('what was seen to be no news', () =>
    mentioned.evaluate(
      (unseen) => !document.querySelector('header')?.textContent.includes(unseen),
      m.news_unseen({ count: '2' }),
    ),
  );
  await mentioned.locator('table ::-p-aria(Photograph the sole, not the box[role="link"])').click();
  await mentioned.locator(`.group-mention.me ::-p-text(@${name})`).wait();
  expect(await violationsOf(mentioned)).toEqual([]);

  // The name written out is enough; the program's people have a bell, too.
  const analyst = await at('analyst@demo.example');
  await analyst.goto(mentioned.url(), { waitUntil: 'load' });
  await field(analyst, m.group_field_text()).fill(`Thanks, @${name.toUpperCase()}`);
  await shows(analyst, m.group_mention_told({ list: name }));
  await press(analyst, m.group_send());
  await analyst.locator('li:last-of-type .group-mention').wait();
  await analyst.locator(`header ::-p-text(${m.news_title()})`).click();
  await shows(analyst, m.news_mentions_none());
  expect(await violationsOf(analyst)).toEqual([]);
}, 180_000);
