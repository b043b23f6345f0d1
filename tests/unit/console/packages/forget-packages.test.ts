import { afterEach, describe, expect, it, vi } from 'vitest';
import { forgetPackages } from '../../../../console/src/packages/forget-packages.ts';

/** A file of the browser's own file system, as far as it is looked at. */
class FileHandle {
  getFile = async () => ({ lastModified: Date.now() });
}

afterEach(() => vi.unstubAllGlobals());

describe('a session that ends', () => {
  it('leaves no package in the browser, however new', async () => {
    const files = new Map([
      ['old.zip', new FileHandle()],
      ['just-saved.zip', new FileHandle()],
    ]);
    const folder = {
      entries: async function* () {
        yield* [...files];
      },
      removeEntry: async (name: string) => void files.delete(name),
    };
    vi.stubGlobal('FileSystemFileHandle', FileHandle);
    vi.stubGlobal('navigator', {
      storage: { getDirectory: async () => ({ getDirectoryHandle: async () => folder }) },
    });
    await forgetPackages();
    expect([...files.keys()]).toEqual([]);
  });

  it('ends in a browser without a file system of its own, too', async () => {
    vi.stubGlobal('navigator', { storage: {} });
    await expect(forgetPackages()).resolves.toBeUndefined();
  });
});
