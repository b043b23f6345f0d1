/** A flat folder of whole files. What is being written is not there under its name before it is whole. */
export interface Folder {
  names: () => Promise<string[]>;
  /** Undefined where there is none of this name. */
  open: (name: string) => Promise<Blob | undefined>;
  write: (name: string, content: Blob | string) => Promise<void>;
  /** Does nothing where there is none of this name. */
  remove: (name: string) => Promise<void>;
}

const FOLDER = 'second-copy';

/** Chromium's name for a file while it is written; left behind by a browser that dies meanwhile. */
const SWAP = /\.crswap$/;

/** Whether a name is that of a write that did not end. */
export function isLeftOver(name: string): boolean {
  return SWAP.test(name);
}

function isMissing(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}

/** The folder in the browser's own file system for this extension, which is another store than its databases. */
export function browserFolder(storage: Pick<StorageManager, 'getDirectory'>): Folder {
  let opened: Promise<FileSystemDirectoryHandle> | undefined;
  const folder = () => {
    opened ??= storage.getDirectory().then((root) => root.getDirectoryHandle(FOLDER, { create: true }));
    // One that could not be opened is tried again.
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
  const remove = async (name: string) => {
    try {
      await (await folder()).removeEntry(name);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  };
  return {
    names: async () => {
      const names: string[] = [];
      for await (const name of (await folder()).keys()) names.push(name);
      return names;
    },
    open: async (name) => {
      try {
        return await (await (await folder()).getFileHandle(name)).getFile();
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    write: async (name, content) => {
      const handle = await (await folder()).getFileHandle(name, { create: true });
      try {
        const file = await handle.createWritable();
        await file.write(content);
        await file.close();
      } catch (error) {
        // A disk without room leaves an empty file, or half of an older one's successor.
        await remove(name).catch(() => undefined);
        throw error;
      }
    },
    remove,
  };
}
