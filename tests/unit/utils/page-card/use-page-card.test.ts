import '../../support/browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pageDatabase } from '../../../../utils/hooks/page-database.ts';
import { usePageCard } from '../../../../utils/page-card/use-page-card.ts';
import { fakeBrowser } from '../../support/browser.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { emptyPageDatabase } from '../../support/page-database.ts';
import { renderHook } from '../../support/render-hook.ts';

const TAB = { tabId: 3, windowId: 1, visit: 1 };
const CONTEXT = { now: 1_700_000_100_000, signedIn: false, online: true } as never;

let listing: { marketplace: string; itemId: string; key: string };
let outcome: object;
beforeEach(async () => {
  fakeBrowser.reset();
  await emptyPageDatabase();
  await captureInto(pageDatabase);
  const key = (await pageDatabase.drafts.toArray())[0]?.listingKey ?? '';
  const [marketplace = '', itemId = ''] = key.split(':');
  listing = { marketplace, itemId, key };
  outcome = { outcome: 'exists', draftId: 'that-one' };
  fakeBrowser.answer({
    'runtime.sendMessage': async ({ type }: { type: string }) =>
      type === 'page.status' ? { marketplace, itemId, kind: 'listing' } : outcome,
    'storage.local.get': async () => ({}),
  });
});

function use(open = vi.fn()) {
  return { open, hook: renderHook(() => usePageCard(TAB, CONTEXT, open)) };
}

describe('the card of the page in front', () => {
  it('says what this device holds of the listing, and opens it', async () => {
    const { hook, open } = use();
    const { held, onOpen } = await hook.until((value) => Boolean(value.held));
    expect(held).toMatchObject({ state: 'draft', number: null });
    onOpen();
    expect(open).toHaveBeenCalledExactlyOnceWith((await pageDatabase.drafts.toArray())[0]?.draftId);
  });

  it('captures the listing that it shows, and opens the draft there is instead of a second one', async () => {
    const { hook, open } = use();
    const { onCapture } = await hook.until((value) => Boolean(value.held));
    onCapture(false, 'quick');
    await expect.poll(() => open.mock.calls).toEqual([['that-one']]);
    expect(fakeBrowser.callsOf('runtime.sendMessage')).toContainEqual([
      { type: 'capture.start', tabId: 3, again: false, profile: 'quick', listing: listing.key },
    ]);
  });

  it('is busy while any capture of the tab is under way, and can end it', async () => {
    await pageDatabase.captureJobs.add({
      ...{ captureId: 'job', tabId: 3, listingKey: listing.key, url: '', startedAt: 1, state: 'capturing' },
      ...{ profile: 'full', progress: { done: 2, of: 7 } },
    } as never);
    const { hook } = use();
    const { progress, onStop } = await hook.until(({ running }) => running);
    expect(progress).toEqual({ done: 2, of: 7 });
    onStop();
    await expect
      .poll(() => fakeBrowser.callsOf('runtime.sendMessage'))
      .toContainEqual([{ type: 'capture.stop', tabId: 3 }]);
  });

  it.each([
    ['in_review', 'again'],
    ['removed', 'relisted'],
    ['platform_rejected', 'again'],
  ] as const)(
    'offers another capture of a listing whose claim is %s as what it is: %s',
    async (state, again) => {
      await pageDatabase.drafts.clear();
      await pageDatabase.known.put({
        ...{ id: 'claim:a', kind: 'claim', listingKey: listing.key, number: 'MS-0000-0001', state },
        ...{ at: 1_700_000_000_000, by: 'Marco Lead' },
      } as never);
      const { hook } = use();
      const { standing } = await hook.until((value) => value.standing.sentence !== '');
      expect(standing).toMatchObject({ again, sentence: expect.stringContaining('MS-0000-0001') });
    },
  );
});
