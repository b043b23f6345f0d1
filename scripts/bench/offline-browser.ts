import puppeteer, { type Browser, type HTTPRequest, type Page } from 'puppeteer-core';
import { findChromium } from '../support/find-browser.ts';
import { makeTemporaryFolder, removeFolder } from '../support/temporary-folder.ts';

const START_TIMEOUT = 60_000;
const LOAD_TIMEOUT = 60_000;

/**
 * Sent with each page. A saved page is the document after its scripts ran, so none of them runs again, and nothing that it refers to
 * is asked for. The two others isolate the page from others, which is what the browser's fine clock depends on.
 */
const HEADERS = {
  'Content-Security-Policy': "default-src 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** A headless Chromium without network: a page is answered from memory under its real address, everything else is refused. */
export class OfflineBrowser {
  readonly #browser: Browser;
  readonly #profile: string;

  private constructor(browser: Browser, profile: string) {
    this.#browser = browser;
    this.#profile = profile;
  }

  static async launch(): Promise<OfflineBrowser> {
    const { path } = await findChromium();
    const profile = await makeTemporaryFolder('bench');
    try {
      const browser = await puppeteer.launch({
        executablePath: path,
        headless: true,
        pipe: true,
        userDataDir: profile,
        timeout: START_TIMEOUT,
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
        args: [
          '--host-resolver-rules=MAP * ~NOTFOUND',
          '--window-size=1280,900',
          '--lang=en-US',
          '--disable-gpu',
          '--disable-component-update',
          // Root has no user namespace sandbox.
          ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ],
      });
      return new OfflineBrowser(browser, profile);
    } catch (error) {
      await removeFolder(profile);
      throw error;
    }
  }

  version(): Promise<string> {
    return this.#browser.version();
  }

  /**
   * Loads a page in a fresh tab, evaluates a script in a new isolated world as an extension has it, and then an expression there.
   * @returns the expression's value, as JSON can carry it.
   */
  async evaluateIn(
    page: { url: string; html: string },
    script: string,
    expression: string,
  ): Promise<unknown> {
    const tab = await this.#browser.newPage();
    try {
      await answerFromMemory(tab, page.html);
      await tab.goto(page.url, { waitUntil: 'load', timeout: LOAD_TIMEOUT });
      const session = await tab.createCDPSession();
      const { frameTree } = await session.send('Page.getFrameTree');
      const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
        frameId: frameTree.frame.id,
        worldName: 'marketsafe-bench',
      });
      await session.send('Runtime.evaluate', { expression: script, contextId });
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression,
        contextId,
        returnByValue: true,
      });
      if (exceptionDetails) {
        throw new Error(`${page.url}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
      }
      return result.value;
    } finally {
      await tab.close();
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await removeFolder(this.#profile);
  }
}

async function answerFromMemory(tab: Page, html: string): Promise<void> {
  let isAnswered = false;
  const answer = async (request: HTTPRequest): Promise<void> => {
    const isPage = request.isNavigationRequest() && request.frame() === tab.mainFrame();
    if (!isPage) return request.abort();
    // A page that leads elsewhere stays where it is.
    if (isAnswered) return request.respond({ status: 204 });
    isAnswered = true;
    return request.respond({
      status: 200,
      contentType: 'text/html; charset=utf-8',
      headers: HEADERS,
      body: html,
    });
  };
  await tab.setRequestInterception(true);
  // A tab that closes takes its open requests with it.
  tab.on('request', (request) => void answer(request).catch(() => undefined));
}
