import { browser } from 'wxt/browser';
import type { ScriptPublicPath } from 'wxt/utils/inject-script';
import type { ReporterDatabase } from '../database/database.ts';
import { listedSellersOf } from '../known/listed-seller.ts';
import { standingsOf } from '../known/standing.ts';
import type { PageMessage, Replies } from '../messages/messages.ts';

/** The script that reads the listings of a search or store page, in the built extension. */
const CARDS_SCRIPT = '/listing-cards.js' satisfies ScriptPublicPath;

/** Chromium's panel; the polyfill's types do not know it. */
interface PanelApis {
  sidePanel?: { open?: (target: { tabId: number }) => Promise<void> };
  sidebarAction?: { open?: () => Promise<void> };
}

/** Brings a tab the script that reads its listings. Never rejects: where none may run, none is read. */
export async function bringCards(tabId: number): Promise<void> {
  await browser.scripting
    .executeScript({ target: { tabId }, files: [CARDS_SCRIPT] })
    .catch((error: unknown) => console.error(error));
}

/** How the listings of a page stand, for their marks. */
export async function standingsFor(
  db: ReporterDatabase,
  listings: readonly string[],
): Promise<Replies['page.cards']['standings']> {
  return Object.fromEntries(await standingsOf(db, listings));
}

/** The lists of the organisation's that the sellers of a page's listings are on, by listing. */
export async function listsFor(
  db: ReporterDatabase,
  { listings, sellers }: Extract<PageMessage, { type: 'page.cards' }>,
): Promise<Replies['page.cards']['listed']> {
  const shown = listings.map((key, index) => ({ key, seller: namesOf(sellers[index]) }));
  const listed = await listedSellersOf(db, shown);
  return Object.fromEntries([...listed].map(([key, { list }]) => [key, list]));
}

/** What a page says of a seller, without what it leaves open. */
function namesOf({ id, name }: { id?: string | undefined; name?: string | undefined } = {}) {
  return { ...(id !== undefined && { id }), ...(name !== undefined && { name }) };
}

/**
 * Opens the panel beside a tab, or a tab of its own where the browser opens none. Must be called in the turn of the message: browsers
 * open panels for a person's gesture only.
 */
export async function openCardsPanel(tabId: number): Promise<void> {
  const { sidePanel, sidebarAction } = browser as unknown as PanelApis;
  try {
    const opened = sidePanel?.open ? sidePanel.open({ tabId }) : sidebarAction?.open?.();
    if (opened === undefined) throw new Error('this browser has no panel');
    await opened;
  } catch {
    await browser.tabs.create({ url: browser.runtime.getURL(`/sidepanel.html?cards=${tabId}`) });
  }
}
