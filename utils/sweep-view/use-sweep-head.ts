import { m, stepSentence } from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import { pageDatabase } from '../hooks/page-database.ts';
import { type ActionResult, useAttempt } from '../hooks/use-attempt.ts';
import { useNow } from '../hooks/use-now.ts';
import { ASK_TIMEOUT_MS, askFor } from '../messages/ask.ts';
import type { SweepKey } from '../messages/messages.ts';
import { useActiveTab } from '../page-card/use-active-tab.ts';
import { pauseSweep, runningSweep, startSweep } from '../sweeps/sweeps.ts';
import { counted, type SweepLine, sweepLine } from './sweep-line.ts';

/** A sweep that was looked at within so many milliseconds can be gone on with from the panel. */
const RECENT_MS = 7 * 86_400_000;

export interface SweepHeadControl {
  /** The sweep that runs, or the one that was paused last; undefined while it is looked up, null where there is none. */
  sweep: SweepLine | null | undefined;
  result: ActionResult;
  onPause: () => void;
  onGoOn: () => void;
  onKey: (key: SweepKey) => void;
}

async function currentSweep() {
  const running = await runningSweep(pageDatabase);
  if (running) return counted(pageDatabase, running);
  const paused = await pageDatabase.sweeps.where('state').equals('paused').sortBy('updatedAt');
  const last = paused.filter(({ spans }) => spans.length > 0).at(-1);
  return last && last.updatedAt > Date.now() - RECENT_MS ? counted(pageDatabase, last) : null;
}

/** The sweep of this device, in the head of the side panel. */
export function useSweepHead(): SweepHeadControl {
  const current = useLiveQuery(currentSweep, []);
  const now = useNow();
  const tab = useActiveTab();
  const { result, say, attempt } = useAttempt();
  const sweepId = current?.sweep.sweepId;
  return {
    sweep: current && sweepLine(current, now),
    result,
    onPause: () =>
      void attempt(async () => {
        if (sweepId !== undefined) await pauseSweep(pageDatabase, sweepId, Date.now());
        return null;
      }),
    onGoOn: () =>
      void attempt(async () => {
        const other = sweepId === undefined ? undefined : await startSweep(pageDatabase, sweepId, Date.now());
        return other ? () => m.sweep_other_paused({ name: other.name }) : null;
      }),
    onKey: (key) =>
      void attempt(async () => {
        if (!tab) return null;
        const timeout = key === 'capture' ? ASK_TIMEOUT_MS.fullCapture : ASK_TIMEOUT_MS.capture;
        const answer = await askFor<'sweep.key'>({ type: 'sweep.key', tabId: tab.tabId, key }, timeout);
        if (!answer.ok) {
          say({ tone: 'bad', say: m.sweep_no_step });
          throw new Error('no step');
        }
        return () => stepSentence(answer.reply);
      }),
  };
}
