import type { Limitation } from '@marketsafe/contract';
import type { ReporterDatabase } from '../database/database.ts';
import type { DeviceRow } from '../database/device-rows.ts';
import { type NewFile, saveCapture } from '../drafts/drafts.ts';
import { ensureDevice, signWith } from '../sealing/device.ts';
import { signedIn } from '../session/session.ts';
import { joiningSweep } from '../sweeps/join-sweep.ts';
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

/** The place in the device's chain that is free, and whoever is signed in. */
export interface FreePlace {
  device: DeviceRow;
  provenance: Provenance;
}

/** Looks which place is free. `now` in Unix milliseconds: the device begins then, where there is none yet. */
export async function freePlace(db: ReporterDatabase, now: number): Promise<FreePlace> {
  const [device, session, heard] = await Promise.all([
    ensureDevice(db, now),
    signedIn(db),
    db.reference.get('challenge'),
  ]);
  const challenge = heard?.key === 'challenge' ? heard : undefined;
  const provenance: Provenance = {
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
  return { device, provenance };
}

/**
 * Ends a capture: gives it the next place in the device's chain, signs it and writes it with its draft. Where another capture took
 * the place first, it gets the next one.
 * @param ahead the free place, where it was looked up before
 * @param sweepId the sweep that the capture is taken in
 * @returns the draft's id, once everything is on disk, and the codes of what could not be had
 */
export async function signAndSave(
  db: ReporterDatabase,
  context: CaptureContext,
  moment: Moment,
  end: CaptureEnd,
  files: readonly NewFile[],
  ahead = freePlace(db, end.endedAt),
  sweepId?: string,
): Promise<{ draftId: string; limitations: readonly Limitation[] }> {
  const joining = sweepId === undefined ? undefined : joiningSweep(db, sweepId);
  let place = await ahead;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { device, provenance } = place;
    const manifest = manifestOf(context, moment, end, provenance);
    const captured = await buildCapture(moment, manifest, (bytes) => signWith(device, bytes));
    const draftId = await saveCapture(db, captured, files, joining);
    if (draftId !== null) return { draftId, limitations: manifest.limitations };
    place = await freePlace(db, end.endedAt);
  }
  throw new Error('the device’s chain moved on in every round');
}
