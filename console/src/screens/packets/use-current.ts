import { useState } from 'react';

/** The row that keys act on, and the keys that lead from one to the next. @param ids of the rows, in their order */
export function useCurrent(ids: readonly string[]) {
  const [at, setAt] = useState<string | null>(null);
  const index = at === null ? -1 : ids.indexOf(at);
  const move = (by: number) => {
    const next = ids[Math.min(Math.max(index + by, 0), ids.length - 1)];
    if (next !== undefined) setAt(next);
  };
  return {
    index,
    keys: {
      j: () => move(1),
      k: () => move(-1),
      arrowdown: () => move(1),
      arrowup: () => move(-1),
    },
  };
}
