import type { Page } from 'puppeteer-core';
import { Chromium } from '../support/chromium.ts';
import { CHROME_BUILD } from '../support/paths.ts';
import { type PracticeSite, startPracticeSite } from '../support/practice-site.ts';
import { until } from '../support/until.ts';
import { bundle } from './bundle.ts';
import { typeInto } from './typing.ts';

/** What one opening of a page gave. */
export interface Opening {
  /** Milliseconds from the page's navigation until its rows were on the screen and nothing in it was still being looked up. */
  drawn: number;
  /** The same until something was painted at all. */
  painted: number;
  /** Bytes of the page's heap then, without what is garbage. */
  heap: number;
}

/** A page that lists reports, and what of it is there once it is drawn. */
export interface ListPage {
  path: string;
  /** Selector of one report. */
  row: string;
  size: { width: number; height: number };
}

export const LIST_PAGES = {
  popup: { path: 'popup.html', row: 'main li', size: { width: 400, height: 600 } },
  workspace: { path: 'workspace.html', row: 'main li, main [data-row]', size: { width: 1280, height: 813 } },
} as const satisfies Record<string, ListPage>;

// Runs before the page's own scripts. A frame that was asked for when the rows stood there is followed by a task once it is painted.
const WATCH = `(row) => {
  globalThis.drawn = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector(row) || document.querySelector('[aria-busy=true]')) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => resolve(performance.now());
        after.port2.postMessage(null);
      });
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  });
}`;

/** Chromium with the built extension and as many reports in it as are asked for; no network, no server. */
export class DeskBench {
  readonly #chromium: Chromium;
  readonly #practice: PracticeSite;
  readonly #control: Page;
  readonly #seed: string;
  #reports = 0;
  #closed: Promise<void> | undefined;

  private constructor(chromium: Chromium, practice: PracticeSite, control: Page, seed: string) {
    this.#chromium = chromium;
    this.#practice = practice;
    this.#control = control;
    this.#seed = seed;
  }

  static async start(): Promise<DeskBench> {
    const seed = await bundle('scripts/bench/in-page-seed.ts');
    const practice = await startPracticeSite();
    const chromium = await Chromium.launch({ extensionDir: CHROME_BUILD, practice });
    const control = await chromium.extensionPage('workspace.html#/about');
    // The worker has looked at its store: what it would do at a start is done.
    await until('the store to be sound', async () =>
      control.evaluate(
        "chrome.runtime.sendMessage({ type: 'store.look' }).then((answer) => answer?.state === 'sound')",
      ),
    );
    return new DeskBench(chromium, practice, control, seed);
  }

  /** Closing twice closes once. */
  close(): Promise<void> {
    this.#closed ??= this.#chromium.close().then(() => this.#practice.close());
    return this.#closed;
  }

  version(): Promise<string> {
    return this.#chromium.version();
  }

  /** Puts reports into the database until there are so many. */
  async fill(reports: number): Promise<void> {
    await this.#control.evaluate(this.#seed);
    const count = await this.#control.evaluate(`seedReports(${reports}, ${this.#reports})`);
    if (count !== reports) throw new Error(`${String(count)} reports are there, not ${reports}`);
    this.#reports = reports;
  }

  /** Types into the statement of a draft in the side panel, and into a plain text area: the browser's own pace. */
  async typing(): Promise<{ editor: number[]; plain: number[] }> {
    const draftId = await this.#control.evaluate('openDraft()');
    const panel = await this.#chromium.extensionPage(`sidepanel.html?draft=${String(draftId)}`);
    await panel.setViewport({ width: 360, height: 700 });
    const editor = await typeInto(panel);
    await panel.close();
    const page = await this.#chromium.browser.newPage();
    await page.goto('data:text/html,<textarea></textarea>');
    const plain = await typeInto(page);
    await page.close();
    return { editor, plain };
  }

  /** Opens a page so many times, each in a tab of its own that is in front. The first of them warms up. */
  async openings({ path, row, size }: ListPage, count: number): Promise<Opening[]> {
    const openings: Opening[] = [];
    for (let at = 0; at <= count; at += 1) {
      const page = await this.#chromium.browser.newPage();
      try {
        await page.setViewport(size);
        await page.evaluateOnNewDocument(`(${WATCH})(${JSON.stringify(row)})`);
        await page.goto(this.#chromium.extensionUrl(path), { waitUntil: 'load' });
        const drawn = Number(await page.evaluate('globalThis.drawn'));
        const painted = Number(
          await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"),
        );
        const session = await page.createCDPSession();
        await session.send('HeapProfiler.collectGarbage');
        const { usedSize } = await session.send('Runtime.getHeapUsage');
        openings.push({ drawn, painted, heap: usedSize });
      } finally {
        await page.close();
      }
    }
    return openings.slice(1);
  }
}
