import { randomUUID } from 'node:crypto';
import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConsole } from '../../scripts/support/console-session.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { until } from '../../scripts/support/until.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { entryOf } from './support/desk.ts';
import { Stack } from './support/stack.ts';

/** A side panel beside a page on a small screen. */
const PANEL = { width: 360, height: 700 };

/** In how many days the rights expire that are told of at 7, 30 and 90 days. */
const EXPIRING = [6, 29, 89];

let stack: Stack;
let control: Page;
let panel: Page;
let draftId: string;

beforeAll(async () => {
  stack = await Stack.start();
  await registerExpiring();
  control = await stack.control();
  await stack.connect(control);
  await captureFromToolbar(stack, await openListing(stack, control, PRACTICE.aliexpress));
  ({ draftId } = await draftOf(control, '1005006000000001'));
  panel = await stack.chromium.extensionPage(`sidepanel.html?draft=${draftId}`);
  await panel.setViewport(PANEL);
  await panel.reload();
});
afterAll(() => stack?.close());

async function registerExpiring(): Promise<void> {
  const { server } = stack;
  if (!server.demo) throw new Error('the demo program is missing');
  const credentials = { ...server.demo, email: 'manager@demo.example' };
  const manager = await openConsole({ url: server.url, credentials });
  for (const days of EXPIRING) {
    await manager.ask('/v1/vault/rights', {
      ...{ rightId: randomUUID(), type: 'trademark', brand: 'Aurora', mark: `AURORA ${days} days` },
      ...{ markKind: 'word', place: 'CN', number: `8${days}00112`, owner: 'Aurora Outdoor Ltd. (demo)' },
      ...{ niceClasses: [25], filedOn: null, registeredOn: null, renewedOn: null, note: '' },
      expiresOn: new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
    });
  }
}

/** What one decides on. */
const VIEW = [
  ...['.picture-small img', '.desk-facts', '#draft-right', '#draft-reason', '#draft-explanation-en'],
  ...['#draft-explanation-zh', '.readiness-item', '#draft-finish'],
];

const focused = () => panel.evaluate(() => document.activeElement?.id);

/** Which of these cannot be seen whole without scrolling. */
const outOfView = (selectors: readonly string[]) =>
  panel.evaluate(
    (wanted) =>
      wanted.filter((selector) => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return !box || box.height === 0 || box.top < 0 || box.bottom > innerHeight || box.right > innerWidth;
      }),
    selectors,
  );

async function alt(number: number): Promise<void> {
  await panel.keyboard.down('Alt');
  await panel.keyboard.press(`Digit${number}` as 'Digit1');
  await panel.keyboard.up('Alt');
}

describe('a draft in the side panel', () => {
  it('begins in the first open field, and shows what one decides on in one view', async () => {
    await until('the focus in the right', async () => (await focused()) === 'draft-right');
    await panel.waitForSelector('.picture-small img');
    expect(await outOfView(VIEW)).toEqual([]);
    expect(await panel.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  it('is filled in and finished by keys alone', async () => {
    await panel.keyboard.type('AURORA · Trade');
    await alt(2);
    expect(await focused()).toBe('draft-reason');
    await panel.keyboard.press('ArrowDown');
    await until('the reason’s own field', () => panel.$('#draft-field-ownerStatement'));
    await panel.keyboard.press('Tab');
    await panel.keyboard.press('Enter');
    await until('the standing statement', () =>
      panel.$eval('#draft-explanation-zh', (field) => (field as HTMLTextAreaElement).value !== ''),
    );
    await panel.$eval('.desk-body', (body) => body.scrollTo(0, 0));
    expect(await outOfView(VIEW)).toEqual([]);
    await panel.keyboard.down('Control');
    await panel.keyboard.press('Enter');
    await panel.keyboard.up('Control');
    // Not ready: the key leads to what is missing, and says there what it is.
    await until(
      'the focus in the first open field',
      async () => (await focused()) === 'draft-field-ownerStatement',
    );
    expect(await panel.$('.field-problem[role="alert"]')).not.toBeNull();
    await panel.keyboard.type('Aurora has never made this model.');
    for (const name of ['goodFaith', 'accurate', 'authorised']) {
      await alt(6);
      expect(await focused()).toBe(`draft-declaration-${name}`);
      await panel.keyboard.press('Space');
      await until(`“${name}” to be declared`, () =>
        panel.$eval(`#draft-declaration-${name}`, (box) => (box as HTMLInputElement).checked),
      );
    }
    await panel.keyboard.down('Control');
    await panel.keyboard.press('Enter');
    await panel.keyboard.up('Control');
    await until('the report to be queued', () => entryOf(control, draftId));
    await until('the focus on the report', async () => (await focused()) === 'report-title');
  });
});

describe('what is typed', () => {
  it('is there after the browser was killed in the middle of it, up to the last letter that was seen as saved', async () => {
    await captureFromToolbar(stack, await openListing(stack, control, PRACTICE.alibaba1688));
    const draft = await draftOf(control, '700000000001');
    const desk = await stack.chromium.extensionPage(`sidepanel.html?draft=${draft.draftId}`);
    await (await desk.waitForSelector('#draft-explanation-en'))?.type('The mark stands on the collar');
    await desk.waitForSelector('::-p-text(Saved)');
    stack.chromium = await stack.chromium.relaunch();
    control = await stack.control();
    expect((await draftOf(control, '700000000001')).explanation.en).toBe('The mark stands on the collar');
  });
});

describe('a right that ends', () => {
  it('says of a right that it expires soon, in the list and beside the choice; not of one that has longer', async () => {
    const { draftId: other } = await draftOf(control, '700000000001');
    const desk = await stack.chromium.extensionPage(`sidepanel.html?draft=${other}`);
    await desk.waitForSelector('#draft-right option ::-p-text(AURORA TRAIL)');
    const named = (mark: string) =>
      desk.$$eval(
        '#draft-right option',
        (options, wanted) => options.find(({ text }) => text.includes(`AURORA ${wanted}`))?.value ?? '',
        mark,
      );
    for (const count of EXPIRING) {
      await desk.select('#draft-right', await named(`${count} days`));
      await desk.waitForSelector(`.right-standing ::-p-text(${m.rights_expires_soon({ count })})`);
      expect(
        await desk.$eval('#draft-right', (select) => (select as HTMLSelectElement).selectedOptions[0]?.text),
      ).toContain(m.rights_expires_soon({ count }));
    }
    await desk.select('#draft-right', await named('TRAIL'));
    await until('the badge to go', async () => (await desk.$$('.right-standing .badge')).length === 1);
  });
});
