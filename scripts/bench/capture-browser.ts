import type { CaptureManifest } from '@marketsafe/contract';
import type { PackagedCapture } from '@marketsafe/evidence';
import type { Page } from 'puppeteer-core';
import type { CaptureRow } from '../../utils/database/capture-rows.ts';
import type { DeviceRow } from '../../utils/database/device-rows.ts';
import { Chromium } from '../support/chromium.ts';
import { readBlob, readTable, runIn } from '../support/extension-database.ts';
import { CHROME_BUILD } from '../support/paths.ts';
import { PRACTICE } from '../support/practice-pages.ts';
import { type PracticeSite, startPracticeSite } from '../support/practice-site.ts';
import { until } from '../support/until.ts';
import { bundle } from './bundle.ts';
import { type CopyTimes, timeSecondCopy } from './second-copy.ts';

/** More than a second between pictures: the browser's quota of two a second then plays no part. */
const PAUSE_MS = 1_200;
/** How often the worker's memory is looked at. */
const LOOK_EVERY_MS = 250;

/** One capture of a whole page. */
export interface FullPageFigures {
  /** Milliseconds from the order to the draft on the disk. */
  ms: number;
  /** Pictures of the window that it took, the first one among them. */
  pictures: number;
  /** Of those pictures, and of everything that was kept. */
  pictureBytes: number;
  keptBytes: number;
  covered: CaptureManifest['page']['covered'];
}

/** Of the worker, in bytes: before, and the most that was seen. */
export interface WorkerMemory {
  before: number;
  most: number;
}

// In the page of the extension, so that no test driver's round trip is in the figure.
const CAPTURE = `
  const [tabId, profile] = arguments;
  const started = performance.now();
  const outcome = await chrome.runtime.sendMessage({ type: 'capture.start', tabId, again: true, profile });
  const ms = performance.now() - started;
  if (outcome?.outcome !== 'saved') throw new Error('no capture: ' + JSON.stringify(outcome));
  return ms;`;

const BARE = `
  const started = performance.now();
  await chrome.tabs.captureVisibleTab(arguments[0], { format: 'png' });
  return performance.now() - started;`;

// The least that a picture on the disk takes: the same picture, decoded, hashed and put down in one strict transaction.
const LEAST = `
  const started = performance.now();
  const url = await chrome.tabs.captureVisibleTab(arguments[0], { format: 'png' });
  const bytes = Uint8Array.fromBase64(url.slice(url.indexOf(',') + 1));
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  const transaction = globalThis.benchDatabase.transaction('pictures', 'readwrite', { durability: 'strict' });
  transaction.objectStore('pictures').put({ hash, bytes });
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  return performance.now() - started;`;

const OPEN_DATABASE = `
  const request = indexedDB.open('bench', 1);
  globalThis.benchDatabase = await new Promise((resolve, reject) => {
    request.onupgradeneeded = () => request.result.createObjectStore('pictures', { autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });`;

/** Milliseconds of each picture and capture of a run, taken in turn. */
export interface ClickTimes {
  /** The browser's bare picture. */
  bare: number[];
  /** The least that puts one on the disk. */
  least: number[];
  /** A click until its draft is on the disk. */
  click: number[];
}

/** Chromium with the built extension on the practice marketplace: no network, no server. */
export class CaptureBench {
  readonly window: string;
  readonly #chromium: Chromium;
  readonly #practice: PracticeSite;
  readonly #control: Page;

  private constructor(chromium: Chromium, practice: PracticeSite, control: Page, window: string) {
    this.#chromium = chromium;
    this.#practice = practice;
    this.#control = control;
    this.window = window;
  }

  static async start(): Promise<CaptureBench> {
    const practice = await startPracticeSite();
    const chromium = await Chromium.launch({ extensionDir: CHROME_BUILD, practice });
    const control = await chromium.extensionPage('workspace.html');
    await chromium.grantAllSites(control);
    const window = await control.evaluate(() => `${innerWidth} × ${innerHeight} px`);
    return new CaptureBench(chromium, practice, control, window);
  }

  async close(): Promise<void> {
    await this.#chromium.close();
    await this.#practice.close();
  }

  version(): Promise<string> {
    return this.#chromium.version();
  }

  /** The practice listing of this height, with pictures like photographs, in front. */
  async open(height: number): Promise<Page> {
    const page = await this.#chromium.open(`${PRACTICE.long}?height=${height}&pinned&photos`);
    await page.bringToFront();
    return page;
  }

  async clicks(page: Page, count: number): Promise<ClickTimes> {
    const { tabId, windowId } = await this.#tab(page);
    await runIn(this.#control)(OPEN_DATABASE);
    const bare: number[] = [];
    const least: number[] = [];
    const click: number[] = [];
    // The first of each compiles and warms up.
    for (let at = 0; at <= count; at += 1) {
      bare.push(Number(await this.#paced(BARE, windowId)));
      least.push(Number(await this.#paced(LEAST, windowId)));
      click.push(Number(await this.#paced(CAPTURE, tabId, 'quick')));
    }
    return { bare: bare.slice(1), least: least.slice(1), click: click.slice(1) };
  }

  async wholePage(page: Page): Promise<FullPageFigures> {
    const { tabId } = await this.#tab(page);
    const ms = Number(await this.#paced(CAPTURE, tabId, 'full'));
    const { manifest, manifestSha256 } = await this.#newest();
    const pictures = manifest.files.filter(({ method }) => method === 'pixels');
    const record = await readBlob(runIn(this.#control), manifestSha256);
    const sum = (files: readonly { bytes: number }[]) => files.reduce((all, { bytes }) => all + bytes, 0);
    return {
      ms,
      pictures: pictures.length,
      pictureBytes: sum(pictures),
      keptBytes: sum(manifest.files) + (record?.length ?? 0),
      covered: manifest.page.covered,
    };
  }

  /** Putting a picture of so many bytes on the disk, and putting it there twice. */
  secondCopy(bytes: number, count: number): Promise<CopyTimes> {
    return timeSecondCopy(this.#control, bytes, count);
  }

  /** The page's HTML copy, by the extension's own code in a world of its own: milliseconds each, and bytes. */
  async snapshots(page: Page, count: number): Promise<{ times: number[]; bytes: number }> {
    const script = await bundle('scripts/bench/in-page-snapshot.ts');
    const session = await page.createCDPSession();
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'marketsafe-bench',
    });
    await session.send('Runtime.evaluate', { expression: script, contextId });
    const { result } = await session.send('Runtime.evaluate', {
      expression: `measureSnapshot(${count})`,
      contextId,
      returnByValue: true,
    });
    await session.detach();
    return result.value as { times: number[]; bytes: number };
  }

  /** Does something and looks at the worker's memory meanwhile: its heap, and buffers outside of it. */
  async withMemory<Value>(work: () => Promise<Value>): Promise<{ figures: Value; memory: WorkerMemory }> {
    const { client } = await this.#chromium.worker();
    const used = async () => {
      const { usedSize, backingStorageSize } = await client.send('Runtime.getHeapUsage');
      return usedSize + backingStorageSize;
    };
    await client.send('HeapProfiler.collectGarbage');
    const before = await used();
    let most = before;
    const look = async () => {
      most = Math.max(most, await used());
    };
    const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);
    try {
      return { figures: await work(), memory: { before, most: Math.max(most, before) } };
    } finally {
      clearInterval(timer);
    }
  }

  /** Every whole page that was captured, as it is packed. */
  async packagedCaptures(): Promise<PackagedCapture[]> {
    const run = runIn(this.#control);
    const [device] = await readTable<DeviceRow>(run, 'device');
    const captures = await readTable<CaptureRow>(run, 'captures');
    const read = async (sha256: string) => {
      const bytes = await readBlob(run, sha256);
      if (!bytes) throw new Error(`the bytes of ${sha256} are gone`);
      return new Blob([new Uint8Array(bytes)]);
    };
    const packed: PackagedCapture[] = [];
    for (const { manifest, manifestSha256, signature } of captures) {
      if (manifest.profile !== 'full') continue;
      const files = new Map<string, Blob>();
      for (const { path, sha256 } of manifest.files) files.set(path, await read(sha256));
      const manifestText = await (await read(manifestSha256)).text();
      packed.push({
        manifestText,
        signature,
        devicePublicKey: device?.publicKey ?? '',
        files,
        masked: [],
      });
    }
    return packed;
  }

  async #newest(): Promise<CaptureRow> {
    const captures = await readTable<CaptureRow>(runIn(this.#control), 'captures');
    const [newest] = captures.sort(
      (one, other) => other.manifest.device.sequence - one.manifest.device.sequence,
    );
    if (!newest) throw new Error('there is no capture');
    return newest;
  }

  async #tab(page: Page): Promise<{ tabId: number; windowId: number }> {
    await page.bringToFront();
    const tab = await until('the tab', () =>
      runIn(this.#control)(
        `const [tab] = (await chrome.tabs.query({ active: true, url: '*://*/*' })).filter((each) => each.url === arguments[0]);
         return tab && { tabId: tab.id, windowId: tab.windowId };`,
        page.url(),
      ),
    );
    return tab as { tabId: number; windowId: number };
  }

  async #paced(body: string, ...args: unknown[]): Promise<unknown> {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    return runIn(this.#control)(body, ...args);
  }
}
