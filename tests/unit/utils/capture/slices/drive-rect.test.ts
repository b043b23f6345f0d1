import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FullPageEnd, FullPageTask } from '../../../../../utils/capture/full-page.ts';
import { MAX_PAGE_HEIGHT, RECT_AREA, RECT_SIDE } from '../../../../../utils/capture/platform.ts';
import {
  createRectDriver,
  type RectDeps,
  rectHeights,
} from '../../../../../utils/capture/slices/drive-rect.ts';
import type { SliceCall, SliceStand } from '../../../../../utils/capture/slices/page-steps.ts';
import type { NewFile } from '../../../../../utils/drafts/drafts.ts';
import { LISTING_URL, PNG_BYTES, pageSampleOf } from '../../../support/captured-listing.ts';

const { position: TOP } = pageSampleOf();

function stand(change: Partial<SliceStand> = {}): SliceStand {
  return {
    position: TOP,
    window: { width: 1280, height: 800 },
    pageWidth: 1280,
    pageHeight: 4_000,
    pageLeft: 0,
    clipped: [],
    unfinished: 0,
    pinned: 0,
    viewer: { areas: [], texts: [], regions: [] },
    ...change,
  };
}

/** How the other way ends. */
const SLICED: FullPageEnd = { pageHeight: 9_000, clipped: [], limitations: ['pinned-hidden'] };

function run(
  answer: (call: SliceCall) => SliceStand,
  change: Partial<RectDeps> & Partial<Pick<FullPageTask, 'stopped' | 'position'>> = {},
) {
  const kept: NewFile[] = [];
  const calls: SliceCall[] = [];
  const scales: number[] = [];
  const { stopped = () => Promise.resolve(false), position = TOP, ...deps } = change;
  const rects: RectDeps = {
    call: (_, call) => {
      calls.push(call);
      return Promise.resolve(answer(call));
    },
    tab: () => Promise.resolve({ url: LISTING_URL, active: true, windowId: 7, incognito: false }),
    rect: (_, { y }, scale) => {
      scales.push(scale);
      return Promise.resolve(new Blob([PNG_BYTES, String(y)]));
    },
    ...deps,
  };
  const drive = createRectDriver(rects, () => Promise.resolve(SLICED));
  const task: FullPageTask = {
    tabId: 3,
    windowId: 7,
    position: { ...position, devicePixelRatio: 3 },
    zoom: 1.5,
    picture: new Blob([PNG_BYTES]),
    keep: (slice) => Promise.resolve(void kept.push(slice)),
    stopped,
  };
  return drive(task).then((end) => ({ ...end, calls, scales, areas: kept.map(({ file }) => file.area) }));
}

describe('the parts in which Firefox draws a page', () => {
  it('leaves one that scrolls in a part of its own to slices: the browser draws no more of that than it shows', async () => {
    const { calls, ...end } = await run(() => stand(), { position: { ...TOP, inPart: true } });
    expect(end).toMatchObject(SLICED);
    expect(calls).toEqual([]);
  });

  it('cover it exactly, and each is within the browser’s limits', () => {
    const side = fc.integer({ min: 200, max: 6_000 });
    const ratio = fc.constantFrom(1, 1.25, 1.5, 2, 3);
    fc.assert(
      fc.property(side, fc.integer({ min: 1, max: MAX_PAGE_HEIGHT }), ratio, (width, height, pixels) => {
        const parts = rectHeights(width, height, pixels);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(height);
        for (const part of parts) {
          expect(part).toBeGreaterThan(0);
          expect(part * pixels).toBeLessThanOrEqual(RECT_SIDE);
          expect(part * pixels * width * pixels).toBeLessThanOrEqual(RECT_AREA);
        }
      }),
    );
  });
});

describe('taking a page in one picture', () => {
  it('takes all of it, waits for its pictures first, and puts it back', async () => {
    const { areas, calls, scales, ...end } = await run(() => stand({ unfinished: 2 }));
    expect(scales).toEqual([2]);
    expect(areas).toEqual([{ x: 0, y: 0, width: 1280, height: 4_000 }]);
    expect(end).toEqual({ pageHeight: 4_000, clipped: [], limitations: ['images-unfinished'] });
    expect(calls.map(({ step }) => step)).toEqual(['begin', 'stand', 'end']);
    expect(calls[0]).toEqual({ step: 'begin', whole: true });
  });

  it('says when the page grew meanwhile, and when it is longer than it takes', async () => {
    const grown = await run(({ step }) => stand({ pageHeight: step === 'begin' ? 4_000 : 9_000 }));
    expect(grown).toMatchObject({ pageHeight: 9_000, limitations: ['page-grew'] });
    const long = await run(() => stand({ pageHeight: 200_000 }));
    expect(long.limitations).toEqual(['height-capped']);
    expect(long.areas.at(-1)).toMatchObject({ y: 95_994, height: 4_006 });
  });

  it.each<[string, Parameters<typeof run>[1], string]>([
    ['the user stops it', { stopped: () => Promise.resolve(true) }, 'partial-cancelled'],
    ['the browser draws nothing', { rect: () => Promise.reject(new Error('too large')) }, 'pixels-failed'],
    ['the tab is gone', { tab: () => Promise.reject(new Error('no tab')) }, 'partial-moved'],
    [
      'another tab came to the front',
      { tab: () => Promise.resolve({ url: LISTING_URL, active: false, windowId: 7, incognito: false }) },
      'partial-moved',
    ],
  ])('keeps nothing of it when %s', async (_, change, limitation) => {
    const { areas, limitations, calls } = await run(() => stand(), change);
    expect({ areas, limitations }).toEqual({ areas: [], limitations: [limitation] });
    expect(calls.at(-1)).toEqual({ step: 'end' });
  });

  it('keeps no picture of another document', async () => {
    const other = { ...TOP, mark: 'another document' };
    const { areas, limitations } = await run(({ step }) =>
      stand(step === 'stand' ? { position: other } : {}),
    );
    expect({ areas, limitations }).toEqual({ areas: [], limitations: ['partial-moved'] });
  });
});
