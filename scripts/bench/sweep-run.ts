import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { Chromium } from '../support/chromium.ts';
import { CHROME_BUILD, ROOT } from '../support/paths.ts';
import { type PracticeSite, startPracticeSite } from '../support/practice-site.ts';
import { until } from '../support/until.ts';
import { bundle } from './bundle.ts';

/** What a sweep of practice listings gave. Times in milliseconds. */
export interface SweepRun {
  listings: number;
  /** Keys pressed for captures and for finishing. */
  inputs: number;
  /** Reports that were finished. */
  claims: number;
  /** From each key until the tab of the next listing is in front: what the product makes its person wait. */
  moves: number[];
  /** From then until that page has loaded, which is its own; less where it was opened ahead. */
  loads: number[];
  /** From the key that finishes all until the last is queued. */
  finishMs: number;
  /** From the first key until all were finished. */
  totalMs: number;
}

const FIXTURE = join(ROOT, 'tests', 'fixtures', 'practice', 'aliexpress-rendered.html');
const FIRST_ITEM = 1_005_006_000_001_000;
/** In the fixture. */
const FIXTURE_ITEM = '1005006000000001';
const STEP_TIMEOUT = 60_000;

interface Stand {
  captured: number;
  finished: number;
  stopped: string | null;
}

/**
 * Sweeps practice listings by keys alone: one key for each listing, handed to the worker's own listeners as the browser does, and the keys
 * of the review in its page. Nobody looks at the listings in between: a person's time is not in it.
 */
export async function runSweep(listings: number): Promise<SweepRun> {
  const practice = await startPracticeSite();
  try {
    const chromium = await Chromium.launch({ extensionDir: CHROME_BUILD, practice });
    try {
      return await sweepIn(chromium, practice, listings);
    } finally {
      await chromium.close();
    }
  } finally {
    await practice.close();
  }
}

/** Listings that differ in their number. */
async function serveListings(practice: PracticeSite, listings: number): Promise<string[]> {
  const html = await readFile(FIXTURE, 'utf8');
  return Array.from({ length: listings }, (_, at) => {
    const item = String(FIRST_ITEM + at);
    const url = `https://www.aliexpress.com/item/${item}.html`;
    practice.answer(url, (_request, response) => {
      response
        .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
        .end(html.replaceAll(FIXTURE_ITEM, item));
    });
    return url;
  });
}

// In a page of the extension: by this machine's clock, when each listing came to the front of its window.
const WATCH_FRONTS = `
  globalThis.fronts = {};
  const note = ({ active, url, pendingUrl }) => {
    const shown = pendingUrl || url;
    if (active && shown) globalThis.fronts[shown] ??= Date.now();
  };
  chrome.tabs.onActivated.addListener(({ tabId }) => void chrome.tabs.get(tabId).then(note));
  chrome.tabs.onUpdated.addListener((_, change, tab) => change.url && note(tab));`;

/** Waits until the tab in front of the marketplace's window has loaded this listing; gives it. */
function loaded(control: Page, url: string): Promise<unknown> {
  const find = `chrome.tabs.query({ active: true, url: ${JSON.stringify(`${url}*`)} })`;
  return until(
    `${url} to be in front and loaded`,
    async () => control.evaluate(`${find}.then(([tab]) => tab?.status === 'complete' && tab)`),
    STEP_TIMEOUT,
  );
}

async function sweepIn(chromium: Chromium, practice: PracticeSite, listings: number): Promise<SweepRun> {
  const urls = await serveListings(practice, listings);
  const control = await chromium.extensionPage('workspace.html#/about');
  await chromium.grantAllSites(control);
  await control.evaluate(await bundle('scripts/bench/in-page-sweep.ts'));
  await control.evaluate(WATCH_FRONTS);
  const frontAt = async (url: string) =>
    (await control.evaluate(`globalThis.fronts[${JSON.stringify(url)}]`)) as number | undefined;
  const sweepId = String(await control.evaluate(`beginSweep(${JSON.stringify(urls)})`));
  const stand = async () => (await control.evaluate('sweepStand()')) as Stand;
  const [first = ''] = urls;
  await chromium.open(first);
  const moves: number[] = [];
  const loads: number[] = [];
  const begun = performance.now();
  for (const [at, url] of urls.entries()) {
    const tab = await loaded(control, url);
    const front = await frontAt(url);
    if (front !== undefined) loads.push(Date.now() - front);
    const worker = await chromium.worker();
    const pressed = Date.now();
    await worker.evaluate(`chrome.commands.onCommand.dispatch('capture-listing', ${JSON.stringify(tab)})`);
    const next = urls[at + 1];
    if (next === undefined) {
      await until('the last capture', async () => (await stand()).captured === listings, STEP_TIMEOUT);
      continue;
    }
    const movedAt = await until(
      'the next listing to be in front',
      async () => {
        const { stopped } = await stand();
        if (stopped !== null) throw new Error(`the sweep stopped: ${stopped}`);
        return frontAt(next);
      },
      STEP_TIMEOUT,
    );
    moves.push(movedAt - pressed);
  }
  const review = await chromium.extensionPage(`workspace.html#/review/${sweepId}`);
  await review.bringToFront();
  await until('the review to be shown', () => review.$('.review-card'), STEP_TIMEOUT);
  const finishing = performance.now();
  await review.keyboard.down('Shift');
  await review.keyboard.press('F');
  await review.keyboard.up('Shift');
  const { finished } = await until(
    'all to be finished',
    async () => {
      const now = await stand();
      return now.finished === listings && now;
    },
    STEP_TIMEOUT * 5,
  );
  const ended = performance.now();
  return {
    listings,
    inputs: listings + 1,
    claims: finished,
    moves,
    loads,
    finishMs: ended - finishing,
    totalMs: ended - begun,
  };
}
