import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';

/** Takes an open draft out of what is finished together, or in again with null. It stays a draft, and its text as it is. */
export async function excludeDraft(
  db: ReporterDatabase,
  draftId: string,
  exclusion: DraftRow['exclusion'] | null,
): Promise<void> {
  await db.transaction('rw', db.drafts, async () => {
    const draft = await db.drafts.get(draftId);
    if (draft?.state !== 'draft') return;
    const { exclusion: _, ...kept } = draft;
    // `updatedAt` stays: this changes nothing of what is reported.
    await db.drafts.put({ ...kept, ...(exclusion && { exclusion }) });
  });
}
