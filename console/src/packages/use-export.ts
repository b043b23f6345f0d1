import type { PackageOrder } from '@marketsafe/contract';
import { sweepScratch } from '@marketsafe/evidence';
import { useAnnounce } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useEffect, useRef, useState } from 'react';
import { fetchPackage } from './fetch-package.ts';
import { saveFile } from './save-file.ts';

/** Where an export stands. */
export type ExportState =
  | { state: 'idle' }
  | { state: 'running'; kind: PackageOrder['kind']; done: number; of: number }
  | { state: 'done'; name: string; bytes: number }
  | { state: 'cancelled' }
  | { state: 'failed'; error: unknown };

/** One export at a time, with its progress; leaving the screen ends it. */
export function useExport() {
  const announce = useAnnounce();
  const [state, setState] = useState<ExportState>({ state: 'idle' });
  const stop = useRef<AbortController | null>(null);

  useEffect(() => {
    void sweepScratch(navigator.storage, Date.now());
    return () => stop.current?.abort();
  }, []);

  async function start(wanted: PackageOrder) {
    if (stop.current) return;
    const mine = new AbortController();
    stop.current = mine;
    setState({ state: 'running', kind: wanted.kind, done: 0, of: 0 });
    announce(m.console_packages_making());
    try {
      const { file, name } = await fetchPackage(
        wanted,
        (done, of) => setState({ state: 'running', kind: wanted.kind, done, of }),
        mine.signal,
      );
      saveFile(file, name);
      setState({ state: 'done', name, bytes: file.size });
      announce(m.console_packages_saved({ name }));
    } catch (error) {
      setState(mine.signal.aborted ? { state: 'cancelled' } : { state: 'failed', error });
    } finally {
      stop.current = null;
    }
  }

  return { state, start, cancel: () => stop.current?.abort() };
}
