import type { KeyReading } from './page-sample.ts';
import { MAX_KEY_READINGS, WATCHDOG_MS } from './platform.ts';

/** Readings that a busy page costs at most while its picture is taken. */
const MOST_LOOKS = 40;

/**
 * Follows the key facts of a page from `first` on: whatever changes the page makes them be read again before the next frame is drawn, so
 * that a value which was shown in between is known too.
 * @returns ends it, and gives the readings since, each other than the one before, the one of now last. Forgotten, it ends by itself.
 */
export function watchKeyFacts(
  page: Document,
  first: KeyReading | null,
  read: () => KeyReading | null,
): () => (KeyReading | null)[] {
  const readings: (KeyReading | null)[] = [];
  let last = JSON.stringify(first);
  let looks = 0;
  let isDue = false;
  const until = performance.now() + WATCHDOG_MS;

  const look = () => {
    const reading = read();
    const text = JSON.stringify(reading);
    if (text === last) return;
    last = text;
    // The newest takes the place of the one before it where there are too many: that it changed is said in any case.
    if (readings.length === MAX_KEY_READINGS) readings.pop();
    readings.push(reading);
  };
  const observer = new MutationObserver(() => {
    if (performance.now() > until) return observer.disconnect();
    if (isDue || looks >= MOST_LOOKS) return;
    isDue = true;
    looks += 1;
    requestAnimationFrame(() => {
      isDue = false;
      look();
    });
  });
  observer.observe(page, { attributes: true, characterData: true, childList: true, subtree: true });
  return () => {
    observer.disconnect();
    look();
    return readings;
  };
}
