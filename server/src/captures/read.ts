import {
  type CaptureManifest,
  captureManifest,
  type EvidenceItem,
  unstorableTexts,
} from '@marketsafe/contract';
import { canonicalJson, textOf } from '@marketsafe/evidence';
import type { StoredBlob } from '../blobs/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Tables } from '../db/tables.ts';
import { isOwnChallenge } from '../sealing/challenge.ts';
import { signatureHolds } from '../sealing/signature.ts';

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

/** A manifest, and the bytes that were signed. */
export interface CaptureRecord {
  manifest: CaptureManifest;
  bytes: Uint8Array<ArrayBuffer>;
  /** Whether a text of it cannot be stored everywhere. */
  broken: boolean;
}

/** Reads a capture's manifest. Null where the blob is none. */
export async function readRecord(
  store: BlobStore,
  organisationId: string,
  blob: StoredBlob | undefined,
): Promise<CaptureRecord | null> {
  if (!blob || blob.bytes > MANIFEST_LIMIT) return null;
  const stored = await store.read(organisationId, blob.sha256);
  if (!stored) return null;
  const bytes = new Uint8Array(stored);
  const text = textOf(bytes);
  const manifest = parseManifest(text);
  // Canonical JSON writes U+0000 in this one way.
  const broken = text?.includes('\\u0000') === true && unstorableTexts(manifest, 1).length > 0;
  return manifest && { manifest, bytes, broken };
}

/** What captures are judged by. */
export interface KnownToCaptures {
  /** Of the organisation's devices, by their id. */
  deviceKeys: ReadonlyMap<string, string>;
  /** The program's own, by their id. */
  publicKeys: ReadonlyMap<string, string>;
  /** Manifests of the captures that are here, by the capture's id. */
  held: ReadonlyMap<string, string>;
}

/** Checks who signed a capture, and what else is to be thought of it. */
export function judgeCapture(
  { manifest, bytes, broken }: CaptureRecord,
  item: EvidenceItem,
  { deviceKeys, publicKeys, held }: KnownToCaptures,
): ReadCapture {
  const key = deviceKeys.get(manifest.device.deviceId);
  const verdict = key !== undefined && signatureHolds(key, bytes, item.signature) ? 'holds' : 'wrong';
  const before = held.get(item.captureId);
  return {
    manifest,
    broken,
    signature: key === undefined ? 'unknown' : verdict,
    challenge: challengeOf(manifest, publicKeys),
    contradicts: before !== undefined && before !== item.manifestSha256,
  };
}

function challengeOf(
  { time }: CaptureManifest,
  publicKeys: KnownToCaptures['publicKeys'],
): ReadCapture['challenge'] {
  if (!time.notBefore) return 'absent';
  return isOwnChallenge(publicKeys, time.notBefore) ? 'trusted' : 'untrusted';
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
