import { useLiveQuery } from 'dexie-react-hooks';
import { pageDatabase } from './page-database.ts';

/** What this extension keeps on this device. */
export interface StorageUse {
  drafts: number;
  reports: number;
  files: number;
  /** Bytes used and bytes the browser would give; null where it does not say. */
  usedBytes: number | null;
  freeBytes: number | null;
}

/** Counts what is stored, live; undefined while it is being read. */
export function useStorage(): StorageUse | undefined {
  return useLiveQuery(async () => {
    const [drafts, reports, files] = await Promise.all([
      pageDatabase.drafts.where('state').equals('draft').count(),
      pageDatabase.drafts.where('state').equals('finished').count(),
      pageDatabase.blobs.count(),
    ]);
    const { usage, quota } = await navigator.storage.estimate();
    return {
      drafts,
      reports,
      files,
      usedBytes: usage ?? null,
      freeBytes: quota === undefined ? null : Math.max(0, quota - (usage ?? 0)),
    };
  }, []);
}
