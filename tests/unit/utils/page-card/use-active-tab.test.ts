import '../../support/browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { useActiveTab } from '../../../../utils/page-card/use-active-tab.ts';
import { fakeBrowser } from '../../support/browser.ts';
import { renderHook } from '../../support/render-hook.ts';

let front: object[];
beforeEach(() => {
  fakeBrowser.reset();
  front = [{ id: 3, windowId: 1 }];
  fakeBrowser.answer({ 'tabs.query': async () => front });
});

describe('the tab in front', () => {
  it('is followed through other tabs, loads and addresses, each a visit of its own', async () => {
    const hook = renderHook(useActiveTab);
    expect(await hook.until((tab) => tab !== undefined)).toEqual({ tabId: 3, windowId: 1, visit: 1 });
    expect(fakeBrowser.callsOf('tabs.query')).toEqual([[{ active: true, currentWindow: true }]]);
    front = [{ id: 4, windowId: 1 }];
    fakeBrowser.emit('tabs.onActivated', {});
    await hook.until((tab) => tab?.tabId === 4 && tab.visit === 2);
    fakeBrowser.emit('tabs.onUpdated', 4, { status: 'loading' });
    fakeBrowser.emit('tabs.onUpdated', 4, { status: 'complete' });
    await hook.until((tab) => tab?.visit === 3);
    fakeBrowser.emit('tabs.onUpdated', 4, { url: 'https://www.aliexpress.com/' });
    await hook.until((tab) => tab?.visit === 4);
  });

  it('is null in a window without one, and nobody listens once the page is gone', async () => {
    front = [];
    const hook = renderHook(useActiveTab);
    await hook.until((tab) => tab === null);
    expect(fakeBrowser.heard).toEqual(['tabs.onActivated', 'tabs.onUpdated']);
    hook.end();
    await expect.poll(() => fakeBrowser.heard).toEqual([]);
  });
});
