import { formatBytes, m } from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import { pageDatabase } from '../hooks/page-database.ts';
import { type ActionResult, useAttempt } from '../hooks/use-attempt.ts';
import { useNow } from '../hooks/use-now.ts';
import { cleanUp } from './clean-up.ts';
import { type EvidenceUse, evidenceUse } from './storage-use.ts';

/** What this extension keeps on this device, and why. */
interface StorageUse {
  drafts: number;
  reports: number;
  /** Bytes used and bytes the browser would give; null where it does not say. */
  usedBytes: number | null;
  freeBytes: number | null;
  /** The browser has promised not to clear it when space runs out. */
  persisted: boolean;
  evidence: EvidenceUse['by'];
  /** What a clean-up would free now. */
  due: EvidenceUse['due'];
  /** When more may be freed, Unix milliseconds; null where nothing waits. */
  next: number | null;
}

export interface StorageControl {
  /** Undefined while it is being counted. */
  storage: StorageUse | undefined;
  result: ActionResult;
  onCleanUp: () => void;
}

async function readStorage(keepDays: number, now: number): Promise<StorageUse> {
  const [drafts, reports, use, { usage, quota }, persisted] = await Promise.all([
    pageDatabase.drafts.where('state').equals('draft').count(),
    pageDatabase.drafts.where('state').equals('finished').count(),
    evidenceUse(pageDatabase, keepDays, now),
    navigator.storage.estimate(),
    navigator.storage.persisted(),
  ]);
  return {
    drafts,
    reports,
    usedBytes: usage ?? null,
    freeBytes: quota === undefined ? null : Math.max(0, quota - (usage ?? 0)),
    persisted,
    evidence: use.by,
    due: use.due,
    next: use.next,
  };
}

/** Counts what is stored, live. `keepDays` as in the settings; undefined until these are read. */
export function useStorage(keepDays: number | undefined): StorageControl {
  const now = useNow();
  const { result, attempt } = useAttempt();
  const storage = useLiveQuery(
    () => (keepDays === undefined ? undefined : readStorage(keepDays, now)),
    [keepDays, now],
  );
  return {
    storage,
    result,
    onCleanUp: () => {
      if (keepDays === undefined) return;
      void attempt(async () => {
        const { bytes } = await cleanUp(pageDatabase, keepDays, Date.now());
        return () => m.workspace_freed({ size: formatBytes(bytes) });
      });
    },
  };
}
