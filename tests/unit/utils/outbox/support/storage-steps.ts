import type { ClaimReceipt } from '@marketsafe/contract';
import type { ApiDeps } from '../../../../../utils/api/client.ts';
import { momentOf, newFile } from '../../../../../utils/capture/moment.ts';
import type { ReporterDatabase } from '../../../../../utils/database/database.ts';
import type { DraftRow } from '../../../../../utils/database/draft-rows.ts';
import type { OutboxRow } from '../../../../../utils/database/outbox-rows.ts';
import { addBlobs } from '../../../../../utils/drafts/blobs.ts';
import { editDraft, finishDraft } from '../../../../../utils/drafts/drafts.ts';
import { pageSampleOf, SNAPSHOT, VIEWER } from '../../../support/captured-listing.ts';
import { PLAIN_MASKER } from '../../../support/plain-masker.ts';
import { READY_FIELDS } from '../../../support/ready-fields.ts';
import { RIGHT } from './reports.ts';

/** The server's answer to a report. */
export function receiptOf({ entityId, bodySha256 }: OutboxRow): ClaimReceipt {
  return {
    claimId: entityId,
    number: 'MS-0000-0000',
    state: 'received',
    receivedAt: '2026-01-01T00:00:00.000Z',
    bodySha256,
  };
}

/** A device that reaches nobody. */
export const noNetwork: ApiDeps = {
  fetch: () => Promise.reject(new TypeError('no network')),
  after: () => () => undefined,
  now: () => 0,
};

/** Fills a draft in and finishes it; one whose originals are gone cannot be masked and stays as it is. */
export async function finishDraftOf(db: ReporterDatabase, draft: DraftRow, now: number): Promise<void> {
  await editDraft(db, draft.draftId, READY_FIELDS);
  await finishDraft(db, draft.draftId, {
    right: RIGHT,
    today: '2026-01-01',
    version: '0.1.0',
    now,
    masker: PLAIN_MASKER,
  });
}

/** A capture of a whole page as it is when the worker dies in the middle: page, one slice and one picture on disk, nothing else. */
export async function beginFullCapture(
  db: ReporterDatabase,
  { itemId, png, now }: { itemId: string; png: Uint8Array<ArrayBuffer>; now: number },
): Promise<{ captureId: string; hashes: string[] }> {
  const captureId = crypto.randomUUID();
  const canonicalUrl = `https://www.aliexpress.com/item/${itemId}.html`;
  const listing = { marketplace: 'aliexpress', itemId, canonicalUrl } as const;
  const { moment, files } = await momentOf(pageSampleOf(), {
    ...{ captureId, listing, startedAt: now, switchedOff: false, tab: { incognito: false, zoom: 1 } },
    picture: { method: 'pixels', png: new Blob([png], { type: 'image/png' }) },
    copy: SNAPSHOT,
    clipped: [],
    viewer: VIEWER,
    answered: 'first',
  });
  const about = { type: 'image/png', role: 'evidentiary' } as const;
  const slice = await newFile(new Blob([png, 'slice']), {
    ...about,
    path: 'slice-001.png',
    method: 'pixels',
    area: { x: 0, y: 800, width: 1280, height: 800 },
  });
  const picture = await newFile(new Blob([png, 'picture']), {
    ...about,
    path: 'picture-01.png',
    method: 'fetched',
  });
  await db.transaction('rw', db.blobs, db.captureJobs, async () => {
    await addBlobs(db, [...files, slice, picture], now);
    await db.captureJobs.put({
      captureId,
      listingKey: `aliexpress:${itemId}`,
      tabId: 1,
      url: canonicalUrl,
      startedAt: now,
      state: 'capturing',
      profile: 'full',
      moment,
      slices: [slice.file],
      pictures: [picture.file],
    });
  });
  return { captureId, hashes: [...files, slice, picture].map(({ file }) => file.sha256) };
}
