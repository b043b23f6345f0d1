import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { firstFrontPage } from './ask-page.ts';
import { type FrontTab, frontTab } from './front-tab.ts';

/** The tab in front of the window that an extension page stands in. */
export interface ActiveTab extends FrontTab {
  /** Grows whenever the tab has loaded or moved to another address: what was known of the page is stale then. */
  visit: number;
}

/** Follows the tab in front; undefined until it is known, null when the window has none. */
export function useActiveTab(): ActiveTab | null | undefined {
  const [active, setActive] = useState<ActiveTab | null | undefined>(() => {
    const tab = firstFrontPage()?.tab;
    return tab && { ...tab, visit: 0 };
  });
  useEffect(() => {
    let visit = 0;
    let over = false;
    const read = async () => {
      const tab = await frontTab();
      if (over) return;
      visit += 1;
      setActive(tab && { ...tab, visit });
    };
    const activated = () => void read();
    const updated = (_tabId: number, change: { status?: string; url?: string }) => {
      if (change.status === 'complete' || change.url !== undefined) void read();
    };
    browser.tabs.onActivated.addListener(activated);
    browser.tabs.onUpdated.addListener(updated);
    void read();
    return () => {
      over = true;
      browser.tabs.onActivated.removeListener(activated);
      browser.tabs.onUpdated.removeListener(updated);
    };
  }, []);
  return active;
}
