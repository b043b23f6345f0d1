import type { Limitation } from '@marketsafe/contract';
import { bothTraces } from '../both-traces.ts';
import type { TabState } from '../capture-deps.ts';
import type { FullPageDriver, FullPageEnd, FullPageTask, SliceNotes } from '../full-page.ts';
import { newFile } from '../moment.ts';
import type { PagePosition } from '../page-sample.ts';
import { MAX_SLICES, SLICE_HEADROOM, STALE_RETRIES, STALE_RETRIES_OF_PAGE } from '../platform.ts';
import { isSameListing } from '../same-moment.ts';
import { type SliceCall, type SliceStand, sliceStand } from './page-steps.ts';
import { type Corner, isWidthCut, lowestEdge, nextCorner, type PageSize, sliceCount } from './plan.ts';

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

/** One slice, and how the page stood before and after its picture. */
interface Taken {
  before: SliceStand;
  after: SliceStand;
  png: Blob;
  /** Its picture is the one before it, and stayed that when it was taken again. */
  alike: boolean;
}

type Notes = Set<Limitation>;

/** The newest picture, and how often on this page the one after it was the same. */
interface Shown {
  picture: Blob;
  doubts: number;
}

/** Why no further slice is taken. */
class Ended extends Error {
  readonly limitation: Limitation;
  constructor(limitation: Limitation) {
    super(limitation);
    this.limitation = limitation;
  }
}

function sizeOf({ position, window, pageLeft, pageWidth, pageHeight }: SliceStand): PageSize {
  return {
    viewport: window,
    page: { left: pageLeft, width: pageWidth, height: pageHeight },
    // A zoomed page stands on fractions of a pixel: one pixel twice is better than a part of one never.
    overlap: Number.isInteger(position.devicePixelRatio) ? 0 : 1,
  };
}

/** The same document, in front, in the same state; only its position may differ, and what its address says beside the listing. */
function isSamePage(one: PagePosition, other: PagePosition): boolean {
  return (
    isSameListing(one.url, other.url) &&
    (['mark', 'width', 'height', 'devicePixelRatio', 'turns', 'inPart'] as const).every(
      (key) => one[key] === other[key],
    )
  );
}

function isSamePosition(one: PagePosition, other: PagePosition): boolean {
  return isSamePage(one, other) && one.x === other.x && one.y === other.y;
}

async function isSameBlob(one: Blob, other: Blob): Promise<boolean> {
  if (one.size !== other.size) return false;
  const [left, right] = await Promise.all([one.arrayBuffer(), other.arrayBuffer()]);
  const [bytes, others] = [new Uint8Array(left), new Uint8Array(right)];
  return bytes.every((byte, at) => byte === others[at]);
}

function nameOf(slice: number): string {
  return `slice-${String(slice).padStart(3, '0')}.png`;
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
    if (!tab?.active || tab.windowId !== windowId) return false;
    return isSameListing(tab.url, position.url);
  };

  const refuseWhenFull = async () => {
    const { usage, quota } = await deps.estimate();
    if (quota !== undefined && quota - (usage ?? 0) < SLICE_HEADROOM) throw new Ended('partial-storage');
  };

  /**
   * One slice: the page must stand where it stood when its picture had been taken. A page that moved by itself gets a second try, and
   * so does a picture that is the one before, which may be a frame from before the scroll.
   */
  const takeSlice = async (task: FullPageTask, corner: Corner, shown: Shown): Promise<Taken> => {
    const unpin = corner.x > 0 || corner.y > 0;
    let doubts = 0;
    for (let attempt = 0; attempt < 2; ) {
      const before = await ask(task.tabId, { step: 'step', ...corner, unpin });
      if (!isSamePage(before.position, task.position)) throw new Ended('partial-moved');
      const png = await deps.pixels(task.windowId).catch(() => {
        throw new Ended('pixels-failed');
      });
      const after = await ask(task.tabId, { step: 'stand' });
      if (!(await isInFront(task))) throw new Ended('partial-moved');
      const alike = await isSameBlob(png, shown.picture);
      if (alike && doubts < STALE_RETRIES && shown.doubts < STALE_RETRIES_OF_PAGE) {
        doubts += 1;
        shown.doubts += 1;
      } else if (isSamePosition(before.position, after.position)) return { before, after, png, alike };
      else attempt += 1;
    }
    throw new Ended('partial-moved');
  };

  const keep = async (task: FullPageTask, slice: Taken, progress: SliceNotes['progress'], notes: Notes) => {
    const { before, after, png } = slice;
    const { x, y, width, height } = before.position;
    const file = await newFile(png, {
      path: nameOf(progress.done),
      type: 'image/png',
      role: 'evidentiary',
      method: 'pixels',
      area: { x, y, width, height },
    });
    if (slice.alike) notes.add('slices-alike');
    if (before.unfinished > 0) notes.add('images-unfinished');
    if (before.pinned > 0) notes.add('pinned-hidden');
    if (isWidthCut(sizeOf(before))) notes.add('width-cut');
    const viewer = bothTraces(before.viewer, after.viewer);
    await task.keep(file, { progress, viewer, limitations: [...notes] });
  };

  /** Gives how the page stood at the last slice. */
  const takeAll = async (task: FullPageTask, notes: Notes): Promise<SliceStand> => {
    const first = await ask(task.tabId, { step: 'begin', whole: false });
    if (!isSamePage(first.position, task.position)) throw new Ended('partial-moved');
    const edge = lowestEdge(sizeOf(first));
    if (sizeOf(first).page.height > edge) notes.add('height-capped');
    // The picture of the moment is the first slice where the page stood at its top.
    const atTop = task.position.x === 0 && task.position.y === 0;
    let last: Corner | undefined = atTop ? { x: 0, y: 0 } : undefined;
    const shown: Shown = { picture: task.picture, doubts: 0 };
    let stand = first;
    let of = sliceCount(sizeOf(first)) - (atTop ? 1 : 0);
    let corner = nextCorner(last, sizeOf(first), edge);
    for (let done = 1; corner; done += 1) {
      if (await task.stopped()) throw new Ended('partial-cancelled');
      if (done > MAX_SLICES) {
        notes.add('height-capped');
        break;
      }
      await refuseWhenFull();
      const slice = await takeSlice(task, corner, shown);
      shown.picture = slice.png;
      const { before } = slice;
      // A page that cannot be scrolled would be taken again and again.
      const isStuck = last !== undefined && corner.y > last.y && before.position.y <= last.y + 1;
      if (isStuck) throw new Ended('partial-moved');
      of = Math.max(of, done, sliceCount(sizeOf(before)) - (atTop ? 1 : 0));
      await keep(task, slice, { done, of }, notes);
      stand = before;
      last = { x: corner.x, y: before.position.y };
      corner = nextCorner(last, sizeOf(before), edge);
    }
    if (stand.pageHeight > edge) notes.add(first.pageHeight > edge ? 'height-capped' : 'page-grew');
    return stand;
  };

  return async (task): Promise<FullPageEnd> => {
    const limitations: Notes = new Set();
    let last: SliceStand | null = null;
    let atEnd: SliceStand | null = null;
    try {
      await deps.hold(task.tabId).catch(() => undefined);
      last = await takeAll(task, limitations);
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      limitations.add(error.limitation);
    } finally {
      atEnd = await ask(task.tabId, { step: 'end' }).catch(() => null);
      await deps.release(task.tabId).catch(() => undefined);
    }
    const { pageHeight = 0, clipped = [] } = last ?? atEnd ?? {};
    return { pageHeight, clipped, limitations: [...limitations] };
  };
}
