import { useLiveQuery } from 'dexie-react-hooks';
import { pageDatabase } from '../hooks/page-database.ts';
import { useNow } from '../hooks/use-now.ts';
import type { QueueContext } from './queue-rows.ts';

/** What every line of the queue depends on besides its rows, kept up to date. */
export function useQueueContext(signedIn: boolean): QueueContext {
  const now = useNow();
  const pause = useLiveQuery(() => pageDatabase.serverPauses.get('server'), []);
  return { now, signedIn, pausedUntil: pause?.until ?? 0 };
}
