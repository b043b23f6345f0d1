import {
  type CaptureManifest,
  captureManifest,
  type EvidenceItem,
  unstorableTexts,
} from '@marketsafe/contract';
import { canonicalJson, fromBase64, textOf, toBase64, verifySignature } from '@marketsafe/evidence';
import type { StoredBlob } from '../blobs/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Scope } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import { isOwnChallenge } from '../sealing/challenge.ts';
import { findDeviceKey } from '../sealing/devices.ts';

/** Largest manifest that is read, in bytes: twice what the limits of its facts add up to. */
const MANIFEST_LIMIT = 4 * 1024 * 1024;

/** A capture as its manifest tells it, and what is to be thought of it. */
export interface ReadCapture {
  manifest: CaptureManifest;
  /** `unknown` where the organisation has not enrolled the device. */
  signature: 'holds' | 'wrong' | 'unknown';
  challenge: Tables['app.captures']['challenge'];
  /** Whether a text of it cannot be stored everywhere. */
  broken: boolean;
  /** Whether the capture is here already under another record. */
  contradicts: boolean;
}

/** Where captures are read from. */
export interface CaptureSource {
  scope: Scope;
  store: BlobStore;
  organisationId: string;
}

/**
 * Reads a capture's manifest and checks who signed it. Null where the blob is no manifest.
 * @param blob the manifest's blob, which the organisation holds
 */
export async function readCapture(
  { scope, store, organisationId }: CaptureSource,
  item: EvidenceItem,
  blob: StoredBlob | undefined,
): Promise<ReadCapture | null> {
  if (!blob || blob.bytes > MANIFEST_LIMIT) return null;
  const stored = await store.read(organisationId, blob.sha256);
  if (!stored) return null;
  const bytes = new Uint8Array(stored);
  const text = textOf(bytes);
  const manifest = parseManifest(text);
  if (!manifest) return null;
  const key = await findDeviceKey(scope, organisationId, manifest.device.deviceId);
  const held = await scope
    .selectFrom('app.captures')
    .select('manifest_sha256')
    .where('organisation_id', '=', organisationId)
    .where('capture_id', '=', item.captureId)
    .executeTakeFirst();
  return {
    manifest,
    // Canonical JSON writes U+0000 in this one way.
    broken: text?.includes('\\u0000') === true && unstorableTexts(manifest, 1).length > 0,
    signature: key === undefined ? 'unknown' : await verdictOn(key, bytes, item.signature),
    challenge: await challengeOf(scope, manifest),
    contradicts: held !== undefined && held.manifest_sha256 !== item.manifestSha256,
  };
}

async function verdictOn(
  key: string,
  bytes: Uint8Array<ArrayBuffer>,
  signature: string,
): Promise<'holds' | 'wrong'> {
  const der = fromBase64(signature);
  // One signature has one spelling: it goes into packages as bytes and comes back out of them.
  const plain = der !== null && toBase64(der) === signature;
  return plain && (await verifySignature(key, bytes, signature)) ? 'holds' : 'wrong';
}

async function challengeOf(scope: Scope, { time }: CaptureManifest): Promise<ReadCapture['challenge']> {
  if (!time.notBefore) return 'absent';
  return (await isOwnChallenge(scope, time.notBefore)) ? 'trusted' : 'untrusted';
}

/**
 * Reads a capture manifest from its text; null when it is none. It has to be canonical JSON: whoever checks the evidence later refuses
 * every other spelling. So it has no member twice.
 */
export function parseManifest(text: string | null): CaptureManifest | null {
  try {
    const parsed = captureManifest.safeParse(JSON.parse(text ?? ''));
    return parsed.success && canonicalJson(parsed.data) === text ? parsed.data : null;
  } catch {
    return null;
  }
}
