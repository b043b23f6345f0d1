import '../../support/browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pageDatabase } from '../../../../utils/hooks/page-database.ts';
import { useCapture, useCaptureProgress, useInterrupted } from '../../../../utils/page-card/use-capture.ts';
import { fakeBrowser } from '../../support/browser.ts';
import { emptyPageDatabase } from '../../support/page-database.ts';
import { renderHook } from '../../support/render-hook.ts';

const NOW = 1_700_000_000_000;
const ORDER = { tabId: 3, listing: 'aliexpress:1005006000000001', again: false, profile: 'quick' } as const;

beforeEach(async () => {
  fakeBrowser.reset();
  await emptyPageDatabase();
});

const job = (change: object) =>
  pageDatabase.captureJobs.add({
    captureId: crypto.randomUUID(),
    tabId: 3,
    listingKey: 'aliexpress:1005006000000001',
    url: 'https://www.aliexpress.com/item/1005006000000001.html',
    profile: 'full',
    state: 'capturing',
    startedAt: NOW,
    ...change,
  } as never);

describe('a capture that a page asks for', () => {
  it('runs until the worker answers, names what the user was shown, and keeps the outcome', async () => {
    const answer = Promise.withResolvers<unknown>();
    fakeBrowser.answer({ 'runtime.sendMessage': () => answer.promise });
    const hook = renderHook(useCapture);
    const asked = (await hook.until(() => true)).capture(ORDER);
    await hook.until(({ running }) => running);
    expect(fakeBrowser.callsOf('runtime.sendMessage')).toEqual([[{ type: 'capture.start', ...ORDER }]]);
    answer.resolve({ outcome: 'exists', draftId: 'a', sentence: 'There is one.' });
    expect(await asked).toMatchObject({ outcome: 'exists', draftId: 'a' });
    expect((await hook.until(({ running }) => !running)).result).toEqual(await asked);
  });

  it.each([
    ['is gone', async () => Promise.reject(new Error('no receiver'))],
    ['gives no reply', async () => undefined],
  ])('has an unknown outcome when the worker %s, and can be asked for again', async (_, reply) => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    fakeBrowser.answer({ 'runtime.sendMessage': reply });
    const hook = renderHook(useCapture);
    const outcome = await (await hook.until(() => true)).capture(ORDER);
    expect(outcome.outcome).toBe('unknown');
    expect((await hook.until(({ result }) => result !== null)).result).toEqual(outcome);
  });

  it('shows nothing of the last one while it runs', async () => {
    fakeBrowser.answer({ 'runtime.sendMessage': async () => ({ outcome: 'failed', sentence: 'No.' }) });
    const hook = renderHook(useCapture);
    await (await hook.until(() => true)).capture(ORDER);
    await hook.until(({ result }) => result !== null);
    fakeBrowser.answer({ 'runtime.sendMessage': () => new Promise(() => undefined) });
    void hook.now().capture(ORDER);
    expect((await hook.until(({ running }) => running)).result).toBeNull();
  });
});

describe('the progress of a capture', () => {
  it('is that of the tab, whoever began it, and ends with it', async () => {
    await job({ captureId: 'other', tabId: 4, progress: { done: 9, of: 9 } });
    await job({ captureId: 'mine', progress: { done: 2, of: 7 } });
    const hook = renderHook(() => useCaptureProgress(3));
    expect(await hook.until((progress) => progress !== null)).toEqual({ done: 2, of: 7 });
    await pageDatabase.captureJobs.update('mine', { progress: { done: 3, of: 7 } });
    await hook.until((progress) => progress?.done === 3);
    await pageDatabase.captureJobs.delete('mine');
    await hook.until((progress) => progress === null);
  });
});

describe('captures that never ended', () => {
  it('are those of which nothing is on disk: interrupted, or older than any living one', async () => {
    await job({ captureId: 'living' });
    await job({ captureId: 'interrupted', state: 'interrupted' });
    await job({ captureId: 'dead', startedAt: NOW - 300_001 });
    await job({ captureId: 'evidence', state: 'interrupted', moment: {} });
    const hook = renderHook(() => useInterrupted(NOW));
    const { captures, onDismiss } = await hook.until((value) => value.captures.length > 0);
    expect(captures.map(({ captureId }) => captureId).sort()).toEqual(['dead', 'interrupted']);
    expect(captures[0]?.itemId).toBe('1005006000000001');
    onDismiss('dead');
    await hook.until((value) => value.captures.length === 1);
    expect((await pageDatabase.captureJobs.toCollection().primaryKeys()).sort()).toEqual([
      'evidence',
      'interrupted',
      'living',
    ]);
  });
});
