import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { pageDatabase } from '../hooks/page-database.ts';
import { useNow } from '../hooks/use-now.ts';
import type { QueueContext } from './queue-rows.ts';

/** What every line of the queue depends on besides its rows, kept up to date. */
export function useQueueContext(signedIn: boolean): QueueContext {
  const now = useNow();
  const pause = useLiveQuery(() => pageDatabase.serverPauses.get('server'), []);
  const pausedUntil = pause?.until ?? 0;
  // The same as long as nothing of it changes: thousands of lines are worked out with it.
  return useMemo(() => ({ now, signedIn, pausedUntil }), [now, signedIn, pausedUntil]);
}
