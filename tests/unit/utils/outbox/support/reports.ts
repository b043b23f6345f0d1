import type { Me, Right } from '@marketsafe/contract';
import type { ReporterDatabase } from '../../../../../utils/database/database.ts';
import { editDraft, finishDraft } from '../../../../../utils/drafts/drafts.ts';
import { captureInto } from '../../../support/captured-listing.ts';
import { PLAIN_MASKER } from '../../../support/plain-masker.ts';
import { READY_FIELDS } from '../../../support/ready-fields.ts';
import { VERIFIED_RIGHT as RIGHT } from '../../../support/verified-right.ts';

export { RIGHT };

export const ME: Me = {
  user: { userId: '00000000-0000-4000-8000-0000000000aa', name: 'Ada', email: 'ada@demo.example' },
  organisation: { organisationId: '00000000-0000-4000-8000-0000000000bb', name: 'Aurora Outdoor' },
  roles: ['investigator'],
  language: null,
};

export const SERVER_URL = 'https://program.example';

/**
 * Captures a listing and finishes its claim, with the code that the extension does it with; returns the draft's id. All reports
 * share the bytes of the page copy.
 */
export async function finishReport(
  db: ReporterDatabase,
  options: { number: number; pictureBytes: number; now: number; right?: Right },
): Promise<string> {
  const { right = RIGHT, number, pictureBytes } = options;
  const png = new Uint8Array(pictureBytes).fill(number % 251);
  png.set([0x89, 0x50, 0x4e, 0x47]);
  const draftId = await captureInto(db, { itemId: String(1_005_006_000_000_000 + number), png });
  await editDraft(db, draftId, { ...READY_FIELDS, rightId: right.rightId });
  const result = await finishDraft(db, draftId, {
    right,
    today: '2026-01-01',
    version: '0.1.0',
    now: options.now,
    masker: PLAIN_MASKER,
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
