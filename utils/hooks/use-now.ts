import { useEffect, useState } from 'react';

/** How often ages on the screen are brought up to date, in milliseconds. */
const TICK_MS = 10_000;

/** The current time, Unix milliseconds, renewed now and then so that ages stay true while a page is open. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
