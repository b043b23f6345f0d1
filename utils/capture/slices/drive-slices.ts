import type { Limitation } from '@marketsafe/contract';
import type { TabState } from '../capture-listing.ts';
import type { FullPageDriver, FullPageEnd, FullPageTask } from '../full-page.ts';
import { newFile } from '../moment.ts';
import type { PagePosition } from '../page-sample.ts';
import { MAX_SLICES, SLICE_HEADROOM } from '../platform.ts';
import { type SliceCall, type SliceStand, sliceStand } from './page-steps.ts';
import { type Corner, lowestEdge, nextCorner, type PageSize, sliceCount } from './plan.ts';

/** Every browser call that taking slices makes. */
export interface SliceDeps {
  /** Puts the page's part in place, then runs one step of it and gives its raw answer. */
  call: (tabId: number, call: SliceCall) => Promise<unknown>;
  tab: (tabId: number) => Promise<TabState>;
  /** What the window shows now, as PNG, at the browser's pace. */
  pixels: (windowId: number) => Promise<Blob>;
  estimate: () => Promise<{ usage?: number; quota?: number }>;
  /** Style that holds for the page while slices are taken: no smooth scrolling, no movement. */
  hold: (tabId: number) => Promise<void>;
  release: (tabId: number) => Promise<void>;
}

/** Why no further slice is taken. */
class Ended extends Error {
  readonly limitation: Limitation;
  constructor(limitation: Limitation) {
    super(limitation);
    this.limitation = limitation;
  }
}

function sizeOf({ position, pageWidth, pageHeight }: SliceStand): PageSize {
  return {
    viewport: { width: position.width, height: position.height },
    page: { width: pageWidth, height: pageHeight },
  };
}

/** The same document, in front, in the same state; only the place on it may differ. */
function isSamePage(one: PagePosition, other: PagePosition): boolean {
  return (['url', 'mark', 'width', 'height', 'devicePixelRatio', 'turns'] as const).every(
    (key) => one[key] === other[key],
  );
}

function isSamePlace(one: PagePosition, other: PagePosition): boolean {
  return isSamePage(one, other) && one.x === other.x && one.y === other.y;
}

/** Takes a page slice by slice: the only way in Chromium, which shows an extension no more than the window. */
export function createSliceDriver(deps: SliceDeps): FullPageDriver {
  const ask = async (tabId: number, call: SliceCall): Promise<SliceStand> => {
    const answer = sliceStand.safeParse(await deps.call(tabId, call).catch(() => null));
    if (!answer.success) throw new Ended('partial-moved');
    return answer.data;
  };

  const isInFront = async ({ tabId, windowId, position }: FullPageTask): Promise<boolean> => {
    const tab = await deps.tab(tabId).catch(() => null);
    return tab?.active === true && tab.windowId === windowId && tab.url === position.url;
  };

  const refuseWhenFull = async () => {
    const { usage, quota } = await deps.estimate();
    if (quota !== undefined && quota - (usage ?? 0) < SLICE_HEADROOM) throw new Ended('partial-storage');
  };

  /** One slice: the page must stand where it stood when its picture had been taken. A page that moved by itself gets a second try. */
  const takeSlice = async (task: FullPageTask, corner: Corner, unpin: boolean) => {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const before = await ask(task.tabId, { step: 'step', ...corner, unpin });
      if (!isSamePage(before.position, task.position)) throw new Ended('partial-moved');
      const png = await deps.pixels(task.windowId).catch(() => {
        throw new Ended('pixels-failed');
      });
      const after = await ask(task.tabId, { step: 'stand' });
      if (!(await isInFront(task))) throw new Ended('partial-moved');
      if (isSamePlace(before.position, after.position)) return { before, after, png };
    }
    throw new Ended('partial-moved');
  };

  const takeAll = async (task: FullPageTask, limitations: Set<Limitation>): Promise<number> => {
    const first = await ask(task.tabId, { step: 'begin' });
    if (!isSamePage(first.position, task.position)) throw new Ended('partial-moved');
    const edge = lowestEdge(sizeOf(first));
    if (sizeOf(first).page.height > edge) limitations.add('height-capped');
    // The picture of the moment is the first slice where the page stood at its top.
    const atTop = task.position.x === 0 && task.position.y === 0;
    let corner = nextCorner(undefined, sizeOf(first), edge);
    if (corner && atTop) corner = nextCorner(corner, sizeOf(first), edge);
    let height = first.pageHeight;
    let of = sliceCount(sizeOf(first)) - (atTop ? 1 : 0);
    for (let done = 1; corner; done += 1) {
      if (await task.stopped()) throw new Ended('partial-cancelled');
      if (done > MAX_SLICES) {
        limitations.add('height-capped');
        break;
      }
      await refuseWhenFull();
      const unpin = corner.y > 0;
      const { before, after, png } = await takeSlice(task, corner, unpin);
      const { x, y, width, height: tall } = before.position;
      const slice = await newFile(png, {
        path: `slice-${String(done).padStart(3, '0')}.png`,
        type: 'image/png',
        role: 'evidentiary',
        method: 'pixels',
        area: { x, y, width, height: tall },
      });
      if (before.unfinished > 0) limitations.add('images-unfinished');
      if (before.pinned > 0) limitations.add('pinned-hidden');
      of = Math.max(of, done, sliceCount(sizeOf(before)) - (atTop ? 1 : 0));
      const viewer = {
        areas: [...before.viewer.areas, ...after.viewer.areas],
        texts: [...before.viewer.texts, ...after.viewer.texts],
      };
      await task.keep(slice, { done, of }, viewer);
      height = before.pageHeight;
      corner = nextCorner(corner, sizeOf(before), edge);
    }
    if (height > edge) limitations.add(first.pageHeight > edge ? 'height-capped' : 'page-grew');
    return height;
  };

  return async (task): Promise<FullPageEnd> => {
    const limitations = new Set<Limitation>();
    let pageHeight = 0;
    try {
      await deps.hold(task.tabId).catch(() => undefined);
      pageHeight = await takeAll(task, limitations);
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      limitations.add(error.limitation);
    } finally {
      const end = await ask(task.tabId, { step: 'end' }).catch(() => null);
      if (end) pageHeight = Math.max(pageHeight, end.pageHeight);
      await deps.release(task.tabId).catch(() => undefined);
    }
    return { pageHeight, limitations: [...limitations] };
  };
}
