import { describe, expect, it } from 'vitest';
import type { FullPageTask } from '../../../../../utils/capture/full-page.ts';
import type { PagePosition } from '../../../../../utils/capture/page-sample.ts';
import { MAX_SLICES, SLICE_HEADROOM, STALE_RETRIES_OF_PAGE } from '../../../../../utils/capture/platform.ts';
import { createSliceDriver, type SliceDeps } from '../../../../../utils/capture/slices/drive-slices.ts';
import type { SliceCall, SliceStand } from '../../../../../utils/capture/slices/page-steps.ts';
import type { NewFile } from '../../../../../utils/drafts/drafts.ts';
import { LISTING_URL, PNG_BYTES, pageSampleOf } from '../../../support/captured-listing.ts';

const { position: TOP } = pageSampleOf();

/** A page that scrolls as browsers do, and does what a test wants it to do after so many steps. */
function fakePage(
  height: number,
  { width = 1280, start = TOP }: { width?: number; start?: PagePosition } = {},
) {
  const page = {
    height,
    position: { ...start },
    calls: [] as SliceCall[],
    held: 0,
    before: (_: SliceCall, __: number) => {},
    stand(unfinished = 0): SliceStand {
      return {
        position: { ...page.position },
        window: { width: 1280, height: 800 },
        pageWidth: width,
        pageHeight: page.height,
        pageLeft: 0,
        clipped: [],
        unfinished,
        pinned: 0,
        viewer: { areas: [], texts: [], regions: [] },
      };
    },
    call(call: SliceCall): SliceStand {
      page.calls.push(call);
      page.before(call, page.calls.length);
      if (call.step === 'begin') Object.assign(page.position, { x: 0, y: 0 });
      if (call.step === 'end') Object.assign(page.position, { x: start.x, y: start.y });
      if (call.step === 'step') {
        page.position.x = Math.min(call.x, Math.max(0, width - 1280));
        page.position.y = Math.min(call.y, Math.max(0, page.height - 800));
      }
      return page.stand();
    },
  };
  return page;
}

function pictureOf(shown: string): Blob {
  return new Blob([PNG_BYTES, shown], { type: 'image/png' });
}

function run(page: ReturnType<typeof fakePage>, change: Partial<SliceDeps & FullPageTask> = {}) {
  const kept: NewFile[] = [];
  const progress: { done: number; of: number }[] = [];
  const deps: SliceDeps = {
    call: (_, call) => Promise.resolve(page.call(call)),
    tab: () => Promise.resolve({ url: LISTING_URL, active: true, windowId: 7, incognito: false }),
    pixels: () => Promise.resolve(pictureOf(`${page.position.x} ${page.position.y}`)),
    estimate: () => Promise.resolve({ usage: 0, quota: SLICE_HEADROOM * 2 }),
    hold: async () => {
      page.held += 1;
    },
    release: async () => {
      page.held -= 1;
    },
    ...change,
  };
  const task: FullPageTask = {
    tabId: 3,
    windowId: 7,
    position: { ...page.position },
    zoom: 1,
    picture: pictureOf('the moment'),
    keep: (slice, notes) => {
      kept.push(slice);
      progress.push(notes.progress);
      return Promise.resolve();
    },
    stopped: () => Promise.resolve(false),
    ...change,
  };
  return createSliceDriver(deps)(task).then((end) => ({ ...end, kept, progress }));
}

describe('taking a page slice by slice', () => {
  it('covers the page below the picture of the moment, and leaves it where it stood', async () => {
    const page = fakePage(2_100);
    const { kept, pageHeight, limitations, progress } = await run(page);
    expect(kept.map(({ file }) => [file.path, file.area?.y])).toEqual([
      ['slice-001.png', 800],
      ['slice-002.png', 1300],
    ]);
    expect(progress.at(-1)).toEqual({ done: 2, of: 2 });
    expect({ pageHeight, limitations }).toEqual({ pageHeight: 2_100, limitations: [] });
    expect(page.calls.at(-1)).toEqual({ step: 'end' });
    expect(page.held).toBe(0);
  });

  it('takes the top too when the page stood elsewhere, with what is pinned there', async () => {
    const page = fakePage(1_600, { start: { ...TOP, y: 500 } });
    const { kept } = await run(page);
    expect(kept.map(({ file }) => file.area?.y)).toEqual([0, 800]);
    expect(page.calls.filter(({ step }) => step === 'step')).toEqual([
      { step: 'step', x: 0, y: 0, unpin: false },
      { step: 'step', x: 0, y: 800, unpin: true },
    ]);
    expect(page.position.y).toBe(500);
  });

  it('ends where the page no longer scrolls in the part that was followed', async () => {
    const page = fakePage(2_400, { start: { ...TOP, inPart: true } });
    let steps = 0;
    page.before = ({ step }) => {
      if (step === 'step' && steps++ === 1) delete page.position.inPart;
    };
    expect(await run(page)).toMatchObject({ kept: [{}], limitations: ['partial-moved'] });
  });

  it('takes a slice again when the page moved under its picture, and ends when it will not stand still', async () => {
    const once = fakePage(1_600);
    let moved = 0;
    once.before = ({ step }) => {
      if (step === 'stand' && moved++ === 0) once.position.y += 13;
    };
    expect((await run(once)).kept).toHaveLength(1);
    const restless = fakePage(1_600);
    restless.before = ({ step }) => {
      if (step === 'stand') restless.position.y += 13;
    };
    expect(await run(restless)).toMatchObject({ kept: [], limitations: ['partial-moved'] });
    expect(restless.calls.at(-1)).toEqual({ step: 'end' });
  });

  it.each<[string, Partial<SliceDeps & FullPageTask>, string]>([
    ['the user stops it', { stopped: () => Promise.resolve(true) }, 'partial-cancelled'],
    [
      'another tab comes to the front',
      { tab: () => Promise.resolve({ url: LISTING_URL, active: false, windowId: 7, incognito: false }) },
      'partial-moved',
    ],
    ['the tab is gone', { tab: () => Promise.reject(new Error('no tab')) }, 'partial-moved'],
    ['the browser gives no pixels', { pixels: () => Promise.reject(new Error('readback')) }, 'pixels-failed'],
    [
      'the disk is nearly full',
      { estimate: () => Promise.resolve({ usage: 1, quota: 2 }) },
      'partial-storage',
    ],
  ])('ends with what it has when %s', async (_, change, limitation) => {
    const page = fakePage(9_000);
    expect(await run(page, change)).toMatchObject({ kept: [], limitations: [limitation] });
    expect(page.calls.at(-1)).toEqual({ step: 'end' });
    expect(page.held).toBe(0);
  });

  it('ends when the page becomes another one in the middle', async () => {
    const page = fakePage(9_000);
    page.before = (_, number) => {
      if (number === 6) page.position.mark = 'another document';
    };
    const { kept, limitations } = await run(page);
    expect(kept.length).toBeGreaterThan(0);
    expect(limitations).toEqual(['partial-moved']);
  });

  it('ends when the page does not answer', async () => {
    const page = fakePage(9_000);
    let answers = 0;
    const call = (_: number, step: SliceCall) =>
      step.step === 'end' || answers++ < 3
        ? Promise.resolve(page.call(step))
        : Promise.resolve({ hostile: true });
    expect(await run(page, { call })).toMatchObject({ limitations: ['partial-moved'] });
  });

  it('follows a page that grows, says when it grew beyond that, and has an end', async () => {
    const page = fakePage(1_600);
    page.before = ({ step }) => {
      if (step === 'step') page.height += 2_000;
    };
    const { kept, limitations } = await run(page);
    expect(limitations).toEqual(['page-grew']);
    expect(kept.length).toBe(11);
  });

  it('ends where a page cannot be scrolled, instead of taking the same again and again', async () => {
    const page = fakePage(9_000);
    const call = (_: number, step: SliceCall) => {
      page.call(step);
      page.position.y = 0;
      return Promise.resolve(page.stand());
    };
    expect(await run(page, { call })).toMatchObject({ kept: [], limitations: ['partial-moved'] });
  });

  it('leaves no gap on a zoomed page, which stands on fractions of a pixel, and says what its width leaves out', async () => {
    const page = fakePage(2_500, { width: 9_000, start: { ...TOP, devicePixelRatio: 1.25 } });
    const { kept, limitations } = await run(page);
    expect(kept.map(({ file }) => file.area?.y)).toEqual([
      0, 0, 799, 799, 799, 1598, 1598, 1598, 1700, 1700, 1700,
    ]);
    expect(limitations).toEqual(['width-cut']);
  });

  it.each([1, 2, 4])(
    'takes each slice again while its picture is the one before, %d frames late',
    async (late) => {
      const page = fakePage(4_000);
      let frames = 0;
      let shown = 'the moment';
      const pixels = () => {
        frames += 1;
        if (frames % (late + 1) === 0) shown = `at ${page.position.y};`;
        return Promise.resolve(pictureOf(shown));
      };
      const { kept, limitations } = await run(page, { pixels });
      const seen = await Promise.all(kept.map(({ bytes }) => bytes.text()));
      expect(seen.map((text) => text.slice(text.indexOf('at')))).toEqual(
        [800, 1600, 2400, 3200].map((y) => `at ${y};`),
      );
      expect(frames).toBe(4 * (late + 1));
      expect(limitations).toEqual([]);
    },
  );

  it('takes a page that repeats itself not for ever, and says that neighbours are alike', async () => {
    let frames = 0;
    const pixels = () => {
      frames += 1;
      return Promise.resolve(pictureOf('the moment'));
    };
    const { kept, limitations } = await run(fakePage(9_000), { pixels });
    expect(kept).toHaveLength(11);
    expect(frames).toBe(11 + STALE_RETRIES_OF_PAGE);
    expect(limitations).toEqual(['slices-alike']);
  });

  it('goes on where only the place that the address names has changed', async () => {
    const page = fakePage(2_000);
    page.before = ({ step }) => {
      if (step === 'step') page.position.url = `${LISTING_URL}#reviews`;
    };
    const { limitations } = await run(page);
    expect(limitations).toEqual([]);
  });

  it('says when a page is longer than it takes', async () => {
    const page = fakePage(1_000_000);
    const { kept, limitations } = await run(page);
    expect(limitations).toEqual(['height-capped']);
    expect(kept.length).toBeLessThanOrEqual(MAX_SLICES);
  });

  it('passes on what the database says, after putting the page back', async () => {
    const page = fakePage(2_000);
    const full = new DOMException('full', 'QuotaExceededError');
    await expect(run(page, { keep: () => Promise.reject(full) })).rejects.toBe(full);
    expect(page.calls.at(-1)).toEqual({ step: 'end' });
    expect(page.held).toBe(0);
  });
});
