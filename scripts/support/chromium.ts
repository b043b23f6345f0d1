import type { Language } from '@marketsafe/words';
import puppeteer, { type Browser, type Page, type Target, type WebWorker } from 'puppeteer-core';
import { findChromium } from './find-browser.ts';
import type { PracticeSite } from './practice-site.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';
import { until, within } from './until.ts';

/** How to start a Chromium with the extension in it. */
export interface ChromiumOptions {
  /** Folder of the built extension. */
  extensionDir: string;
  /** Profile that stays after the browser is closed; without it a temporary one is made and removed. */
  profileDir?: string;
  /** Sends every host but this machine's own names to the practice site: such a browser reaches no network. */
  practice?: PracticeSite;
  headless?: boolean;
  /** Language of the browser, and so of every page that follows it; English unless given. */
  language?: Language;
  /** Window size in CSS pixels. */
  size?: { width: number; height: number };
  /** Device pixels of a CSS pixel, as a screen has them; 1 unless given. */
  devicePixelRatio?: number;
  /** Shows scroll bars, which headless browsers hide unless told otherwise. */
  scrollBars?: boolean;
}

const START_TIMEOUT = 60_000;
const PAGE_TIMEOUT = 20_000;
const GONE_TIMEOUT = 15_000;
const CLOSE_TIMEOUT = 3_000;

function languageTag({ language = 'en' }: ChromiumOptions): string {
  return language === 'en' ? 'en-US' : language;
}

function flags(options: ChromiumOptions): string[] {
  const { width, height } = options.size ?? { width: 1280, height: 900 };
  const list = [
    `--window-size=${width},${height}`,
    `--lang=${languageTag(options)}`,
    // What pages and extensions are told; the flag before it is for the browser's own windows.
    `--accept-lang=${languageTag(options)}`,
    '--no-default-browser-check',
    '--disable-component-update',
  ];
  // Root has no user namespace sandbox; headless software rendering needs no GPU process.
  if (process.getuid?.() === 0) list.push('--no-sandbox');
  if (options.headless !== false) list.push('--disable-gpu');
  if (options.devicePixelRatio) list.push(`--force-device-scale-factor=${options.devicePixelRatio}`);
  if (options.practice) {
    const { httpsPort, httpPort, spki } = options.practice;
    const rules = [
      'EXCLUDE localhost',
      'EXCLUDE 127.0.0.1',
      `MAP *:443 127.0.0.1:${httpsPort}`,
      `MAP *:80 127.0.0.1:${httpPort}`,
      'MAP * ~NOTFOUND',
    ];
    list.push(
      `--host-resolver-rules=${rules.join(',')}`,
      `--ignore-certificate-errors-spki-list=${spki}`,
      '--disable-quic',
    );
  }
  return list;
}

/** A running Chromium with the extension, driven over a pipe: it ends when this process does. */
export class Chromium {
  readonly browser: Browser;
  readonly extensionId: string;
  readonly profileDir: string;
  readonly #options: ChromiumOptions;

  private constructor(browser: Browser, extensionId: string, profileDir: string, options: ChromiumOptions) {
    this.browser = browser;
    this.extensionId = extensionId;
    this.profileDir = profileDir;
    this.#options = options;
  }

  /** Starts the browser and loads the extension, on the given profile or a fresh temporary one. */
  static async launch(options: ChromiumOptions, profileDir = options.profileDir): Promise<Chromium> {
    const { path } = await findChromium();
    const profile = profileDir ?? (await makeTemporaryFolder('chromium'));
    let browser: Browser | undefined;
    try {
      browser = await puppeteer.launch({
        executablePath: path,
        headless: options.headless !== false,
        pipe: true,
        userDataDir: profile,
        enableExtensions: true,
        defaultViewport: null,
        timeout: START_TIMEOUT,
        // Whoever starts a browser ends it in order; puppeteer's own handlers would race with that.
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
        args: flags(options),
        ...(options.scrollBars && { ignoreDefaultArgs: ['--hide-scrollbars'] }),
      });
      const extensionId = await browser.installExtension(options.extensionDir);
      return new Chromium(browser, extensionId, profile, options);
    } catch (error) {
      await browser?.close();
      if (profileDir === undefined) await removeFolder(profile);
      throw error;
    }
  }

  /** Version of the browser as it says it, e.g. `Chrome/140.0.1`. */
  version(): Promise<string> {
    return this.browser.version();
  }

  /** Address of a page of the extension, e.g. `workspace.html#/settings`. */
  extensionUrl(path: string): string {
    return `chrome-extension://${this.extensionId}/${path}`;
  }

  /** Loads the extension again over itself, as an update does: its pages close, its old content scripts are cut off. */
  async updateExtension(): Promise<void> {
    await this.browser.installExtension(this.#options.extensionDir);
  }

  /** Opens an address in a new tab, which comes to the front. */
  async open(url: string): Promise<Page> {
    const page = await this.browser.newPage();
    await page.goto(url, { waitUntil: 'load', timeout: PAGE_TIMEOUT });
    return page;
  }

  /** Opens a page of the extension in a new tab. */
  extensionPage(path: string): Promise<Page> {
    return this.open(this.extensionUrl(path));
  }

  /** Waits for a page of the extension that something else opens: the popup, the side panel, a tab. */
  async shownExtensionPage(path: string, timeoutMs = PAGE_TIMEOUT): Promise<Page> {
    const start = this.extensionUrl(path);
    const target = await this.browser.waitForTarget((candidate) => candidate.url().startsWith(start), {
      timeout: timeoutMs,
    });
    return pageOf(target);
  }

  /**
   * Clicks the extension's toolbar button for this page, which grants it `activeTab` like a person's click, and returns the popup once
   * it is loaded.
   */
  async openPopup(page: Page): Promise<Page> {
    await page.bringToFront();
    const extension = (await this.browser.extensions()).get(this.extensionId);
    if (!extension) throw new Error('the extension is not loaded');
    const shown = this.shownExtensionPage('popup.html');
    // A failed click must not leave the wait behind as an unhandled rejection.
    shown.catch(() => undefined);
    await page.triggerExtensionAction(extension);
    return shown;
  }

  /** The extension's service worker, if it runs. Ask again after each kill: a handle to a dead worker never answers. */
  async worker(): Promise<WebWorker> {
    return until('the service worker', async () => this.#workerTarget()?.worker(), PAGE_TIMEOUT);
  }

  /** True while the extension's service worker runs. */
  workerRuns(): boolean {
    return this.#workerTarget() !== undefined;
  }

  /** Ends the service worker at once, as the browser does at any moment, and waits until it is gone. */
  async killWorker(): Promise<void> {
    const target = this.#workerTarget();
    if (!target) return;
    // Closing also detaches: a worker with a debugger session attached would never quite stop.
    await (await target.worker())?.close();
    const gone = () => !this.browser.targets().includes(target);
    try {
      await until('the service worker to end', gone, CLOSE_TIMEOUT);
    } catch {
      // A worker in the middle of a browser call may outlive that; this is how the browser itself stops one.
      await this.#stopWorkers();
      await until('the service worker to end', gone, GONE_TIMEOUT);
    }
  }

  /**
   * Grants the optional access to all sites. The browser's own prompt cannot be clicked by a program; a site added on the
   * extensions page makes the request that follows resolve without it.
   * @param page an open page of the extension.
   */
  async grantAllSites(page: Page): Promise<void> {
    const settings = await this.open('chrome://extensions');
    try {
      const id = JSON.stringify(this.extensionId);
      await settings.evaluate(`chrome.developerPrivate.addHostPermission(${id}, '<all_urls>')`);
    } finally {
      await settings.close();
    }
    const granted = await page.evaluate("chrome.permissions.request({ origins: ['<all_urls>'] })");
    if (granted !== true) throw new Error('the browser did not grant access to all sites');
  }

  /** Kills the browser with everything it started, as a power cut would. The profile stays. */
  async kill9(): Promise<void> {
    const child = this.browser.process();
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
    await within('the killed browser to end', gone, GONE_TIMEOUT);
  }

  /** Starts the browser again on the same profile, after `kill9` or a crash. The new one owns the profile. */
  async relaunch(): Promise<Chromium> {
    await this.kill9();
    return Chromium.launch(this.#options, this.profileDir);
  }

  /** Closes the browser and removes its profile if that is temporary. */
  async close(): Promise<void> {
    try {
      if (this.browser.connected) await within('the browser to close', this.browser.close(), GONE_TIMEOUT);
    } catch {
      await this.kill9();
    }
    if (this.#options.profileDir === undefined) await removeFolder(this.profileDir);
  }

  async #stopWorkers(): Promise<void> {
    const own = this.extensionUrl('');
    const pages = await this.browser.pages();
    const page =
      pages.find((each) => each.url().startsWith(own)) ?? (await this.extensionPage('workspace.html'));
    const session = await page.createCDPSession();
    try {
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
    } finally {
      await session.detach();
    }
  }

  #workerTarget(): Target | undefined {
    const start = this.extensionUrl('');
    return this.browser
      .targets()
      .find((target) => target.type() === 'service_worker' && target.url().startsWith(start));
  }
}

async function pageOf(target: Target): Promise<Page> {
  const page = await target.asPage();
  await page.waitForFunction(() => document.readyState === 'complete', { timeout: PAGE_TIMEOUT });
  return page;
}
