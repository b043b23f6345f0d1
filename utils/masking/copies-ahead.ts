import type { ReporterDatabase } from '../database/database.ts';
import { maskCapture, wordOf } from './masked-copies.ts';
import type { Masker } from './masker.ts';

/** One after another: each holds a picture of megabytes in memory. */
let running: Promise<void> = Promise.resolve();

async function makeCopies(db: ReporterDatabase, draftId: string, masker: Masker): Promise<void> {
  const draft = await db.drafts.get(draftId);
  if (draft?.state !== 'draft') return;
  for (const { captureId } of draft.evidence) {
    const capture = await db.captures.get(captureId);
    if (capture) await maskCapture(db, capture, masker, Date.now());
  }
}

/**
 * Makes the masked copies of an open draft before anybody waits for them: finishing then finds them and only compares. What cannot be
 * made now is made, or refused with its reason, when the draft is finished. Never rejects.
 */
export function makeCopiesAhead(db: ReporterDatabase, draftId: string, masker: Masker): Promise<void> {
  running = running
    .then(() => makeCopies(db, draftId, masker))
    .catch((error: unknown) => console.error(error));
  return running;
}

/** What the copies of a draft are made from, as one text that changes with it; empty for what is no open draft. */
export async function sourcesOfCopies(db: ReporterDatabase, draftId: string): Promise<string> {
  const draft = await db.drafts.get(draftId);
  if (draft?.state !== 'draft') return '';
  const captureIds = draft.evidence.map(({ captureId }) => captureId);
  const [masks, captures] = await Promise.all([
    db.masks.bulkGet(captureIds),
    db.captures.bulkGet(captureIds),
  ]);
  return JSON.stringify(
    captureIds.map((captureId, at) => [captureId, wordOf(masks[at]), captures[at]?.viewer]),
  );
}
