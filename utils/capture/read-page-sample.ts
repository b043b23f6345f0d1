import type { PageArea } from '@marketsafe/contract';
import type { DrawnReading } from '../marketplaces/read-listing.ts';
import { registeredButton } from '../page/button-registry.ts';
import { isUnsettled } from '../page/heading.ts';
import { documentElementOf, isLoaded, languageOf, queryAll, rectOf, titleOf } from '../page/natives.ts';
import { followedScroller, lookForScroller, pageScroll, pageSize } from '../page/scroller.ts';
import { clippedParts, unknownParts } from './clipped-parts.ts';
import { keyReadingOf } from './key-reading.ts';
import { LOOK_KEY } from './page-keys.ts';
import type {
  KeyReading,
  PageBegin,
  PageEnd,
  PageLook,
  PagePosition,
  PageSample,
  PageTraces,
} from './page-sample.ts';
import { answer } from './script-answer.ts';
import { NOTHING_CERTAIN } from './viewer/boxes.ts';
import { readViewerTraces } from './viewer-traces.ts';
import { watchKeyFacts } from './watch-key-facts.ts';

const MARK = Symbol.for('marketsafe-reporter.mark');
const TURNS = Symbol.for('marketsafe-reporter.turns');
const KEY_FACTS = Symbol.for('marketsafe-reporter.key-facts');
const TRACES = Symbol.for('marketsafe-reporter.traces');
const LOOK = Symbol.for(LOOK_KEY);
/**
 * What the sample leaves in the isolated world. `KEY_FACTS` says how the key facts stand now: for the script that ends the capture.
 * `TRACES` says where the page shows the viewer and the listing now: for the slices that come later. `LOOK` is what the worker asks while
 * the picture is taken.
 */
interface Marked {
  [MARK]?: string;
  [TURNS]?: number;
  [KEY_FACTS]?: () => Pick<PageEnd, 'readings'>;
  [TRACES]?: () => PageTraces;
  [LOOK]?: () => Promise<unknown>;
}

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
export function readPosition(): PagePosition {
  return {
    url: location.href,
    mark: (globalThis as Marked)[MARK] ?? '',
    ...pageScroll(),
    width: window.innerWidth,
    height: window.innerHeight,
    devicePixelRatio: window.devicePixelRatio,
    turns: (globalThis as Marked)[TURNS] ?? 0,
    ...(followedScroller() && { inPart: true as const }),
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
export function painted(): Promise<void> {
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

/** The next frame, and that the page has handed it to the compositor: what was hidden is then in no picture. */
function handedOver(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 250);
    requestAnimationFrame(() => {
      setTimeout(() => {
        clearTimeout(late);
        resolve();
      });
    });
  });
}

/** Pictures in the window, or on the whole page, that have not arrived. */
export function unfinishedImages(root: Element, where: 'window' | 'page' = 'window'): number {
  return queryAll(root, 'img').filter((image) => {
    if (!(image instanceof HTMLImageElement) || isLoaded(image)) return false;
    const { top, bottom, width } = rectOf(image);
    return width > 0 && (where === 'page' || (bottom > 0 && top < window.innerHeight));
  }).length;
}

/** How this document was loaded, by the page's own clock. */
function readLoad(): PageSample['load'] {
  const [entry] = performance.getEntriesByType('navigation');
  if (!(entry instanceof PerformanceNavigationTiming)) return null;
  return {
    url: entry.name.slice(0, 100_000),
    protocol: entry.nextHopProtocol.slice(0, 40),
    startedAt: performance.timeOrigin,
  };
}

/**
 * Begins a capture in the page: makes the in-page button invisible, so that it is not in the picture that follows, marks the document
 * and says where it stands once the window is drawn anew. Runs in the page's isolated world, as everything here does.
 */
export async function beginPageSample(): Promise<PageBegin> {
  const button = registeredButton();
  const area = button ? areaOf(rectOf(button.host)) : null;
  button?.hide();
  countTurns();
  lookForScroller(document);
  (globalThis as Marked)[MARK] = crypto.randomUUID();
  if (button) await handedOver();
  return { position: readPosition(), button: area };
}

function areaOf({ x, y, width, height }: DOMRect): PageArea {
  return { x, y, width, height };
}

/** What a capture needs of the page from before its picture: what `read` says of it, and where it stands. Leaves what later calls ask. */
export function readPageSample(read: (url: string, page: Document) => DrawnReading): PageSample {
  const root = documentElementOf(document);
  const world = globalThis as Marked;
  // A capture that never ended: what it watched is watched no more.
  world[KEY_FACTS]?.();
  const readNow = () => attempt(() => read(location.href, document));
  const keyReading = (now: DrawnReading | null): KeyReading | null =>
    now && keyReadingOf(now.reading, now.drawn);
  const first = readNow();
  const reading = first?.reading ?? null;
  const changes = watchKeyFacts(document, keyReading(first), () => keyReading(readNow()));
  world[TRACES] = () => readViewerTraces(location.href, document, reading?.facts ?? {});
  world[KEY_FACTS] = () => {
    delete world[KEY_FACTS];
    return { readings: changes() };
  };
  world[LOOK] = () => answer(lookAtPage);
  return {
    position: readPosition(),
    settled: !isUnsettled(document, Date.now()),
    reading,
    drawn: first?.drawn ?? {},
    title: (attempt(() => titleOf(document)) ?? '').slice(0, 2_000),
    language: (root ? languageOf(root) : '').slice(0, 100),
    documentWidth: root ? pageSize(root).width : 0,
    documentHeight: root ? pageSize(root).height : 0,
    imagesUnfinished: attempt(() => (root ? unfinishedImages(root) : 0)) ?? 0,
    load: attempt(readLoad),
    elements: attempt(() => (root ? queryAll(root, '*').length : 0)) ?? 0,
  };
}

/** Where the page shows the viewer and the listing now, as the script that took the sample reads it. */
export function lookAgain(): PageTraces {
  return (globalThis as Marked)[TRACES]?.() ?? NOTHING_CERTAIN;
}

function lookAtPage(): PageLook {
  return {
    mark: readPosition().mark,
    clipped: attempt(() => clippedParts(document)) ?? unknownParts(),
    viewer: lookAgain(),
  };
}

/** Ends a capture in the page: puts the button back and says how the page stands now. */
export function endPageSample(): PageEnd {
  registeredButton()?.show();
  const seen = (globalThis as Marked)[KEY_FACTS]?.();
  return { position: readPosition(), readings: [null], ...seen };
}
