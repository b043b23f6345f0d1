import '../../support/browser.ts';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActiveTab } from '../../../../utils/page-card/use-active-tab.ts';
import { usePage } from '../../../../utils/page-card/use-page.ts';
import { fakeBrowser } from '../../support/browser.ts';
import { renderHook } from '../../support/render-hook.ts';

beforeEach(() => fakeBrowser.reset());

const LISTING = { marketplace: 'aliexpress', kind: 'listing', itemId: '1' };

/** The page in front, and the way to bring another tab to the front. */
function use(first: ActiveTab | null | undefined) {
  return renderHook(() => {
    const [active, show] = useState(first);
    return { page: usePage(active), show };
  });
}
const tab = (tabId: number) => ({ tabId }) as ActiveTab;

describe('the page in front', () => {
  it('is what the worker says of its tab', async () => {
    fakeBrowser.answer({ 'runtime.sendMessage': async () => LISTING });
    const { page } = await use(tab(3)).until((value) => value.page.state !== 'asking');
    expect(page).toEqual({ state: 'known', status: LISTING });
    expect(fakeBrowser.callsOf('runtime.sendMessage')).toEqual([[{ type: 'page.status', tabId: 3 }]]);
  });

  it('is asked for again when the page says that it has changed, and not for another page', async () => {
    let status: object = LISTING;
    fakeBrowser.answer({ 'runtime.sendMessage': async () => status });
    const hook = use(tab(3));
    await hook.until(({ page }) => page.state === 'known');
    status = { ...LISTING, button: 'absent' };
    fakeBrowser.emit('runtime.onMessage', { type: 'page.seen' }, { tab: { id: 4 } });
    fakeBrowser.emit('runtime.onMessage', { type: 'capture.here' }, { tab: { id: 3 } });
    expect(fakeBrowser.callsOf('runtime.sendMessage')).toHaveLength(1);
    expect(fakeBrowser.emit('runtime.onMessage', { type: 'page.seen' }, { tab: { id: 3 } })).toEqual([
      undefined,
    ]);
    await hook.until(({ page }) => page.state === 'known' && page.status.button === 'absent');
  });

  it('is never the one that was in front before: an answer that comes late is not shown', async () => {
    const answers = new Map<number, (status: unknown) => void>();
    fakeBrowser.answer({
      'runtime.sendMessage': ({ tabId }: { tabId: number }) =>
        new Promise((resolve) => answers.set(tabId, resolve)),
    });
    const hook = use(tab(3));
    await hook.until(() => answers.has(3));
    hook.now().show(tab(4));
    await hook.until(() => answers.has(4));
    answers.get(4)?.({ ...LISTING, itemId: '4' });
    await hook.until(({ page }) => page.state === 'known');
    answers.get(3)?.({ ...LISTING, itemId: '3' });
    // One more question and its answer: the late one has had its turn by then.
    hook.now().show(tab(5));
    await hook.until(() => answers.has(5));
    expect(hook.now().page).toMatchObject({ status: { itemId: '4' } });
  });

  it('is unknown where there is no tab, or the worker is silent', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await use(null).until(({ page }) => page.state === 'unknown');
    fakeBrowser.answer({ 'runtime.sendMessage': async () => undefined });
    await use(tab(3)).until(({ page }) => page.state === 'unknown');
  });
});
