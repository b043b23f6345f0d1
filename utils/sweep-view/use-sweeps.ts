import { useLiveQuery } from 'dexie-react-hooks';
import { pageDatabase } from '../hooks/page-database.ts';
import { type ActionResult, useAttempt } from '../hooks/use-attempt.ts';
import { useNow } from '../hooks/use-now.ts';
import { readSettings } from '../settings/settings.ts';
import { addSweep } from '../sweeps/sweeps.ts';
import { counted, type SweepLine, sweepLine } from './sweep-line.ts';

export interface SweepsControl {
  /** Newest first; undefined while they are read. */
  sweeps: SweepLine[] | undefined;
  result: ActionResult;
  onAdd: (name: string) => void;
}

/** All sweeps of this device. `open` shows a new one. */
export function useSweeps(open: (sweepId: string) => void): SweepsControl {
  const now = useNow();
  const { result, attempt } = useAttempt();
  const sweeps = useLiveQuery(async () => {
    const rows = await pageDatabase.sweeps.orderBy('updatedAt').reverse().toArray();
    return Promise.all(rows.map((sweep) => counted(pageDatabase, sweep)));
  }, []);
  return {
    sweeps: sweeps?.map((each) => sweepLine(each, now)),
    result,
    onAdd: (name) =>
      void attempt(async () => {
        const { profile } = await readSettings();
        open(await addSweep(pageDatabase, { name, profile }, Date.now()));
        return null;
      }),
  };
}
