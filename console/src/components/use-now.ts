import { useEffect, useState } from 'react';

/** How often what is told relative to now is told anew, in milliseconds. */
const EVERY = 30_000;

/** The time, as it goes on, in Unix milliseconds. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY);
    return () => clearInterval(timer);
  }, []);
  return now;
}
