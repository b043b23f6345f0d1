import type { PageReading } from '@marketsafe/contract';
import { registeredButton } from '../page/button-registry.ts';
import { isUnsettled } from '../page/heading.ts';
import { documentElementOf, languageOf, scrollHeightOf, titleOf } from '../page/natives.ts';
import type { PagePosition, PageSample } from './page-sample.ts';
import { takeSnapshot } from './snapshot.ts';

const MARK = Symbol.for('marketsafe-reporter.mark');
const TURNS = Symbol.for('marketsafe-reporter.turns');
type Marked = { [MARK]?: string; [TURNS]?: number };

/** Counts from the first sample on, so that a tab that went away and came back during the picture is noticed. */
function countTurns(): void {
  const world = globalThis as Marked;
  if (world[TURNS] !== undefined) return;
  world[TURNS] = 0;
  document.addEventListener('visibilitychange', () => {
    world[TURNS] = (world[TURNS] ?? 0) + 1;
  });
}

/** Where this document stands now. */
function readPosition(): PagePosition {
  return {
    url: location.href,
    mark: (globalThis as Marked)[MARK] ?? '',
    x: window.scrollX,
    y: window.scrollY,
    width: window.innerWidth,
    height: window.innerHeight,
    devicePixelRatio: window.devicePixelRatio,
    turns: (globalThis as Marked)[TURNS] ?? 0,
  };
}

function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Two frames: the compositor has then drawn the page without the button. A page that is not drawn has nothing to wait for. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 250);
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        clearTimeout(late);
        resolve();
      }),
    );
  });
}

/**
 * Everything a capture needs from the page at one moment: what `read` says of it, snapshot, place. Makes the in-page button invisible
 * first, so that it is not in the picture that follows. Runs in the page's isolated world.
 */
export async function readPageSample(
  read: (url: string, page: Document) => PageReading,
): Promise<PageSample> {
  const button = registeredButton();
  button?.hide();
  countTurns();
  (globalThis as Marked)[MARK] = crypto.randomUUID();
  await painted();
  const root = documentElementOf(document);
  return {
    position: readPosition(),
    settled: !isUnsettled(document, Date.now()),
    reading: attempt(() => read(location.href, document)),
    title: (attempt(() => titleOf(document)) ?? '').slice(0, 2_000),
    language: (root ? languageOf(root) : '').slice(0, 100),
    documentHeight: root ? scrollHeightOf(root) : 0,
    snapshot: attempt(() => takeSnapshot(document, button?.host)),
  };
}

/** Ends a capture in the page: puts the button back and says where the page stands now. */
export function endPageSample(): PagePosition {
  registeredButton()?.show();
  return readPosition();
}
