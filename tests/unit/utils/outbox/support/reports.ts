import type { Me, Right } from '@marketsafe/contract';
import { buildCapture } from '../../../../../utils/capture/build-capture.ts';
import type { ReporterDatabase } from '../../../../../utils/drafts/database.ts';
import {
  type CapturedListing,
  editDraft,
  finishDraft,
  saveCapture,
} from '../../../../../utils/drafts/drafts.ts';
import { pageSampleOf } from '../../../support/captured-listing.ts';
import { VERIFIED_RIGHT as RIGHT } from '../../../support/verified-right.ts';

export { RIGHT };

export const ME: Me = {
  user: { userId: '00000000-0000-4000-8000-0000000000aa', name: 'Ada', email: 'ada@demo.example' },
  organisation: { organisationId: '00000000-0000-4000-8000-0000000000bb', name: 'Aurora Outdoor' },
  roles: ['investigator'],
};

export const SERVER_URL = 'https://program.example';

const captures = new Map<string, Promise<CapturedListing>>();

async function build(number: number, pictureBytes: number): Promise<CapturedListing> {
  const itemId = String(1_005_006_000_000_000 + number);
  const picture = new Uint8Array(pictureBytes).fill(number % 251);
  picture.set([0x89, 0x50, 0x4e, 0x47]);
  return buildCapture(
    { version: '0.1.0', userAgent: 'test', language: 'en', timeZone: 'UTC' },
    {
      captureId: crypto.randomUUID(),
      listing: {
        marketplace: 'aliexpress',
        itemId,
        canonicalUrl: `https://www.aliexpress.com/item/${itemId}.html`,
      },
      sample: pageSampleOf(),
      picture: { method: 'pixels', png: new Blob([picture], { type: 'image/png' }) },
      switchedOff: false,
      startedAt: 1_700_000_000_000,
      endedAt: 1_700_000_000_200,
      incognito: false,
    },
  );
}

/**
 * Captures a listing and finishes its claim, with the code that the extension does it with; returns the draft's id. All reports
 * share the bytes of the page copy; those of one `series` with the same number and size are the same capture.
 */
export async function finishReport(
  db: ReporterDatabase,
  options: { number: number; pictureBytes: number; now: number; right?: Right; series?: string },
): Promise<string> {
  const { right = RIGHT } = options;
  const key = `${options.series}:${options.number}:${options.pictureBytes}`;
  const known = captures.get(key) ?? build(options.number, options.pictureBytes);
  captures.set(key, known);
  const draftId = await saveCapture(db, await known);
  await editDraft(db, draftId, {
    rightId: right.rightId,
    reason: 'model-does-not-exist',
    explanation: { en: 'The owner never made a jacket of this model.', zh: '' },
    declarations: { goodFaith: true, accurate: true, authorised: true },
  });
  const result = await finishDraft(db, draftId, {
    right,
    today: '2026-01-01',
    version: '0.1.0',
    now: options.now,
  });
  if (!('queued' in result)) throw new Error(`the report is not ready: ${JSON.stringify(result.unmet)}`);
  return draftId;
}

/** Signs in without asking anyone. */
export async function signIn(db: ReporterDatabase, token: string): Promise<void> {
  await db.session.put({
    key: 'session',
    state: 'signed-in',
    serverUrl: SERVER_URL,
    token,
    me: ME,
    since: 0,
  });
}
