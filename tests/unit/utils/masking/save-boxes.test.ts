import { describe, expect, it } from 'vitest';
import { maskCapture } from '../../../../utils/masking/masked-copies.ts';
import { saveBoxes } from '../../../../utils/masking/save-boxes.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';

const BOX = { x: 1, y: 2, width: 30, height: 40 };

async function captured() {
  const db = newDatabase();
  await captureInto(db);
  const [capture] = await db.captures.toArray();
  if (!capture) throw new Error('nothing was captured');
  const regions = [{ part: 'title' as const, area: BOX }];
  return { db, capture: { ...capture, viewer: { ...capture.viewer, regions } } };
}

describe('the boxes of a capture', () => {
  it('are kept at once and belong to the next copies', async () => {
    const { db, capture } = await captured();
    const [before] = await maskCapture(db, capture, PLAIN_MASKER, 1);
    await saveBoxes(db, capture.captureId, [BOX], 2);
    expect(await db.masks.get(capture.captureId)).toMatchObject({ boxes: [BOX], updatedAt: 2 });
    let painted = 0;
    await maskCapture(
      db,
      capture,
      (png, planOf) => {
        painted = planOf({ width: 1_280, height: 800 }).painted.length;
        return PLAIN_MASKER(png, planOf);
      },
      3,
    );
    expect(before).toBeDefined();
    expect(painted).toBe(1);
  });

  it('stay as they are once the report is finished, and when the capture is gone', async () => {
    const { db, capture } = await captured();
    await saveBoxes(db, capture.captureId, [BOX], 1);
    await db.drafts.update(capture.draftId, { state: 'finished' });
    await expect(saveBoxes(db, capture.captureId, [], 2)).rejects.toThrow('boxes-fixed');
    expect((await db.masks.get(capture.captureId))?.boxes).toEqual([BOX]);
    await expect(saveBoxes(db, crypto.randomUUID(), [BOX], 2)).rejects.toThrow('boxes-fixed');
  });
});
