import '../../support/browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pageDatabase } from '../../../../utils/hooks/page-database.ts';
import { useStorage } from '../../../../utils/storage/use-storage.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { emptyPageDatabase } from '../../support/page-database.ts';
import { renderHook } from '../../support/render-hook.ts';

let estimate: { usage?: number; quota?: number };
beforeEach(async () => {
  await emptyPageDatabase();
  estimate = { usage: 30, quota: 100 };
  const storage = { estimate: async () => estimate, persisted: async () => true };
  vi.stubGlobal('navigator', { storage });
});

describe('what is stored on this device', () => {
  it('is counted by why it is kept, live', async () => {
    const hook = renderHook(() => useStorage(3));
    const { storage } = await hook.until((value) => value.storage !== undefined);
    expect(storage).toMatchObject({ drafts: 0, reports: 0, usedBytes: 30, freeBytes: 70, persisted: true });
    await captureInto(pageDatabase);
    const counted = await hook.until((value) => value.storage?.drafts === 1);
    expect(counted.storage?.evidence.draft.files).toBe(await pageDatabase.blobs.count());
    expect(counted.storage?.due).toEqual({ files: 0, bytes: 0 });
  });

  it('is unknown where the browser does not say, and never less than nothing', async () => {
    estimate = {};
    const unknown = await renderHook(() => useStorage(3)).until((value) => value.storage !== undefined);
    expect(unknown.storage).toMatchObject({ usedBytes: null, freeBytes: null });
    estimate = { usage: 120, quota: 100 };
    const full = await renderHook(() => useStorage(3)).until((value) => value.storage !== undefined);
    expect(full.storage?.freeBytes).toBe(0);
  });

  it('is not counted, nor anything freed, before the days to keep are known', async () => {
    const row = { sha256: 'a'.repeat(64), bytes: new Blob(['x']), type: 'image/png', size: 1, storedAt: 1 };
    await pageDatabase.blobs.add(row);
    const early = renderHook(() => useStorage(undefined));
    (await early.until(() => true)).onCleanUp();
    const hook = renderHook(() => useStorage(3));
    await hook.until((value) => value.storage?.evidence.none.files === 1);
    expect(early.now().storage).toBeUndefined();
    hook.now().onCleanUp();
    expect((await hook.until(({ result }) => result !== null)).result).toMatchObject({ tone: 'good' });
    await hook.until((value) => value.storage?.evidence.none.files === 0);
  });
});
