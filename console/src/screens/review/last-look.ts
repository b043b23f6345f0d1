import { useEffect, useState } from 'react';

const KEY = 'marketsafe-review-looked';

function kept(): number {
  const at = Number(localStorage.getItem(KEY));
  return Number.isFinite(at) ? at : 0;
}

/**
 * When this person last said that they had seen the queue, in Unix milliseconds: what changed after that is marked. Of a browser that has not
 * looked yet, that is now.
 */
export function useLastLook(): { at: number; seen: () => void } {
  const [at, setAt] = useState(() => kept() || Date.now());
  useEffect(() => {
    if (kept() === 0) localStorage.setItem(KEY, String(at));
  }, [at]);
  return {
    at,
    seen: () => {
      const now = Date.now();
      localStorage.setItem(KEY, String(now));
      setAt(now);
    },
  };
}
