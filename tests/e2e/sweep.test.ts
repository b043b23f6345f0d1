import { mkdir } from 'node:fs/promises';
import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, takeStatements } from '../../scripts/support/fill-claim.ts';
import { readButton } from '../../scripts/support/in-page-button.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { until } from '../../scripts/support/until.ts';
import { openListing } from './support/clicks.ts';
import { rows } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';
import { pressKey, shownTab } from './support/sweeps.ts';

let stack: Stack;
let control: Page;
let screen: Page;

const sweep = async () => (await rows(control, 'sweeps'))[0];
const states = async () =>
  Object.fromEntries(
    (await rows(control, 'sweepItems')).map(({ listingKey, state, code }) => [listingKey, code ?? state]),
  );
const done = (count: number) =>
  until(
    'the step to be done',
    async () => (await rows(control, 'sweepItems')).filter(({ state }) => state !== 'open').length === count,
  );

beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  await stack.connect(control);
  await stack.chromium.grantAllSites(control);
  screen = await stack.chromium.extensionPage('workspace.html#/sweeps');
});
afterAll(() => stack?.close());

describe('a sweep', () => {
  it('is begun with a list, and what is chosen once for all its reports', async () => {
    await screen.locator(`::-p-aria(${m.sweep_name()}[role="textbox"])`).fill('Aurora jackets');
    await press(screen, m.sweep_new());
    const list = [
      `${PRACTICE.aliexpressState}?spm=x`,
      PRACTICE.alibaba1688,
      PRACTICE.captcha,
      'https://www.example.com/no-marketplace',
      PRACTICE.aliexpressState,
      PRACTICE.tmall,
    ].join('\n');
    await paste(screen, `::-p-aria(${m.sweep_links()}[role="textbox"])`, list);
    await press(screen, m.sweep_links_add());
    await look(screen, 'sweep-new');
    const said = m.sweep_list_came({ added: 4, known: 0, doubles: 1, left: 1 });
    await until('the list to be taken in', () => screen.$(`::-p-text(${said})`));
    await choose(screen, m.desk_right(), /^AURORA · Trademark/);
    await choose(screen, m.desk_reason(), /^Unfair use of a trademark/);
    await takeStatements(screen);
    await paste(screen, '#draft-field-markStandsOut', 'In the title and on the first picture.');
    await screen.locator('#sweep-declare').click();
    await look(screen, 'sweep-declared');
    await until('the declarations to be recorded', async () => (await sweep())?.declared);
    await press(screen, m.sweep_start());
    await until('the sweep to run', async () => (await sweep())?.state === 'running');
    expect((await sweep())?.declared).toMatchObject({ sweep: 'Aurora jackets', texts: { goodFaith: 1 } });
  });

  it('captures with one key, lays on what was chosen, and goes to the next listing of the list', async () => {
    await openListing(stack, control, PRACTICE.aliexpress);
    await pressKey(stack, control, 'capture-listing');
    await done(1);
    const [draft] = await rows(control, 'drafts');
    expect(draft).toMatchObject({
      target: { itemId: '1005006000000001' },
      reason: 'unfair-trademark-use',
      declarations: { goodFaith: true, accurate: true, authorised: true },
      declaredIn: { sweep: 'Aurora jackets' },
    });
    expect(draft?.explanation.en.length).toBeGreaterThan(20);
    await until('the next listing', async () => /1005006000000002/.test((await shownTab(control)).url));
    const next = (await stack.chromium.browser.pages()).find((page) =>
      page.url().includes('1005006000000002'),
    );
    const debug = await next?.createCDPSession();
    if (!debug) throw new Error('the next listing has no page');
    await until('the next page to say what was done', async () => {
      const button = await readButton(debug);
      return (
        button?.text.includes('Captured: ') && button.text.includes(m.sweep_did_count({ done: 1, open: 4 }))
      );
    });
    await debug.detach();
    await until(
      'its draft to have been looked at twice',
      async () => (await rows(control, 'captures'))[0]?.viewer.regions,
    );
  });

  it('keeps a word on a listing with one key, and takes it back with another', async () => {
    await until('the listing to be loaded', async () => (await shownTab(control)).status === 'complete');
    await pressKey(stack, control, 'sweep-not-infringing');
    await done(2);
    await until('the next listing', async () => /detail\.1688/.test((await shownTab(control)).url));
    expect((await rows(control, 'marks'))[0]).toMatchObject({
      kind: 'not-infringing',
      listingKey: 'aliexpress:1005006000000002',
    });
    await pressKey(stack, control, 'sweep-undo');
    await done(1);
    expect(await rows(control, 'marks')).toEqual([]);
    await until('the listing to be in front again', async () =>
      /1005006000000002/.test((await shownTab(control)).url),
    );
    await pressKey(stack, control, 'sweep-watch');
    await done(2);
    await until('the next listing again', async () => /detail\.1688/.test((await shownTab(control)).url));
    await until('it to be loaded', async () => (await shownTab(control)).status === 'complete');
    await pressKey(stack, control, 'capture-listing');
    await done(3);
  });

  it('stops at a captcha and says so; gone on with, nothing of it is lost', async () => {
    await until('the captcha', async () => {
      const tab = await shownTab(control);
      return /1005006000000005/.test(tab.url) && tab.status === 'complete';
    });
    await pressKey(stack, control, 'capture-listing');
    await until('the sweep to stop', async () => (await sweep())?.stopped?.code === 'wall');
    expect((await rows(control, 'drafts')).length).toBe(2);
    const panel = await stack.chromium.extensionPage('sidepanel.html');
    await until('the panel to say why', () => panel.$(`::-p-text(${m.sweep_stop_wall()})`));
    await look(panel, 'sweep-stopped');
    await press(panel, m.sweep_go_on());
    await until('the sweep to run', async () => (await sweep())?.state === 'running');
    await panel.close();
    expect(await states()).toEqual({
      'aliexpress:1005006000000001': 'captured',
      'aliexpress:1005006000000002': 'watch',
      '1688:700000000001': 'captured',
      'aliexpress:1005006000000005': 'open',
      'tmall:720000000001': 'open',
    });
  });

  it('is there as it was after the browser has died, and goes on', async () => {
    await stack.chromium.killWorker();
    const page = await openListing(stack, control, PRACTICE.tmall);
    await page.bringToFront();
    await pressKey(stack, control, 'capture-listing');
    await until('the capture', async () => (await states())['tmall:720000000001'] === 'captured');
    await screen.bringToFront();
    await look(screen, 'sweep');
  });
});

/** Writes into a field at once, as from the clipboard. */
async function paste(page: Page, selector: string, text: string): Promise<void> {
  const field = await page.locator(selector).waitHandle();
  await field.focus();
  await page.keyboard.sendCharacter(text);
}

/** Leaves a picture where somebody asked for them. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.SWEEP_PICTURES;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` as `${string}.png`, fullPage: true });
}
