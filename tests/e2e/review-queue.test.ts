import { LANGUAGES, m, setLanguage } from '@marketsafe/words';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/support/until.ts';
import { makeCapture } from '../server/captures.ts';
import { freshItemId, makeClaim, postClaim, putCaptures, send } from '../server/support.ts';
import { violationsOf } from './support/axe.ts';
import { openReview, type ReviewPage } from './support/review-console.ts';
import { Stack } from './support/stack.ts';

const RIGHT = '5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e2d01';
/** More than the table draws at once, and more than one page of the queue. */
const CLAIMS = 60;

let stack: Stack;
let ana: ReviewPage;
beforeAll(async () => {
  stack = await Stack.start();
  const test = { url: stack.server.url } as never;
  const answer = await send(test, '/api/auth/sign-in/email', {
    method: 'POST',
    headers: { origin: stack.server.url, 'content-type': 'application/json' },
    body: JSON.stringify({ email: stack.server.demo?.email, password: stack.server.demo?.password }),
  });
  const { token, user } = answer.json as { token: string; user: { id: string } };
  const person = { token, userId: user.id, organisationId: 'demo' };
  for (let index = 0; index < CLAIMS; index += 1) {
    const itemId = freshItemId();
    const captures = [makeCapture(itemId)];
    await putCaptures(test, person, captures);
    const { status } = await postClaim(test, person, makeClaim(RIGHT, itemId, captures));
    if (status !== 201) throw new Error(`claim answered ${status}`);
  }
  ana = await openReview(stack, 'analyst@demo.example');
});
afterEach(() => setLanguage('en'));
afterAll(() => stack?.close());

const heading = () => ana.page.$eval('h1', (title) => title.textContent ?? '');
const body = () => ana.page.evaluate(() => document.body.textContent ?? '');

describe('the review’s queue', () => {
  it('draws only the rows in sight, and reads on when more are asked for', async () => {
    await ana.page.locator('::-p-text(MS-)').wait();
    const { page } = ana;
    const rowCount = () =>
      page.$eval('.queue-table table', (table) => Number(table.getAttribute('aria-rowcount')));
    await until('a page of the queue', async () => (await rowCount()) === 51);
    expect(await page.$$eval('.queue-body tr', (found) => found.length)).toBeLessThan(30);
    await page.locator(`::-p-aria(${m.triage_more()}[role="button"])`).click();
    await until('all of the queue', async () => (await rowCount()) === CLAIMS + 1);
  });

  it('leads from claim to claim with one key each, and what is read ahead stands there at once', async () => {
    const { page } = ana;
    await page.goto(`${stack.server.url}/review`, { waitUntil: 'load' });
    await page.locator('::-p-text(MS-)').wait();
    await page.keyboard.press('Enter');
    await until('a claim', async () => (await heading()).includes('MS-'));
    const seen = [await heading()];
    const took: number[] = [];
    let keys = 0;
    for (const pressed of [['a'], ['a'], ['d', '1'], ['a'], ['q', '6'], ['n'], ['a']]) {
      const before = await heading();
      const started = performance.now();
      for (const key of pressed) {
        await page.keyboard.press(key as 'a');
        keys += 1;
        if (key === 'd' || key === 'q') await page.waitForSelector('dialog[open] input[type="radio"]');
      }
      await until('the next claim', async () => {
        const now = await heading();
        return now !== before && now.includes('MS-');
      });
      took.push(Math.round(performance.now() - started));
      seen.push(await heading());
    }
    expect(new Set(seen).size).toBe(8);
    expect(keys).toBe(9);
    console.log(`keys: ${keys} for 7 claims; ms to the next claim: ${took.join(', ')}`);
    // What was decided is not in the queue any more; the one that was passed by is.
    await page.keyboard.press('Escape');
    await until('the queue', async () => (await heading()) === m.triage_title());
    await until('what is left', async () => (await body()).includes(`(${CLAIMS - 6})`));
  });

  it('decides about several at once, and says of each what came of it', async () => {
    const { page } = ana;
    await page.goto(`${stack.server.url}/review`, { waitUntil: 'load' });
    await page.locator('::-p-text(MS-)').wait();
    for (const key of ['j', 'x', 'j', 'x', 'j', 'x'] as const) await page.keyboard.press(key);
    await page.locator(`::-p-text(${m.triage_chosen({ count: 3 })})`).wait();
    await page.locator(`::-p-aria(${m.triage_approve()}[role="button"])`).click();
    await page.locator(`::-p-text(${m.triage_bulk_done({ count: 3 })})`).wait();
  });

  it.each(LANGUAGES)(
    'and a claim in it are free of what axe finds, in %s, light and dark',
    async (language) => {
      setLanguage(language);
      const { page } = ana;
      await page.evaluate((choice) => {
        const chosen = { choice, chosenAt: new Date().toISOString() };
        localStorage.setItem('marketsafe-language', JSON.stringify(chosen));
      }, language);
      for (const scheme of ['light', 'dark']) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await page.goto(`${stack.server.url}/review`, { waitUntil: 'load' });
        await page.locator('::-p-text(MS-)').wait();
        await until('the language', async () => (await heading()) === m.triage_title());
        await page.keyboard.press('j');
        expect(await violationsOf(page)).toEqual([]);
        await page.keyboard.press('Enter');
        await page.waitForSelector('.review-columns');
        expect(await violationsOf(page)).toEqual([]);
        await page.keyboard.press('d');
        await page.waitForSelector('dialog[open] input[type="radio"]');
        expect(await violationsOf(page)).toEqual([]);
      }
      await page.emulateMediaFeatures([]);
    },
  );
});
