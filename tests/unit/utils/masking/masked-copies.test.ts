import { describe, expect, it } from 'vitest';
import { maskCapture } from '../../../../utils/masking/masked-copies.ts';
import type { Masker } from '../../../../utils/masking/masker.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';

const TITLE = { part: 'title' as const, area: { x: 100, y: 90, width: 300, height: 200 } };

async function captured() {
  const db = newDatabase();
  await captureInto(db);
  const [capture] = await db.captures.toArray();
  if (!capture) throw new Error('nothing was captured');
  await db.captures.put({ ...capture, viewer: { ...capture.viewer, regions: [TITLE] } });
  return { db, capture: { ...capture, viewer: { ...capture.viewer, regions: [TITLE] } } };
}

describe('the masked copies of a capture', () => {
  it('are derived files of their own names, made once from the same sources and boxes', async () => {
    const { db, capture } = await captured();
    let made = 0;
    const masker: Masker = (png, planOf) => {
      made += 1;
      return PLAIN_MASKER(png, planOf);
    };
    const files = await maskCapture(db, capture, masker, 1);
    expect(capture.manifest.files.map(({ path }) => path)).toContain('snapshot.html');
    expect(files.map(({ path }) => path)).toEqual(['masked-viewport.png']);
    expect(new Set(files.map(({ role, method }) => `${role} ${method}`))).toEqual(
      new Set(['derived painted']),
    );
    expect(await maskCapture(db, capture, masker, 2)).toEqual(files);
    expect(made).toBe(1);
    const boxes = [{ x: 1, y: 2, width: 3, height: 4 }];
    await db.masks.update(capture.captureId, { boxes, updatedAt: 3 });
    await maskCapture(db, capture, masker, 4);
    expect(made).toBe(2);
    expect((await db.masks.get(capture.captureId))?.boxes).toEqual(boxes);
  });

  it('paint each picture where it showed the viewer itself, and the boxes on all of them', async () => {
    const { db, capture } = await captured();
    const at = (y: number) => ({ x: 100, y, width: 40, height: 20 });
    await db.masks.put({ captureId: capture.captureId, boxes: [at(300)], updatedAt: 1 });
    const seen: number[][] = [];
    const masker: Masker = (png, planOf) => {
      const { shown, painted } = planOf({ width: 1280, height: 800 });
      seen.push(
        shown === 'all' ? [] : shown.map(({ y }) => y),
        painted.map(({ y }) => y),
      );
      return PLAIN_MASKER(png, planOf);
    };
    const viewer = { areas: [at(100)], slices: { 'slice-001.png': [at(500)] }, texts: [], regions: [TITLE] };
    await maskCapture(db, { ...capture, viewer }, masker, 2);
    expect(seen).toEqual([[90], [96, 296]]);
  });

  it('show what a person drew and nothing else where nothing is certain, and are none where nobody drew', async () => {
    const { db, capture } = await captured();
    const { regions: _, ...ofAnEarlierVersion } = capture.viewer;
    const shown = [{ x: 10, y: 20, width: 30, height: 40 }];
    const seen: unknown[] = [];
    const masker: Masker = (png, planOf) => {
      seen.push(planOf({ width: 1280, height: 800 }));
      return PLAIN_MASKER(png, planOf);
    };
    for (const viewer of [ofAnEarlierVersion, { ...capture.viewer, regions: [] }]) {
      await db.masks.clear();
      expect(await maskCapture(db, { ...capture, viewer }, masker, 1)).toEqual([]);
      await db.masks.update(capture.captureId, {
        boxes: shown.map((box) => ({ ...box, shows: true as const })),
      });
      expect(await maskCapture(db, { ...capture, viewer }, masker, 2)).toHaveLength(1);
    }
    expect(seen).toEqual([
      { shown, painted: [] },
      { shown, painted: [] },
    ]);
  });

  it('are none at all when one cannot be made', async () => {
    const { db, capture } = await captured();
    const masker: Masker = () => Promise.reject(new Error('no canvas'));
    await expect(maskCapture(db, capture, masker, 1)).rejects.toThrow('no canvas');
    expect(await db.masks.count()).toBe(0);
  });
});
