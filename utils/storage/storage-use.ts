import type { ReporterDatabase } from '../database/database.ts';
import { blobNeeds, freeAt, type Need, tablesOfNeeds } from '../drafts/blob-needs.ts';

/** So many stored files, of so many bytes together. */
interface Amount {
  files: number;
  bytes: number;
}

/** What the evidence on this device takes, and why it is kept. */
export interface EvidenceUse {
  /** By what the bytes are kept for; `none` is what nothing refers to any more. */
  by: Record<Need | 'none', Amount>;
  /** What a clean-up would free now. */
  due: Amount;
  /** When more may be freed, Unix milliseconds; null where nothing waits for a date. */
  next: number | null;
}

function nothing(): Amount {
  return { files: 0, bytes: 0 };
}

function add(amount: Amount, bytes: number): void {
  amount.files += 1;
  amount.bytes += bytes;
}

/** Adds up what is stored, by the same rules as the clean-up frees it. `now` in Unix milliseconds. */
export async function evidenceUse(db: ReporterDatabase, keepDays: number, now: number): Promise<EvidenceUse> {
  return db.transaction('r', [db.blobs, ...tablesOfNeeds(db)], async () => {
    const needs = await blobNeeds(db, now);
    const by = {
      hold: nothing(),
      draft: nothing(),
      unsent: nothing(),
      deleted: nothing(),
      sent: nothing(),
      none: nothing(),
    };
    const due = nothing();
    let next: number | null = null;
    await db.blobs.each((blob) => {
      const need = needs.get(blob.sha256);
      add(by[need ?? 'none'], blob.size);
      const at = freeAt(blob, need, keepDays);
      if (at === null) return;
      if (at <= now) add(due, blob.size);
      else next = Math.min(next ?? at, at);
    });
    return { by, due, next };
  });
}
