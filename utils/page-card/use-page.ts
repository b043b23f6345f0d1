import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { draftOfListing } from '../drafts/drafts.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { keyOfPage } from '../messages/messages.ts';
import { askPage, firstFrontPage, type KnownPage } from './ask-page.ts';
import type { ActiveTab } from './use-active-tab.ts';

/** True for what a page's script says of itself. Only a hint: what it says is for the worker to judge. */
function isPageSeen(message: unknown): boolean {
  return (message as { type?: unknown } | null)?.type === 'page.seen';
}

/** Asks the worker what the page in front is, again after each visit and when the page says that it has changed. */
export function usePage(active: ActiveTab | null | undefined): KnownPage {
  const [page, setPage] = useState<KnownPage>(() => firstFrontPage()?.page ?? { state: 'asking' });
  useEffect(() => {
    if (active === undefined) return;
    if (active === null) {
      setPage({ state: 'unknown', why: 'no-tab' });
      return;
    }
    let latest = 0;
    const ask = () => {
      latest += 1;
      const mine = latest;
      void askPage(active.tabId).then((answer) => {
        if (mine === latest) setPage(answer);
      });
    };
    const heard = (message: unknown, { tab }: { tab?: { id?: number | undefined } | undefined }) => {
      if (tab?.id === active.tabId && isPageSeen(message)) ask();
      return undefined;
    };
    browser.runtime.onMessage.addListener(heard);
    ask();
    return () => {
      latest = -1;
      browser.runtime.onMessage.removeListener(heard);
    };
  }, [active]);
  return page;
}

/** Key under which the page's captures and drafts meet; null when it is no listing. */
export function pageListing(page: KnownPage): string | null {
  if (page.state !== 'known') return null;
  return keyOfPage(page.status) ?? null;
}

/** Id of the draft or report of the listing in front: null when there is none, undefined while it is being looked up. */
export function useDraftOfPage(page: KnownPage): string | null | undefined {
  const key = pageListing(page);
  return useLiveQuery(
    async () => (key === null ? null : ((await draftOfListing(pageDatabase, key))?.draftId ?? null)),
    [key],
  );
}
