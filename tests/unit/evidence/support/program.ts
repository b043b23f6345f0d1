import type {
  CaptureManifest,
  CaptureReceipt,
  CaptureSeal,
  ClaimSubmission,
  EvidenceFile,
  SignedStatement,
} from '@marketsafe/contract';
import {
  canonicalJson,
  exportPublicKey,
  keyIdOf,
  type PackagedCapture,
  type PackageRequest,
  preparePackage,
  readTimeStampResponse,
  sha256Hex,
  sign,
  timeStampRequest,
  toBase64,
  utf8,
} from '@marketsafe/evidence';
import { sayPackageGuide } from '@marketsafe/words';
import type { OpensslAuthority } from '../../../../scripts/support/openssl-authority.ts';

/** A key pair with the names it goes by. */
export interface Key {
  publicKey: string;
  keyId: string;
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
}

export async function makeKey(): Promise<Key> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const publicKey = await exportPublicKey(pair.publicKey);
  const keyId = await keyIdOf(publicKey);
  if (keyId === null) throw new Error('a key without a name');
  return { publicKey, keyId, sign: (bytes) => sign(pair.privateKey, bytes) };
}

/** A device, a program and the organisation they belong to. */
export interface Parties {
  device: Key;
  server: Key;
  deviceId: string;
  organisationId: string;
  userId: string;
  authority?: OpensslAuthority | undefined;
}

export async function makeParties(authority?: OpensslAuthority): Promise<Parties> {
  return {
    device: await makeKey(),
    server: await makeKey(),
    deviceId: crypto.randomUUID(),
    organisationId: crypto.randomUUID(),
    userId: crypto.randomUUID(),
    authority,
  };
}

async function statement({ server }: Parties, value: unknown): Promise<SignedStatement> {
  const text = canonicalJson(value);
  return { text, keyId: server.keyId, signature: await server.sign(utf8(text)) };
}

/** Four pixels as a PNG; small, and a picture that players show. */
export const PNG = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFUlEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==',
  ),
  (character) => character.charCodeAt(0),
);

const HTML =
  '<!doctype html><html><head><title>Aurora jacket</title></head><body><h1>Aurora jacket</h1></body></html>';

async function file(
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
  about: Pick<EvidenceFile, 'type' | 'role' | 'method' | 'derivedFrom'>,
): Promise<EvidenceFile> {
  return { path, sha256: await sha256Hex(bytes), bytes: bytes.length, ...about };
}

export interface CaptureOptions {
  captureId?: string;
  sequence?: number;
  previous?: string | null;
  /** Unix milliseconds at which the capture ended. */
  at?: number;
  masked?: boolean;
  challenge?: boolean;
  /** Changes the record before it is signed. */
  change?: (manifest: CaptureManifest) => void;
}

export const AT = Date.UTC(2026, 10, 24, 3, 0, 0);

/** The server's challenge, issued before the capture. */
async function challengeAt({ server }: Parties, at: number) {
  const challenge = toBase64(crypto.getRandomValues(new Uint8Array(32)));
  const issuedAt = new Date(at).toISOString();
  const signature = await server.sign(utf8(canonicalJson({ challenge, issuedAt, purpose: 'not-before' })));
  return { challenge, issuedAt, keyId: server.keyId, signature };
}

/** A capture as a device makes it: two files, a masked copy, signed. */
export async function makeCapture(parties: Parties, options: CaptureOptions = {}): Promise<PackagedCapture> {
  const { captureId = crypto.randomUUID(), sequence = 1, previous = null, at = AT } = options;
  const picture = Uint8Array.from([...PNG, sequence]);
  const snapshot = utf8(HTML);
  const viewport = await file('viewport.png', picture, {
    type: 'image/png',
    role: 'evidentiary',
    method: 'pixels',
  });
  const page = await file('snapshot.html', snapshot, {
    type: 'text/html',
    role: 'evidentiary',
    method: 'snapshot',
  });
  const painted = Uint8Array.from([...PNG, sequence, 1]);
  const masked = await file('viewport.masked.png', painted, {
    type: 'image/png',
    role: 'derived',
    method: 'painted',
    derivedFrom: [viewport.sha256],
  });
  const url = 'https://www.aliexpress.com/item/1005006000000001.html';
  const manifest: CaptureManifest = {
    schema: 2,
    captureId,
    profile: 'quick',
    device: { deviceId: parties.deviceId, sequence, previous },
    operator: { userId: parties.userId, organisationId: parties.organisationId },
    tool: { name: 'marketsafe-reporter', version: '0.1.0', commit: 'c0ffee' },
    env: {
      userAgent: 'Practice browser',
      brands: [],
      platform: 'Linux',
      language: 'en',
      timeZone: 'UTC',
      viewport: { width: 1280, height: 800 },
      devicePixelRatio: 1,
      zoom: 1,
      incognito: false,
    },
    request: { url, canonicalUrl: url },
    time: {
      start: new Date(at - 500).toISOString(),
      end: new Date(at).toISOString(),
      monotonicMs: 500,
      skew: null,
      notBefore: options.challenge === false ? null : await challengeAt(parties, at - 3_600_000),
    },
    page: {
      title: 'Aurora jacket - AliExpress',
      language: 'en',
      scroll: { x: 0, y: 0 },
      width: 1280,
      height: 4000,
      covered: { height: 800, of: 4000 },
      imagesUnfinished: 0,
    },
    listing: {
      marketplace: 'aliexpress',
      itemId: '1005006000000001',
      kind: 'listing',
      facts: { title: { value: 'Aurora jacket', raw: 'Aurora jacket', source: 'dom:h1' } },
    },
    files: [viewport, page],
    limitations: [],
  };
  options.change?.(manifest);
  const manifestText = canonicalJson(manifest);
  return {
    manifestText,
    signature: await parties.device.sign(utf8(manifestText)),
    devicePublicKey: parties.device.publicKey,
    files: new Map([
      ['viewport.png', new Blob([picture])],
      ['snapshot.html', new Blob([snapshot])],
      ['viewport.masked.png', new Blob([painted])],
    ]),
    masked: options.masked === false ? [] : [masked],
  };
}

/** The record of a capture, read back. */
export function manifestOf({ manifestText }: PackagedCapture): CaptureManifest {
  return JSON.parse(manifestText);
}

/** What the program adds to a capture it received. */
export async function sealOf(
  parties: Parties,
  capture: PackagedCapture,
  change: Partial<CaptureReceipt> = {},
): Promise<CaptureSeal> {
  const { captureId, time } = manifestOf(capture);
  const manifestSha256 = await sha256Hex(capture.manifestText);
  const receivedAt = new Date(Date.parse(time.end) + 60_000).toISOString();
  const receipt: CaptureReceipt = {
    schema: 1,
    kind: 'capture-receipt',
    captureId,
    manifestSha256,
    deviceId: parties.deviceId,
    organisationId: parties.organisationId,
    claimNumber: 'MS-0000-0001',
    receivedAt,
    audit: { sequence: 1, hash: await sha256Hex('audit') },
    ...change,
  };
  const enrolment = await statement(parties, {
    schema: 1,
    kind: 'device-enrolment',
    deviceId: parties.deviceId,
    publicKeySha256: parties.device.keyId,
    organisationId: parties.organisationId,
    enrolledAt: new Date(Date.parse(time.end) - 86_400_000).toISOString(),
  });
  return {
    captureId,
    manifestSha256,
    receipt: await statement(parties, receipt),
    device: { publicKey: parties.device.publicKey, enrolment },
    timeStamp: parties.authority
      ? { state: 'stamped', ...(await stamp(parties.authority, manifestSha256)) }
      : { state: 'not-configured' },
  };
}

export async function stamp(authority: OpensslAuthority, sha256: string) {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const answer = readTimeStampResponse(
    new Uint8Array(await authority.answer(timeStampRequest(sha256, nonce))),
    {
      sha256,
      nonce,
    },
  );
  if (!answer.ok) throw new Error(answer.problem);
  return {
    token: toBase64(answer.token),
    chain: answer.chain,
    at: answer.genTime,
    authority: answer.authority,
  };
}

/** Captures of one device, each naming the one before it, sealed. */
export async function makeCaptures(parties: Parties, count: number): Promise<PackagedCapture[]> {
  const captures: PackagedCapture[] = [];
  let previous: string | null = null;
  for (let sequence = 1; sequence <= count; sequence++) {
    const capture = await makeCapture(parties, { sequence, previous, at: AT + sequence * 60_000 });
    previous = await sha256Hex(capture.manifestText);
    captures.push({ ...capture, seal: await sealOf(parties, capture) });
  }
  return captures;
}

/** A claim over captures, as the extension hands it in. */
export async function claimOver(captures: readonly PackagedCapture[]): Promise<ClaimSubmission> {
  const evidence: ClaimSubmission['evidence'] = [];
  for (const capture of captures) {
    const { captureId, files, time } = manifestOf(capture);
    evidence.push({
      captureId,
      manifestSha256: await sha256Hex(capture.manifestText),
      signature: capture.signature,
      capturedAt: time.start,
      files,
      masked: [...capture.masked],
    });
  }
  return {
    schema: 1,
    claimId: crypto.randomUUID(),
    rightId: crypto.randomUUID(),
    reason: 'counterfeit-features',
    explanation: { en: 'A copy of our jacket.', zh: '' },
    target: {
      kind: 'listing',
      marketplace: 'aliexpress',
      itemId: '1005006000000001',
      canonicalUrl: 'https://www.aliexpress.com/item/1005006000000001.html',
      capturedAt: evidence[0]?.capturedAt ?? '',
    },
    evidence,
    declarations: { goodFaith: true, accurate: true, authorised: true },
    tool: { version: '0.1.0' },
  };
}

export function requestFor(
  parties: Parties,
  captures: readonly PackagedCapture[],
  change: Partial<PackageRequest> = {},
): PackageRequest {
  const { server } = parties;
  return {
    kind: 'evidence',
    captures,
    packer: { name: 'Practice program', publicKey: server.publicKey, sign: server.sign },
    serverKeys: [server],
    now: new Date(AT + 7_200_000),
    sayGuide: sayPackageGuide,
    software: 'marketsafe-reporter 0.1.0',
    ...change,
  };
}

/** A package as one Blob. */
export async function pack(request: PackageRequest): Promise<{ fileName: string; blob: Blob }> {
  const prepared = await preparePackage(request);
  const pieces: BlobPart[] = [];
  await prepared.write(
    new WritableStream({
      write(piece) {
        pieces.push(new Uint8Array(piece));
      },
    }),
  );
  return { fileName: prepared.fileName, blob: new Blob(pieces) };
}
