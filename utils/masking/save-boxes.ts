import type { MaskBox } from '../database/capture-rows.ts';
import type { ReporterDatabase } from '../database/database.ts';
import { Refusal } from '../refusals/refusal.ts';

/** Most boxes of one capture: more would be a page painted over by hand. */
const MOST_BOXES = 200;

/**
 * Keeps what the investigator painted over or said may be shown, in one strict transaction. Refused when the capture is gone or its
 * report is finished: its masked copies are made and signed for by then. `now` in Unix milliseconds.
 */
export async function saveBoxes(
  db: ReporterDatabase,
  captureId: string,
  boxes: readonly MaskBox[],
  now: number,
): Promise<void> {
  if (boxes.length > MOST_BOXES) throw new Refusal({ code: 'too-many-boxes', most: MOST_BOXES });
  await db.transaction('rw', db.captures, db.drafts, db.masks, async () => {
    const capture = await db.captures.get(captureId);
    const draft = capture && (await db.drafts.get(capture.draftId));
    if (draft?.state !== 'draft') {
      throw new Refusal({ code: 'boxes-fixed' });
    }
    const row = await db.masks.get(captureId);
    await db.masks.put({ ...row, captureId, boxes: [...boxes], updatedAt: now });
  });
}
