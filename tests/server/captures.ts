import { createHash, generateKeyPairSync, type KeyObject, randomBytes, randomUUID, sign } from 'node:crypto';
import type {
  CaptureManifest,
  ClaimSubmission,
  EvidenceFile,
  MaskedCopy,
  ServerChallenge,
  SignedStatement,
} from '@marketsafe/contract';
import canonicalize from 'canonicalize';

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** A device with a key, and how far its chain of captures has come. Signs with Node's own code, not with ours. */
export interface Device {
  deviceId: string;
  privateKey: KeyObject;
  /** SubjectPublicKeyInfo, DER, base64. */
  publicKey: string;
  sequence: number;
  previous: string | null;
}

export function makeDevice(): Device {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    deviceId: randomUUID(),
    privateKey,
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    sequence: 0,
    previous: null,
  };
}

/** The device of every capture that names no other. */
const TEST_DEVICE = makeDevice();

/** ECDSA with SHA-256, DER, base64. */
export function signAs({ privateKey }: Device, bytes: Buffer | string): string {
  return sign('sha256', Buffer.from(bytes), { key: privateKey, dsaEncoding: 'der' }).toString('base64');
}

/** What a device sends to be enrolled. */
export function enrolmentOf(device: Device, challenge: ServerChallenge) {
  const { deviceId, publicKey } = device;
  const proven = canonicalize({ challenge: challenge.challenge, deviceId, purpose: 'enrol' }) ?? '';
  return { deviceId, publicKey, challenge, signature: signAs(device, proven) };
}

/** One capture: its manifest's bytes and its files' bytes. */
export interface Capture {
  item: ClaimSubmission['evidence'][number];
  device: Device;
  manifest: Buffer;
  blobs: { bytes: Buffer; type: EvidenceFile['type'] }[];
}

/** What is to be different about a capture. */
export interface CaptureChanges {
  wall?: string;
  manifestItemId?: string;
  url?: string;
  device?: Device;
  operator?: CaptureManifest['operator'];
  notBefore?: ServerChallenge;
  /** Adds a copy of the picture that is painted over, changed by this. */
  masked?: (copy: EvidenceFile) => MaskedCopy;
  /** Writes the manifest another way than as canonical JSON. */
  write?: (manifest: CaptureManifest) => string;
}

function png(): Buffer {
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(200)]);
}

function fileOf(path: string, bytes: Buffer, rest: Pick<EvidenceFile, 'type' | 'role' | 'method'>) {
  return { path, sha256: sha256(bytes), bytes: bytes.length, ...rest };
}

export const listingUrl = (itemId: string) => `https://www.aliexpress.com/item/${itemId}.html`;

function manifestOf(itemId: string, files: EvidenceFile[], changes: CaptureChanges): CaptureManifest {
  const device = changes.device ?? TEST_DEVICE;
  return {
    schema: 2,
    captureId: randomUUID(),
    profile: 'quick',
    device: { deviceId: device.deviceId, sequence: device.sequence + 1, previous: device.previous },
    operator: changes.operator ?? null,
    tool: { name: 'marketsafe-reporter', version: '0.1.0', commit: 'test' },
    env: {
      userAgent: 'test',
      brands: [],
      platform: 'Linux',
      language: 'en',
      timeZone: 'UTC',
      viewport: { width: 1280, height: 800 },
      devicePixelRatio: 1,
      zoom: 1,
      incognito: false,
    },
    request: { url: changes.url ?? `${listingUrl(itemId)}?spm=1`, canonicalUrl: listingUrl(itemId) },
    time: {
      start: '2026-11-20T10:00:00.000Z',
      end: '2026-11-20T10:00:01.000Z',
      monotonicMs: 1_000,
      skew: null,
      notBefore: changes.notBefore ?? null,
    },
    page: {
      title: 'A jacket',
      language: 'en',
      scroll: { x: 0, y: 0 },
      width: 1280,
      height: 4_000,
      covered: { height: 800, of: 4_000 },
      imagesUnfinished: 0,
    },
    listing: {
      marketplace: 'aliexpress',
      itemId: changes.manifestItemId ?? itemId,
      kind: changes.wall ? 'wall' : 'listing',
      ...(changes.wall ? { wall: changes.wall } : {}),
      facts: { title: { value: 'A jacket', raw: 'A jacket', source: 'json-ld' } },
    },
    files,
    limitations: [],
  };
}

/** Makes the device's next capture of a listing, with bytes that no other capture has. */
export function makeCapture(itemId: string, changes: CaptureChanges = {}): Capture {
  const device = changes.device ?? TEST_DEVICE;
  const picture = png();
  const html = Buffer.from(`<!doctype html><title>${randomUUID()}</title><script>alert(1)</script>`);
  const files: EvidenceFile[] = [
    fileOf('viewport.png', picture, { type: 'image/png', role: 'evidentiary', method: 'pixels' }),
    fileOf('page.html', html, { type: 'text/html', role: 'evidentiary', method: 'snapshot' }),
  ];
  const record = manifestOf(itemId, files, changes);
  const manifest = Buffer.from(changes.write?.(record) ?? canonicalize(record) ?? '');
  const manifestSha256 = sha256(manifest);
  device.sequence += 1;
  device.previous = manifestSha256;
  const painted = png();
  const copy: EvidenceFile = {
    ...fileOf('viewport.masked.png', painted, { type: 'image/png', role: 'derived', method: 'painted' }),
    derivedFrom: [sha256(picture)],
  };
  return {
    device,
    manifest,
    item: {
      captureId: record.captureId,
      manifestSha256,
      signature: signAs(device, manifest),
      capturedAt: '2026-11-20T10:00:01.000Z',
      files,
      masked: changes.masked ? [changes.masked(copy)] : [],
    },
    blobs: [
      { bytes: manifest, type: 'application/json' },
      { bytes: picture, type: 'image/png' },
      { bytes: html, type: 'text/html' },
      ...(changes.masked ? [{ bytes: painted, type: 'image/png' } as const] : []),
    ],
  };
}

/** Reads a statement's text. */
export function saidBy(statement: SignedStatement): Record<string, unknown> {
  return JSON.parse(statement.text) as Record<string, unknown>;
}
