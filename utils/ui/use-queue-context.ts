import { useLiveQuery } from 'dexie-react-hooks';
import { pageDatabase } from './page-database.ts';
import type { QueueContext } from './queue-rows.ts';
import { useNow } from './use-now.ts';

/** What every line of the queue depends on besides its rows, kept up to date. */
export function useQueueContext(signedIn: boolean): QueueContext {
  const now = useNow();
  const pause = useLiveQuery(() => pageDatabase.serverPauses.get('server'), []);
  return { now, signedIn, pausedUntil: pause?.until ?? 0 };
}
