import '../../support/browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { downloadFile } from '../../../../utils/hooks/download.ts';
import { type ExportOptions, exportDrafts } from '../../../../utils/packages/export-drafts.ts';
import { usePackageExport } from '../../../../utils/packages/use-package-export.ts';
import { fakeBrowser } from '../../support/browser.ts';
import { emptyPageDatabase } from '../../support/page-database.ts';
import { renderHook } from '../../support/render-hook.ts';

vi.mock('../../../../utils/packages/export-drafts.ts', () => ({ exportDrafts: vi.fn() }));
vi.mock('../../../../utils/hooks/download.ts', () => ({ downloadFile: vi.fn() }));

const DONE = { file: new Blob(['a package']), name: 'evidence.zip', captures: 2 };

/** An export under way, in the hands of the test. */
function underWay() {
  const ending = Promise.withResolvers<typeof DONE>();
  let options: ExportOptions | undefined;
  vi.mocked(exportDrafts).mockImplementation((_deps, _ids, given) => {
    options = given;
    given.signal.addEventListener('abort', () => ending.reject(given.signal.reason));
    return ending.promise;
  });
  return { ...ending, options: () => options };
}

beforeEach(async () => {
  fakeBrowser.reset();
  fakeBrowser.answer({ 'runtime.getManifest': () => ({ version: '0.1.0' }) });
  vi.stubGlobal('navigator', { storage: {} });
  vi.mocked(downloadFile).mockClear();
  vi.mocked(exportDrafts).mockReset();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await emptyPageDatabase();
});

describe('an export from a screen', () => {
  it('is made once however often it is asked for, shows how far it is, and hands over the file', async () => {
    const work = underWay();
    const hook = renderHook(() => usePackageExport(['a', 'b']));
    const { onExport, count } = await hook.until(() => true);
    expect(count).toBe(2);
    onExport();
    onExport();
    await expect.poll(() => work.options()).toBeDefined();
    work.options()?.onProgress(5, 9);
    await hook.until(({ progress }) => progress?.done === 5 && progress.of === 9);
    work.resolve(DONE);
    const { result, progress } = await hook.until((value) => value.result !== null);
    expect([result?.tone, progress]).toEqual(['good', null]);
    expect(exportDrafts).toHaveBeenCalledTimes(1);
    expect(downloadFile).toHaveBeenCalledExactlyOnceWith(DONE.file, DONE.name);
  });

  it('that is cancelled hands over nothing, says so, and can be begun again', async () => {
    underWay();
    const hook = renderHook(() => usePackageExport(['a']));
    (await hook.until(() => true)).onExport();
    await hook.until(({ progress }) => progress !== null);
    hook.now().onCancel();
    const { result } = await hook.until((value) => value.result !== null);
    expect(result?.sentence).toMatch(/cancelled/i);
    expect(downloadFile).not.toHaveBeenCalled();
    hook.now().onExport();
    await expect.poll(() => vi.mocked(exportDrafts).mock.calls.length).toBe(2);
  });

  it('that fails says so, and ends with the screen', async () => {
    const failing = underWay();
    const hook = renderHook(() => usePackageExport(['a']));
    (await hook.until(() => true)).onExport();
    await hook.until(({ progress }) => progress !== null);
    failing.reject(new Error('the disk went away'));
    expect((await hook.until((value) => value.result !== null)).result?.tone).toBe('bad');
    const left = underWay();
    hook.now().onExport();
    await expect.poll(() => left.options()).toBeDefined();
    hook.end();
    await expect.poll(() => left.options()?.signal.aborted).toBe(true);
  });
});
