import type { MaskBox, MaskRow } from '../database/capture-rows.ts';
import type { ReporterDatabase } from '../database/database.ts';
import { Refusal } from '../refusals/refusal.ts';
import { signedIn } from '../session/session.ts';

/** Most boxes of one capture: more would be a page painted over by hand. */
const MOST_BOXES = 200;

/** Changes what is said of a capture's copies, in one strict transaction. Refused when the capture is gone or its report is finished. */
async function change(
  db: ReporterDatabase,
  captureId: string,
  to: (row: MaskRow | undefined) => Omit<MaskRow, 'captureId'>,
): Promise<void> {
  await db.transaction('rw', db.captures, db.drafts, db.masks, async () => {
    const capture = await db.captures.get(captureId);
    const draft = capture && (await db.drafts.get(capture.draftId));
    // Its masked copies are made and signed for by then.
    if (draft?.state !== 'draft') throw new Refusal({ code: 'boxes-fixed' });
    await db.masks.put({ ...to(await db.masks.get(captureId)), captureId });
  });
}

/**
 * Keeps what the investigator painted over or said may be shown. Whoever released the whole page has not looked at this one: the release
 * ends. `now` in Unix milliseconds.
 */
export async function saveBoxes(
  db: ReporterDatabase,
  captureId: string,
  boxes: readonly MaskBox[],
  now: number,
): Promise<void> {
  if (boxes.length > MOST_BOXES) throw new Refusal({ code: 'too-many-boxes', most: MOST_BOXES });
  await change(db, captureId, (row) => {
    const { release: _, ...kept } = row ?? {};
    return { ...kept, boxes: [...boxes], updatedAt: now };
  });
}

/**
 * Keeps that whoever is signed in has looked at the whole page with the viewer painted over and that it may go out, or takes that back.
 * Refused while nobody is signed in. `now` in Unix milliseconds.
 */
export async function saveRelease(
  db: ReporterDatabase,
  captureId: string,
  isReleased: boolean,
  now: number,
): Promise<void> {
  const session = await signedIn(db);
  if (isReleased && !session) throw new Refusal({ code: 'release-signed-out' });
  await change(db, captureId, (row) => {
    const { release: _, ...kept } = row ?? {};
    const by = session && {
      userId: session.me.user.userId,
      organisationId: session.me.organisation.organisationId,
    };
    return {
      ...kept,
      boxes: row?.boxes ?? [],
      updatedAt: now,
      ...(isReleased && by && { release: { at: new Date(now).toISOString(), by } }),
    };
  });
}
