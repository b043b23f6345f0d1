import { m } from '@marketsafe/words';
import { deleteDraft } from '../drafts/delete-draft.ts';
import { reopenDraft } from '../drafts/drafts.ts';
import { downloadFile } from '../hooks/download.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import type { Say } from '../hooks/use-attempt.ts';
import { ASK_TIMEOUT_MS, ask } from '../messages/ask.ts';
import { exportEntry, retryNow } from '../outbox/actions.ts';
import type { QueueAction, QueueRow } from './queue-rows.ts';
import { useUndoView } from './view-stores.ts';

async function retry(opId: string, signedIn: boolean): Promise<Say> {
  await retryNow(pageDatabase, opId);
  await ask<'outbox.poke'>({ type: 'outbox.poke' }, ASK_TIMEOUT_MS.quick);
  return signedIn ? m.queue_tried : m.queue_tried_signed_out;
}

async function exportReport(opId: string, { marketplace, itemId }: QueueRow): Promise<Say> {
  downloadFile(await exportEntry(pageDatabase, opId, Date.now()), `report-${marketplace}-${itemId}.json`);
  return m.queue_exported;
}

/**
 * Does what a line of the queue or a report's screen offers. Gives what says what it came to, or null where the screen
 * itself shows it. Throws a `Refusal` when it is refused.
 */
export async function actOnReport(
  action: Exclude<QueueAction, 'open'>,
  row: QueueRow,
  signedIn: boolean,
): Promise<Say | null> {
  if (action === 'delete') {
    const isGone = await deleteDraft(pageDatabase, row.draftId, Date.now());
    if (isGone) useUndoView.getState().offer(row.draftId);
    return null;
  }
  if (action === 'edit') {
    await reopenDraft(pageDatabase, row.draftId);
    return m.queue_reopened;
  }
  if (row.opId === null) return null;
  return action === 'retry' ? retry(row.opId, signedIn) : exportReport(row.opId, row);
}
