import { readPage } from '../marketplaces/read-page.ts';
import { registeredButton } from '../page/button-registry.ts';
import { documentElementOf, languageOf, scrollHeightOf, titleOf } from '../page/natives.ts';
import type { PagePosition, PageSample } from './page-sample.ts';
import { takeSnapshot } from './snapshot.ts';

const MARK = Symbol.for('marketsafe-reporter.mark');
type Marked = { [MARK]?: string };

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
 * Everything a capture needs from the page at one moment: facts, snapshot, place. Takes the in-page button away first, so that it
 * is in neither the snapshot nor the picture that follows. Runs in the page's isolated world.
 */
export async function readPageSample(): Promise<PageSample> {
  registeredButton()?.hide();
  (globalThis as Marked)[MARK] = crypto.randomUUID();
  await painted();
  const root = documentElementOf(document);
  return {
    position: readPosition(),
    reading: attempt(() => readPage(location.href, document)),
    title: (attempt(() => titleOf(document)) ?? '').slice(0, 2_000),
    language: (root ? languageOf(root) : '').slice(0, 100),
    documentHeight: root ? scrollHeightOf(root) : 0,
    snapshot: attempt(() => takeSnapshot(document)),
  };
}

/** Ends a capture in the page: puts the button back and says where the page stands now. */
export function endPageSample(): PagePosition {
  registeredButton()?.show();
  return readPosition();
}
