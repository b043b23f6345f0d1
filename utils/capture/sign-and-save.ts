import type { Limitation } from '@marketsafe/contract';
import type { ReporterDatabase } from '../database/database.ts';
import type { DeviceRow } from '../database/device-rows.ts';
import { type NewFile, saveCapture } from '../drafts/drafts.ts';
import { ensureDevice, signWith } from '../sealing/device.ts';
import { signedIn } from '../session/session.ts';
import {
  buildCapture,
  type CaptureContext,
  type CaptureEnd,
  manifestOf,
  type Provenance,
} from './build-capture.ts';
import type { Moment } from './moment.ts';

/** Two captures rarely end in the same instant; more rounds than this mean that something else is wrong. */
const ROUNDS = 20;

async function provenanceOf(db: ReporterDatabase, device: DeviceRow): Promise<Provenance> {
  const [session, heard] = await Promise.all([signedIn(db), db.reference.get('challenge')]);
  const challenge = heard?.key === 'challenge' ? heard : undefined;
  return {
    device: {
      deviceId: device.deviceId,
      sequence: device.sequence + 1,
      previous: device.lastManifestSha256,
    },
    operator: session
      ? {
          userId: session.me.user.userId,
          organisationId: session.me.organisation.organisationId,
        }
      : null,
    skew: challenge ? { ...challenge.skew, measuredAt: new Date(challenge.fetchedAt).toISOString() } : null,
    notBefore: challenge?.challenge ?? null,
  };
}

/**
 * Ends a capture: gives it the next place in the device's chain, signs it and writes it with its draft. Where another capture took
 * the place first, it gets the next one.
 * @returns the draft's id, once everything is on disk, and the codes of what could not be had
 */
export async function signAndSave(
  db: ReporterDatabase,
  context: CaptureContext,
  moment: Moment,
  end: CaptureEnd,
  files: readonly NewFile[],
): Promise<{ draftId: string; limitations: readonly Limitation[] }> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const device = await ensureDevice(db, end.endedAt);
    const manifest = manifestOf(context, moment, end, await provenanceOf(db, device));
    const captured = await buildCapture(moment, manifest, (bytes) => signWith(device, bytes));
    const draftId = await saveCapture(db, captured, files);
    if (draftId !== null) return { draftId, limitations: manifest.limitations };
  }
  throw new Error('the device’s chain moved on in every round');
}
