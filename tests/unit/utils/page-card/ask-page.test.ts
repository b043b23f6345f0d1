import '../../support/browser.ts';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from '../../support/browser.ts';
import { renderHook } from '../../support/render-hook.ts';

const LISTING = { marketplace: 'aliexpress', itemId: '1005006000000001', kind: 'listing' };

/** The modules as a page that has just opened has them. */
async function opened() {
  vi.resetModules();
  const { readFrontPage, firstFrontPage } = await import('../../../../utils/page-card/ask-page.ts');
  const { useActiveTab } = await import('../../../../utils/page-card/use-active-tab.ts');
  const { usePage } = await import('../../../../utils/page-card/use-page.ts');
  const use = () => {
    const tab = useActiveTab();
    return { tab, page: usePage(tab) };
  };
  return { readFrontPage, firstFrontPage, use };
}

let front: object[];
let status: () => Promise<unknown>;
beforeEach(() => {
  fakeBrowser.reset();
  front = [{ id: 3, windowId: 1 }];
  status = async () => LISTING;
  fakeBrowser.answer({ 'tabs.query': async () => front, 'runtime.sendMessage': () => status() });
});

it('is known at the first drawing where it was read before, and looked at again then', async () => {
  const { readFrontPage, use } = await opened();
  await readFrontPage();
  front = [{ id: 4, windowId: 1 }];
  status = async () => ({ kind: 'none', marketplace: null });
  const drawn: object[] = [];
  const hook = renderHook(() => {
    const now = use();
    drawn.push(now);
    return now;
  });
  await hook.until(
    ({ tab, page }) => tab?.tabId === 4 && page.state === 'known' && page.status.kind === 'none',
  );
  expect(drawn[0]).toEqual({
    tab: { tabId: 3, windowId: 1, visit: 0 },
    page: { state: 'known', status: LISTING },
  });
});

it('does not keep a page from being drawn: neither a worker that is silent nor a browser that refuses', async () => {
  status = () => new Promise(() => undefined);
  const silent = await opened();
  await silent.readFrontPage();
  expect(silent.firstFrontPage()).toEqual({ tab: { tabId: 3, windowId: 1 } });
  const log = vi.spyOn(console, 'error').mockReturnValue();
  fakeBrowser.answer({
    'tabs.query': async () => {
      throw new Error('no window');
    },
  });
  const refused = await opened();
  await refused.readFrontPage();
  expect(refused.firstFrontPage()).toBeUndefined();
  expect(log).toHaveBeenCalled();
});
