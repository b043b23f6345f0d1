import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { readBlob, readTable, runIn } from '../../../scripts/support/extension-database.ts';
import type { CaptureJobRow, CaptureRow, MaskRow, SealRow } from '../../../utils/database/capture-rows.ts';
import type { SessionRow } from '../../../utils/database/device-rows.ts';
import type { DraftRow } from '../../../utils/database/draft-rows.ts';
import type { KnownRow } from '../../../utils/database/known-rows.ts';
import type { ThumbRow } from '../../../utils/database/line-rows.ts';
import type { OutboxRow } from '../../../utils/database/outbox-rows.ts';
import type { ReferenceRow } from '../../../utils/database/reference-rows.ts';
import type { MarkRow, SweepItemRow, SweepRow } from '../../../utils/database/sweep-rows.ts';

interface Tables {
  drafts: DraftRow;
  captures: CaptureRow;
  captureJobs: CaptureJobRow;
  sweeps: SweepRow;
  sweepItems: SweepItemRow;
  marks: MarkRow;
  outbox: OutboxRow;
  masks: MaskRow;
  session: SessionRow;
  reference: ReferenceRow;
  seals: SealRow;
  known: KnownRow;
  thumbs: Omit<ThumbRow, 'picture'>;
  blobs: { sha256: string; size: number; acknowledgedAt?: number };
}

/** All rows of a table, read in a page of the extension. */
export function rows<Table extends keyof Tables>(page: Page, table: Table): Promise<Tables[Table][]> {
  return readTable<Tables[Table]>(runIn(page), table);
}

/** Hashes under which the extension keeps bytes that do not hash to them: must be none. */
export async function brokenBlobs(page: Page): Promise<string[]> {
  const broken: string[] = [];
  for (const { sha256 } of await rows(page, 'blobs')) {
    const bytes = await readBlob(runIn(page), sha256);
    if (!bytes || createHash('sha256').update(bytes).digest('hex') !== sha256) broken.push(sha256);
  }
  return broken;
}

/** Sends a message to the worker from a page of the extension, as the popup does. */
export function tell(page: Page, message: Record<string, unknown>): Promise<unknown> {
  return runIn(page)('return chrome.runtime.sendMessage(arguments[0]);', message);
}
