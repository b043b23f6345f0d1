import { useEffect, useState } from 'react';
import { checkBackend } from './check-backend.ts';

/** Whether reports can leave this device now. */
export type BackendState = 'checking' | 'reachable' | 'unreachable' | 'foreign' | 'offline';

/** How often an open page looks again, in milliseconds, while the backend is not there. */
const LOOK_AGAIN_MS = 15_000;

/** Follows whether the backend can be reached; `serverUrl` is its origin, undefined while it is not known yet. */
export function useBackend(serverUrl: string | undefined): BackendState {
  const [state, setState] = useState<BackendState>('checking');
  useEffect(() => {
    if (serverUrl === undefined) return;
    const end = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      clearTimeout(timer);
      const next = navigator.onLine ? (await checkBackend(serverUrl, end.signal)).state : 'offline';
      if (end.signal.aborted) return;
      setState(next);
      if (next !== 'reachable') timer = setTimeout(look, LOOK_AGAIN_MS);
    };
    const changed = () => void look();
    window.addEventListener('online', changed, { signal: end.signal });
    window.addEventListener('offline', changed, { signal: end.signal });
    void look();
    return () => {
      end.abort();
      clearTimeout(timer);
    };
  }, [serverUrl]);
  return state;
}
