import { maskedCopy } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { maskCapture } from '../../../../utils/masking/masked-copies.ts';
import { saveBoxes, saveRelease } from '../../../../utils/masking/save-boxes.ts';
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

describe('the release of a whole page', () => {
  const by = { userId: crypto.randomUUID(), organisationId: crypto.randomUUID() };

  async function released() {
    const { db, capture } = await captured();
    await saveRelease(db, capture.captureId, { isReleased: true, by }, 1_000);
    return { db, capture };
  }

  it('is kept with who and when, stands in every copy, and lets pictures go out on which nothing is certain', async () => {
    const { db, capture } = await released();
    const release = { at: '1970-01-01T00:00:01.000Z', by };
    const { regions: _, ...viewer } = capture.viewer;
    const copies = await maskCapture(db, { ...capture, viewer }, PLAIN_MASKER, 2);
    expect(copies).toMatchObject([{ shows: 'page', released: release }]);
    expect(copies.map((copy) => maskedCopy.parse(copy))).toEqual(copies);
    await saveRelease(db, capture.captureId, { isReleased: false, by }, 3);
    expect(await maskCapture(db, { ...capture, viewer }, PLAIN_MASKER, 4)).toEqual([]);
  });

  it('ends with the next box, because nobody has looked at that page', async () => {
    const { db, capture } = await released();
    await saveBoxes(db, capture.captureId, [BOX], 2);
    expect((await db.masks.get(capture.captureId))?.release).toBeUndefined();
    expect(await maskCapture(db, capture, PLAIN_MASKER, 3)).toMatchObject([{ shows: 'listing' }]);
  });

  it('is refused while nobody is signed in, and once the report is finished', async () => {
    const { db, capture } = await captured();
    await expect(saveRelease(db, capture.captureId, { isReleased: true, by: null }, 1)).rejects.toThrow(
      'release-signed-out',
    );
    const other = await released();
    await other.db.drafts.update(other.capture.draftId, { state: 'finished' });
    await expect(
      saveRelease(other.db, other.capture.captureId, { isReleased: false, by }, 2),
    ).rejects.toThrow('boxes-fixed');
  });

  it('is part of every copy of a whole page and of no other', () => {
    const copy = {
      ...{ path: 'masked-viewport.png', sha256: 'a'.repeat(64), bytes: 1, type: 'image/png' },
      ...{ role: 'derived', method: 'painted' },
    };
    const release = { at: '2026-03-01T10:00:00.000Z', by };
    expect(maskedCopy.safeParse({ ...copy, shows: 'page' }).success).toBe(false);
    expect(maskedCopy.safeParse({ ...copy, shows: 'listing', released: release }).success).toBe(false);
    expect(maskedCopy.safeParse({ ...copy, shows: 'page', released: release }).success).toBe(true);
    expect(maskedCopy.safeParse(copy).success).toBe(true);
  });
});
