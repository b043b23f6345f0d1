import { browser } from 'wxt/browser';

/** A tab in front of its window. */
export interface FrontTab {
  tabId: number;
  windowId: number;
}

/** The tab in front of the window that an extension page stands in; null when the window has none. */
export async function frontTab(): Promise<FrontTab | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id === undefined ? null : { tabId: tab.id, windowId: tab.windowId };
}
