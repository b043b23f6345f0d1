import { ASK_TIMEOUT_MS, askFor } from '../messages/ask.ts';
import type { PageStatus } from '../messages/messages.ts';
import { type FrontTab, frontTab } from './front-tab.ts';

/** What the worker says of the page in front. */
export type KnownPage =
  | { state: 'asking' }
  | { state: 'known'; status: PageStatus }
  /** There is no page in front, or the worker does not answer. */
  | { state: 'unknown'; why: 'no-tab' | 'no-answer' };

/** Asks the worker what a tab shows. */
export async function askPage(tabId: number): Promise<KnownPage> {
  const answer = await askFor<'page.status'>({ type: 'page.status', tabId }, ASK_TIMEOUT_MS.quick);
  return answer.ok ? { state: 'known', status: answer.reply } : { state: 'unknown', why: 'no-answer' };
}

/** Longest time, in milliseconds, that a page waits for this before it is drawn: the worker may have to start first. */
const LONGEST_MS = 60;

let first: { tab: FrontTab; page?: KnownPage } | undefined;

/** Looks at the page in front before this one is drawn, so that it is drawn once. Never rejects. */
export async function readFrontPage(): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_MS));
  const look = async () => {
    const tab = await frontTab();
    if (!tab) return;
    first = { tab };
    first = { tab, page: await askPage(tab.tabId) };
  };
  await Promise.race([look().catch(console.error), late]);
}

/** What was in front before this page was drawn, as far as it was known by then. It may have changed since. */
export function firstFrontPage(): { tab: FrontTab; page?: KnownPage } | undefined {
  return first;
}
