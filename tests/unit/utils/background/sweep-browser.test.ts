import '../../support/browser.ts';
import type { StepCodes } from '@marketsafe/words';
import { beforeEach, expect, it, vi } from 'vitest';
import { sweepDeps, tellArrived } from '../../../../utils/background/sweep-browser.ts';
import { SETTINGS_KEY } from '../../../../utils/settings/settings-key.ts';
import { fakeBrowser } from '../../support/browser.ts';
import { newDatabase } from '../../support/new-database.ts';

const TOLD: StepCodes = { outcome: 'step', did: 'captured' };
let discreet: boolean;
beforeEach(() => {
  fakeBrowser.reset();
  fakeBrowser.answer({
    'storage.local.get': async () => ({ [SETTINGS_KEY]: { discreet } }),
    'scripting.executeScript': async () => [],
    'tabs.sendMessage': async () => undefined,
    'tabs.get': async () => ({ url: 'https://www.aliexpress.com/item/1005006000000001.html' }),
    'action.setBadgeBackgroundColor': async () => undefined,
    'action.setBadgeText': async () => undefined,
    'action.setTitle': async () => undefined,
  });
});

/** What a key came to is told to a tab that it led to, then again by the page that has arrived there. */
function tell(): void {
  const { tell: tellTab } = sweepDeps(newDatabase(), async () => ({ outcome: 'failed' }) as never);
  tellTab(3, TOLD, true);
  tellArrived(3);
}

it('says in the page what a key came to, and in the icon', async () => {
  discreet = false;
  tell();
  await expect.poll(() => fakeBrowser.callsOf('tabs.sendMessage')).toHaveLength(2);
  expect(fakeBrowser.callsOf('tabs.sendMessage')[0]).toEqual([
    3,
    { type: 'step.told', told: TOLD },
    { frameId: 0 },
  ]);
});

it('in discreet mode says it in the icon alone: no script and no word comes into the page', async () => {
  discreet = true;
  const read = vi.fn(async () => ({ [SETTINGS_KEY]: { discreet } }));
  fakeBrowser.answer({ 'storage.local.get': read });
  tell();
  await expect.poll(() => fakeBrowser.callsOf('action.setBadgeText')).toHaveLength(1);
  // Both times it was asked whether pages may be touched.
  await expect.poll(() => read.mock.calls.length).toBeGreaterThanOrEqual(2);
  await Promise.resolve();
  expect(fakeBrowser.callsOf('scripting.executeScript')).toEqual([]);
  expect(fakeBrowser.callsOf('tabs.sendMessage')).toEqual([]);
});
