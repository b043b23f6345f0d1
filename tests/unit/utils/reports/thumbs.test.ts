import { expect, it } from 'vitest';
import { deleteDraft } from '../../../../utils/drafts/delete-draft.ts';
import { makeThumb } from '../../../../utils/reports/thumbs.ts';
import { cleanUp } from '../../../../utils/storage/clean-up.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { NOW } from '../../support/rows.ts';

const small = async () => new Blob(['small'], { type: 'image/jpeg' });

it('a small picture is kept, stays when the pictures themselves are freed, and goes with its capture', async () => {
  const db = newDatabase();
  const draftId = await captureInto(db);
  const [capture] = await db.captures.toArray();
  const captureId = capture?.captureId ?? '';
  expect(await makeThumb(db, captureId, small)).not.toBeNull();
  await db.blobs.clear();
  expect(await makeThumb(db, captureId, small)).toBeNull();
  await cleanUp(db, 0, NOW);
  expect(await db.thumbs.count()).toBe(1);
  await deleteDraft(db, draftId, NOW);
  await cleanUp(db, 0, NOW + 1);
  expect(await db.thumbs.count()).toBe(0);
});

it('is of where the listing shows its own pictures, else of all that the window showed', async () => {
  const db = newDatabase();
  await captureInto(db);
  const [capture] = await db.captures.toArray();
  if (!capture) throw new Error('no capture');
  const places: object[] = [];
  const draw = async (_: Blob, place: object) => {
    places.push(place);
    return small();
  };
  const area = { x: 0, y: 0, width: 640, height: 400 };
  await db.captures.update(capture.captureId, {
    viewer: { areas: [], texts: [], regions: [{ part: 'pictures', area }] },
  });
  await makeThumb(db, capture.captureId, draw);
  await db.captures.update(capture.captureId, { viewer: { areas: [], texts: [] } });
  await makeThumb(db, capture.captureId, draw);
  expect(places).toEqual([
    { x: 0, y: 0, width: 0.5, height: 0.5 },
    { x: 0, y: 0, width: 1, height: 1 },
  ]);
});
