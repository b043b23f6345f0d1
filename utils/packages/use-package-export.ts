import { sweepScratch } from '@marketsafe/evidence';
import { formatBytes, m } from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useRef, useState } from 'react';
import { browser } from 'wxt/browser';
import { downloadFile } from '../hooks/download.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { type ActionResult, type Say, useAttempt } from '../hooks/use-attempt.ts';
import { exportDrafts } from './export-drafts.ts';
import { type Lack, whatLacks } from './what-lacks.ts';

/** Export of drafts and reports as a package that anybody can check. */
export interface PackageExportControl {
  /** How many drafts and reports would go into it. */
  count: number;
  /** What the package would not hold. */
  lacks: readonly Lack[];
  /** Bytes written of about so many; null while nothing is exported. */
  progress: { done: number; of: number } | null;
  result: ActionResult;
  onExport: () => void;
  onCancel: () => void;
}

/** One export at a time, with its progress; leaving the screen ends it. */
export function usePackageExport(draftIds: readonly string[]): PackageExportControl {
  const lacks = useLiveQuery(() => whatLacks(pageDatabase, draftIds), [draftIds.join()]) ?? [];
  const { result, say, attempt } = useAttempt();
  const [progress, setProgress] = useState<PackageExportControl['progress']>(null);
  const stop = useRef<AbortController | null>(null);

  useEffect(() => {
    void sweepScratch(navigator.storage, Date.now());
    return () => stop.current?.abort();
  }, []);

  async function run(mine: AbortController): Promise<Say> {
    const deps = {
      db: pageDatabase,
      storage: navigator.storage,
      version: browser.runtime.getManifest().version,
      fetch: (url: string, init: RequestInit) => fetch(url, init),
      now: Date.now,
      after: (ms: number, callback: () => void) => {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
    };
    try {
      const { file, name, captures } = await exportDrafts(deps, draftIds, {
        onProgress: (done, of) => setProgress({ done, of }),
        signal: mine.signal,
      });
      downloadFile(file, name);
      return () => m.export_done({ name, count: captures, size: formatBytes(file.size) });
    } catch (error) {
      if (mine.signal.aborted) return m.export_cancelled;
      throw error;
    } finally {
      stop.current = null;
      setProgress(null);
    }
  }

  return {
    ...{ count: draftIds.length, lacks, progress, result },
    onExport: () => {
      if (stop.current) return;
      const mine = new AbortController();
      stop.current = mine;
      say(null);
      setProgress({ done: 0, of: 0 });
      void attempt(() => run(mine));
    },
    onCancel: () => stop.current?.abort(new Error('cancelled')),
  };
}
