import { hostMatchPatterns } from '@marketsafe/contract';
import { browser } from 'wxt/browser';
import type { ScriptPublicPath } from 'wxt/utils/inject-script';
import { type PageStatus, pageStatus } from '../messages/messages.ts';
import { siteFile } from '../page/site-tables.ts';
import type { TabMessage } from '../page/tab-messages.ts';
import { statusByAddress } from './status-by-address.ts';

/** Files of the built extension: the always-on content script, and what it has come to a page that may show a listing. */
const CONTENT_SCRIPT = '/listing.js';
const LISTING_SCRIPT = '/listing-page.js';

/** Who asks what a page is waits no longer than this, in milliseconds: then its address alone says it. */
const ANSWER_MS = 1_000;

/** Sends a message to a tab's content script; `undefined` when there is none (a page from before the installation, an update). */
export async function tellTab(tabId: number, message: TabMessage): Promise<unknown> {
  try {
    return await browser.tabs.sendMessage(tabId, message, { frameId: 0 });
  } catch {
    return undefined;
  }
}

async function hearPage(tabId: number): Promise<unknown> {
  const report = await tellTab(tabId, { type: 'page.report' });
  if (report !== undefined) return report;
  return (await followListing(tabId)) ? tellTab(tabId, { type: 'page.report' }) : undefined;
}

/** Brings a tab the script that follows a listing's page. Never rejects: false where none may run there. */
export async function followListing(tabId: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: [LISTING_SCRIPT] });
    return true;
  } catch {
    return false;
  }
}

/** What a page says of itself; `undefined` where it says nothing, or is held up: an open message box keeps every answer. */
function askPage(tabId: number): Promise<unknown> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, ANSWER_MS);
    void hearPage(tabId).then((report) => {
      clearTimeout(late);
      resolve(report);
    });
  });
}

/** What a tab shows: by its address, and where that could be a wall by what its page says. Never rejects. */
export async function pageOfTab(tabId: number): Promise<PageStatus> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  const { status, askPage: isOpen } = statusByAddress(tab?.url);
  if (!isOpen) return status;
  const report = pageStatus.safeParse(await askPage(tabId));
  return report.success ? report.data : status;
}

/** Tells every open marketplace page. */
export async function tellListings(message: TabMessage): Promise<void> {
  const tabs = await browser.tabs.query({ url: hostMatchPatterns() });
  await Promise.all(tabs.map(({ id }) => id !== undefined && tellTab(id, message)));
}

/** Starts the content script in marketplace pages that were open before the extension was. */
export async function attachToOpenTabs(): Promise<void> {
  const tabs = await browser.tabs.query({ url: hostMatchPatterns() });
  await Promise.allSettled(
    tabs.map(({ id, url }) => {
      const tables = url === undefined ? undefined : siteFile(url);
      return id === undefined || tables === undefined
        ? undefined
        : browser.scripting.executeScript({
            target: { tabId: id },
            files: [tables as ScriptPublicPath, CONTENT_SCRIPT],
          });
    }),
  );
}
