import type { ReporterDatabase } from '../drafts/database.ts';

const DAY_MS = 86_400_000;

/** How long blobs that nothing refers to are kept, in milliseconds: deleting a draft can be undone meanwhile. */
const UNREFERENCED_MS = DAY_MS;

interface References {
  /** Hashes that an open draft or an unsent report rests on. */
  unsent: Set<string>;
  /** Hashes that anything at all refers to. */
  any: Set<string>;
}

/** Reads what refers to blobs, inside the caller's transaction. */
async function references(db: ReporterDatabase): Promise<References> {
  const found: References = { unsent: new Set(), any: new Set() };
  const add = (hash: string, isSent: boolean) => {
    found.any.add(hash);
    if (!isSent) found.unsent.add(hash);
  };
  const sentDrafts = new Set<string>();
  await db.drafts.each((draft) => {
    const isSent = draft.state === 'finished' && draft.receipt !== undefined;
    if (isSent) sentDrafts.add(draft.draftId);
    for (const item of draft.evidence) {
      add(item.manifestSha256, isSent);
      for (const file of item.files) add(file.sha256, isSent);
    }
  });
  await db.captures.each((capture) => {
    const isSent = sentDrafts.has(capture.draftId);
    add(capture.manifestSha256, isSent);
    for (const file of capture.manifest.files) add(file.sha256, isSent);
  });
  await db.outbox.each((entry) => {
    for (const hash of entry.needs) add(hash, entry.state === 'acked');
  });
  return found;
}

/**
 * Frees blobs. One goes when the server has acknowledged its hash, the keep-days are over and no open draft or unsent report rests
 * on it; or when nothing refers to it at all any more and it is over a day old. `now` in Unix milliseconds.
 */
export async function cleanUp(
  db: ReporterDatabase,
  keepDays: number,
  now: number,
): Promise<{ blobs: number; bytes: number }> {
  return db.transaction('rw', db.blobs, db.captures, db.drafts, db.outbox, async () => {
    const { unsent, any } = await references(db);
    const freed: string[] = [];
    let bytes = 0;
    await db.blobs.each((blob) => {
      const isKeptLongEnough =
        blob.acknowledgedAt !== undefined && blob.acknowledgedAt + keepDays * DAY_MS <= now;
      const isLeftOver = !any.has(blob.sha256) && blob.storedAt + UNREFERENCED_MS <= now;
      if (isLeftOver || (isKeptLongEnough && !unsent.has(blob.sha256))) {
        freed.push(blob.sha256);
        bytes += blob.size;
      }
    });
    await db.blobs.bulkDelete(freed);
    return { blobs: freed.length, bytes };
  });
}
