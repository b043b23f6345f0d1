import type { KeyReading } from './page-sample.ts';
import { MAX_KEY_READINGS, WATCHDOG_MS } from './platform.ts';

/** After a reading none follows for so many times what it took: a page that is busy pays at most a fourth of its time. */
const REST = 3;

/**
 * Follows the key facts of a page from `first` on: whatever changes the page makes them be read again at once, so that a value which was
 * shown in between is known too. Not with the next frame only: Firefox draws its picture between frames. A page that changes faster than it
 * can be read is read as often as `REST` allows.
 * @returns ends it, and gives the readings since, each other than the one before, the one of now last. Forgotten, it ends by itself.
 */
export function watchKeyFacts(
  page: Document,
  first: KeyReading | null,
  read: () => KeyReading | null,
): () => (KeyReading | null)[] {
  const readings: (KeyReading | null)[] = [];
  let last = JSON.stringify(first);
  let isDue = false;
  let restsUntil = 0;
  const until = performance.now() + WATCHDOG_MS;

  const look = () => {
    const from = performance.now();
    const reading = read();
    const now = performance.now();
    restsUntil = now + REST * (now - from);
    const text = JSON.stringify(reading);
    if (text === last) return;
    last = text;
    // The newest takes the place of the one before it where there are too many: that it changed is said in any case.
    if (readings.length === MAX_KEY_READINGS) readings.pop();
    readings.push(reading);
  };
  let isOver = false;
  const lookWhenRested = () => {
    isDue = false;
    if (isOver) return;
    if (performance.now() >= restsUntil) return look();
    isDue = true;
    requestAnimationFrame(lookWhenRested);
  };
  const observer = new MutationObserver(() => {
    if (performance.now() > until) return observer.disconnect();
    if (!isDue) lookWhenRested();
  });
  observer.observe(page, { attributes: true, characterData: true, childList: true, subtree: true });
  return () => {
    isOver = true;
    observer.disconnect();
    look();
    return readings;
  };
}
