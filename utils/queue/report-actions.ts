import { deleteDraft } from '../drafts/delete-draft.ts';
import { reopenDraft } from '../drafts/drafts.ts';
import { downloadFile } from '../hooks/download.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { ASK_TIMEOUT_MS, ask } from '../messages/ask.ts';
import { exportEntry, retryNow } from '../outbox/actions.ts';
import type { QueueAction, QueueRow } from './queue-rows.ts';
import { useUndoView } from './view-stores.ts';

async function retry(opId: string, signedIn: boolean): Promise<string> {
  await retryNow(pageDatabase, opId);
  await ask<'outbox.poke'>({ type: 'outbox.poke' }, ASK_TIMEOUT_MS.quick);
  return signedIn ? 'The report is being tried again.' : 'The report is queued. It waits until you sign in.';
}

async function exportReport(opId: string, { marketplace, itemId }: QueueRow): Promise<string> {
  downloadFile(await exportEntry(pageDatabase, opId, Date.now()), `report-${marketplace}-${itemId}.json`);
  return 'The report and its evidence were exported to your downloads.';
}

/**
 * Does what a line of the queue or a report's screen offers. Gives the sentence that says what it came to, or null where the screen
 * itself shows it. Throws with a sentence for the user when it is refused.
 */
export async function actOnReport(
  action: Exclude<QueueAction, 'open'>,
  row: QueueRow,
  signedIn: boolean,
): Promise<string | null> {
  if (action === 'delete') {
    const isGone = await deleteDraft(pageDatabase, row.draftId, Date.now());
    if (isGone) useUndoView.getState().offer(row.draftId);
    return null;
  }
  if (action === 'edit') {
    await reopenDraft(pageDatabase, row.draftId);
    return 'The report is open for editing. Confirm the declarations again before you finish it.';
  }
  if (row.opId === null) return null;
  return action === 'retry' ? retry(row.opId, signedIn) : exportReport(row.opId, row);
}
