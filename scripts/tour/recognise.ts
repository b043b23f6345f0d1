import { join } from 'node:path';
import { m, wallSentence } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import type { PageStatus } from '../../utils/messages/messages.ts';
import { runIn } from '../support/extension-database.ts';
import { until } from '../support/until.ts';
import { had, type TourContext } from './context.ts';

const TIMEOUT = 10_000;
/** A page that fills itself looks like a wall at first: it has this long, in milliseconds, to become the listing. */
const WALL_PATIENCE = 2_000;

const KINDS = {
  search: m.start_kind_search,
  store: m.start_kind_store,
  'short-link': m.start_kind_short_link,
  none: m.start_no_listing,
};

/** Opens the listing under its real host name. */
export async function openListing(tour: TourContext): Promise<string> {
  const page = await tour.chromium.browser.newPage();
  tour.found.listingPage = page;
  const response = await page.goto(tour.url, { waitUntil: 'load' });
  if (!response?.ok()) throw new Error(`${tour.url} answered ${response?.status() ?? 'nothing'}`);
  await page.screenshot({ path: join(tour.folder, 'page.png') });
  return await page.title();
}

/** What the worker knows of the tab in front, and the tooltip its icon shows. */
async function statusOfTab(helper: Page): Promise<PageStatus & { iconTitle: string; tabId: number }> {
  return (await runIn(helper)(
    `const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
     const status = await chrome.runtime.sendMessage({ type: 'page.status', tabId: tab.id });
     return { ...status, tabId: tab.id, iconTitle: await chrome.action.getTitle({ tabId: tab.id }) };`,
  )) as PageStatus & { iconTitle: string; tabId: number };
}

/** Waits until the toolbar icon says that the page is a listing. */
export async function recognise(tour: TourContext): Promise<string> {
  await had(tour.found.listingPage, 'listing page').bringToFront();
  const started = performance.now();
  const status = await until(
    'the page to be recognised',
    async () => {
      const now = await statusOfTab(tour.helper);
      tour.found.listing = now;
      const stays = now.kind !== 'wall' || performance.now() - started > WALL_PATIENCE;
      return now.kind !== 'none' && stays && now;
    },
    TIMEOUT,
  ).catch((error: unknown) => {
    const now = tour.found.listing;
    if (now?.kind === 'none') throw new Error(m.start_no_listing());
    throw error;
  });
  if (status.kind === 'wall') {
    throw new Error(m.start_wall({ wall: wallSentence(status.wall) }));
  }
  if (status.kind !== 'listing') throw new Error(m.start_other_page({ kind: KINDS[status.kind]() }));
  return m.start_recognised({
    marketplace: status.marketplace ?? '',
    itemId: status.itemId ?? '',
    icon: status.iconTitle,
  });
}
