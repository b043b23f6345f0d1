import { describe, expect, it } from 'vitest';
import { maskCapture } from '../../../../utils/masking/masked-copies.ts';
import type { Masker } from '../../../../utils/masking/masker.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';

async function captured() {
  const db = newDatabase();
  await captureInto(db);
  const [capture] = await db.captures.toArray();
  if (!capture) throw new Error('nothing was captured');
  return { db, capture };
}

describe('the masked copies of a capture', () => {
  it('are derived files of their own names, made once from the same sources and boxes', async () => {
    const { db, capture } = await captured();
    let made = 0;
    const masker: Masker = (png, rectsOf) => {
      made += 1;
      return PLAIN_MASKER(png, rectsOf);
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
    const masker: Masker = (png, rectsOf) => {
      seen.push(rectsOf({ width: 1280, height: 800 }).map(({ y }) => y));
      return PLAIN_MASKER(png, rectsOf);
    };
    const viewer = { areas: [at(100)], slices: { 'slice-001.png': [at(500)] }, texts: [] };
    await maskCapture(db, { ...capture, viewer }, masker, 2);
    expect(seen).toEqual([[96, 296]]);
  });

  it('are none at all when one cannot be made', async () => {
    const { db, capture } = await captured();
    const masker: Masker = () => Promise.reject(new Error('no canvas'));
    await expect(maskCapture(db, capture, masker, 1)).rejects.toThrow('no canvas');
    expect(await db.masks.count()).toBe(0);
  });
});
