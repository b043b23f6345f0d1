import { recogniseAddress } from '@marketsafe/contract';
import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import type { ActiveTab } from '../page-card/use-active-tab.ts';

type ListTab = Pick<ActiveTab, 'tabId' | 'visit'>;

/**
 * The tab in front where it shows many listings, by its address; undefined where it does not.
 * @param fixed a tab that is meant instead, whatever is in front
 */
export function useListTab(active: ActiveTab | null | undefined, fixed?: number): ListTab | undefined {
  const [list, setList] = useState<ListTab>();
  const tabId = fixed ?? active?.tabId;
  const visit = active?.visit ?? 0;
  useEffect(() => {
    let over = false;
    const read = async () => {
      const tab = tabId === undefined ? undefined : await browser.tabs.get(tabId).catch(() => undefined);
      const kind = tab?.url === undefined ? undefined : recogniseAddress(tab.url)?.kind;
      if (!over)
        setList(
          tabId !== undefined && (kind === 'search' || kind === 'store') ? { tabId, visit } : undefined,
        );
    };
    void read();
    return () => {
      over = true;
    };
  }, [tabId, visit]);
  return list;
}
