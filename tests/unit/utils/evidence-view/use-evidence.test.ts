import '../../support/browser.ts';
import { useLayoutEffect } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useEvidence } from '../../../../utils/evidence-view/use-evidence.ts';
import { pageDatabase } from '../../../../utils/hooks/page-database.ts';
import { SOON } from '../../../support/soon.ts';
import { captureInto, PNG_BYTES } from '../../support/captured-listing.ts';
import { emptyPageDatabase } from '../../support/page-database.ts';
import { renderHook } from '../../support/render-hook.ts';

/** Tells what it was to paint by a note at the end. */
vi.mock('../../../../utils/masking/masker.ts', () => ({
  browserMasker: async (png: Blob, planOf: (size: object) => { painted: { x: number }[] }) =>
    new Blob([png, ` masked at ${planOf({ width: 1280, height: 800 }).painted.map(({ x }) => x)}`], {
      type: 'image/png',
    }),
}));

const CAPTURE = 'capture-1';
const box = (x: number) => ({ x, y: 0, width: 10, height: 10 });
/** Keeps the next write from beginning until told to. */
function holdNextWrite(): () => void {
  const gate = Promise.withResolvers<void>();
  const write = pageDatabase.transaction.bind(pageDatabase) as (...args: unknown[]) => Promise<unknown>;
  vi.spyOn(pageDatabase, 'transaction').mockImplementationOnce((async (...args: unknown[]) => {
    await gate.promise;
    return write(...args);
  }) as never);
  return gate.resolve;
}

/** As many turns of the database as anything that waits for no write needs. */
async function manyTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await pageDatabase.captures.count();
}

const stored = async () => (await pageDatabase.masks.get(CAPTURE))?.boxes ?? [];

async function opened() {
  await emptyPageDatabase();
  await captureInto(pageDatabase, { captureId: CAPTURE });
  const hook = renderHook(() => useEvidence(CAPTURE));
  await hook.until(({ evidence }) => Boolean(evidence));
  return hook;
}
type Hook = Awaited<ReturnType<typeof opened>>;

let hook: Hook;
beforeEach(async () => {
  hook = await opened();
});

async function draw(x: number) {
  const { evidence, onBoxes } = hook.now();
  onBoxes([...(evidence?.boxes ?? []), box(x)], `add ${x}`);
  await hook.until((value) => value.evidence?.boxes.some((one) => one.x === x) ?? false);
}

describe('a capture of the first version, which was not signed', () => {
  async function first(change: object) {
    const capture = await pageDatabase.captures.get(CAPTURE);
    const kept = capture?.manifest;
    await pageDatabase.captures.update(CAPTURE, {
      manifest: {
        schema: 1,
        captureId: CAPTURE,
        tool: { name: 'marketsafe-reporter', version: '0.1.0' },
        request: { url: kept?.request.url, canonicalUrl: kept?.request.canonicalUrl },
        files: kept?.files.map(({ area: _, ...file }) => file),
        limitations: ['snapshot-truncated'],
        ...change,
      },
      viewer: { areas: [{ x: 0, y: 0, width: 1_000_000, height: 1_000_000 }], texts: [] },
    } as never);
    const { evidence } = await hook.until((value) => value.evidence?.limitations.length === 2);
    if (!evidence) throw new Error('the capture is gone');
    return evidence;
  }

  it('opens with its pictures, facts and files, and says first what it has not', async () => {
    const view = await first({
      env: {
        userAgent: 'Practice browser',
        language: 'en',
        timeZone: 'UTC',
        viewport: { width: 1280, height: 800 },
      },
      time: { start: '2025-11-13T00:00:00.000Z', end: '2025-11-13T00:00:01.000Z' },
      page: { title: '', language: 'en', scroll: { x: 0, y: 40 }, documentHeight: 4000 },
      listing: {
        marketplace: 'aliexpress',
        itemId: '1005006000000001',
        kind: 'listing',
        facts: { title: { value: 'Aurora jacket', raw: 'Aurora jacket', source: 'dom:h1' } },
      },
    });
    expect(view.limitations[0]).toMatch(/^This capture was made by an early version.*capture it again\.$/);
    expect(view.pictures).toMatchObject([
      { path: 'viewport.png', area: { x: 0, y: 40, width: 1280, height: 800 }, goesOut: false, held: true },
    ]);
    expect(view.facts.find(({ value }) => value !== null)?.value).toBe('Aurora jacket');
    expect(view.files.map(({ path }) => path)).toEqual(['capture.json', 'viewport.png', 'snapshot.html']);
    expect([view.window.notBefore, view.window.notAfter, view.isFinished]).toEqual([null, [], true]);
    expect(await (await hook.now().loadPicture('viewport.png', 'original')).bytes()).toEqual(PNG_BYTES);
  });

  it('opens, without pictures, where its record says too little to draw them', async () => {
    expect((await first({})).pictures).toEqual([]);
  });
});

describe('a capture on its screen', () => {
  it('is null where there is none of that id', async () => {
    expect(
      (await renderHook(() => useEvidence('none')).until((value) => value.evidence !== undefined)).evidence,
    ).toBeNull();
  });

  it('shows boxes at once and has them on disk in the order they were drawn', async () => {
    // Faster than the database answers.
    const release = holdNextWrite();
    hook.now().onBoxes([box(1)], 'add');
    hook.now().onBoxes([box(1), box(2)], 'add 2');
    hook.now().onBoxes([box(1), box(2), box(3)], 'add 3');
    await hook.until(({ evidence }) => evidence?.boxes.length === 3);
    await manyTurns();
    release();
    await expect.poll(async () => (await stored()).length, SOON).toBeGreaterThan(0);
    await manyTurns();
    await expect.poll(async () => (await stored()).map(({ x }) => x), SOON).toEqual([1, 2, 3]);
  });

  it('writes at the disk’s pace: of what came faster, the newest alone', async () => {
    const put = vi.spyOn(pageDatabase.masks, 'put');
    for (const x of [1, 2, 3, 4]) hook.now().onBoxes([box(x)], `move to ${x}`);
    await expect.poll(async () => (await stored()).map(({ x }) => x), SOON).toEqual([4]);
    expect(put).toHaveBeenCalledTimes(1);
  });

  it('never goes back to what is on disk while a key is pressed that moment', async () => {
    const shown: number[] = [];
    const pressed: number[] = [];
    const next: number[] = [];
    const moving = renderHook(() => {
      const control = useEvidence(CAPTURE);
      // Between what the screen shows and what React does after it, as a key that is held down falls: where a box is drawn again, the
      // database has told of it.
      useLayoutEffect(() => {
        const x = control.evidence?.boxes[0]?.x;
        if (x === undefined) return;
        if (next.length < pressed.length) next.push(x);
        const isTold = shown.at(-1) === x;
        shown.push(x);
        if (!isTold || x === 5) return;
        pressed.push(x + 1);
        control.onBoxes([box(x + 1)], 'move');
      });
      return control;
    });
    await moving.until(({ evidence }) => Boolean(evidence));
    moving.now().onBoxes([box(1)], 'move');
    await expect.poll(async () => (await stored())[0]?.x, SOON).toBe(5);
    expect(pressed).toEqual([2, 3, 4, 5]);
    expect(next).toEqual(pressed);
  });

  it('goes back and forth through what was drawn, on disk too', async () => {
    await draw(1);
    await draw(2);
    expect(hook.now().canRedo).toBe(false);
    hook.now().onUndo();
    await hook.until(({ canRedo }) => canRedo);
    await expect.poll(async () => (await stored()).map(({ x }) => x), SOON).toEqual([1]);
    hook.now().onRedo();
    await hook.until(({ canRedo }) => !canRedo);
    await expect.poll(async () => (await stored()).map(({ x }) => x), SOON).toEqual([1, 2]);
    hook.now().onUndo();
    await hook.until(({ canRedo }) => canRedo);
    hook.now().onUndo();
    await hook.until(({ canUndo }) => !canUndo);
    await expect.poll(stored, SOON).toEqual([]);
  });

  it('shows what is on disk, and says so, where boxes cannot be stored', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await draw(1);
    await expect.poll(stored, SOON).toHaveLength(1);
    vi.spyOn(pageDatabase, 'transaction').mockRejectedValue(new Error('QuotaExceededError'));
    hook.now().onBoxes([box(1), box(2)], 'add 2');
    await hook.until(({ result }) => result?.tone === 'bad');
    vi.restoreAllMocks();
    await hook.until(({ evidence }) => evidence?.boxes.length === 1 && evidence.boxes[0]?.x === 1);
  });
});

describe('a picture', () => {
  const path = async () => {
    const capture = await pageDatabase.captures.get(CAPTURE);
    return capture?.manifest.files.find(({ type }) => type === 'image/png')?.path ?? '';
  };

  it('is given byte for byte as captured', async () => {
    const bytes = await (await hook.now().loadPicture(await path(), 'original')).arrayBuffer();
    expect(new Uint8Array(bytes)).toEqual(PNG_BYTES);
  });

  it('is given masked with the boxes that were drawn just now', async () => {
    const { onBoxes, loadPicture } = hook.now();
    const wanted = await path();
    const release = holdNextWrite();
    onBoxes([box(7)], 'add');
    const picture = loadPicture(wanted, 'masked');
    await manyTurns();
    release();
    expect(await (await picture).text()).toMatch(/ masked at [\d,.]+$/);
    expect((await stored()).map(({ x }) => x)).toEqual([7]);
  });

  it('that is no longer on this device is refused, never empty', async () => {
    const wanted = await path();
    await pageDatabase.blobs.clear();
    await expect(hook.now().loadPicture(wanted, 'original')).rejects.toThrow();
  });
});
