import type { CaptureSeal, SignedStatement } from '@marketsafe/contract';
import { type ByteSource, fromBase64 } from '../bytes.ts';
import { canonicalJson } from '../canonical-json.ts';
import { sha256Hex } from '../hash.ts';
import { pemOfPublicKey } from '../signature.ts';
import { responseOfToken } from '../timestamp/response.ts';
import { hasReplay, shown, writeWacz } from '../wacz/write-wacz.ts';
import { bytes, type Part, type PreparedPackage, prepareBag, text } from './bag.ts';
import { type CheckedCapture, checkRequest, enrolmentOf } from './check-request.ts';
import { packedClaims } from './claims.ts';
import { dayOf, disclosedCopies, disclosedName, discloses, folderOf } from './disclosure.ts';
import { instructionsFor } from './instructions.ts';
import * as layout from './layout.ts';
import { type PackageOptions, PackageProblem, type PackageRequest } from './types.ts';

function fileOf(capture: CheckedCapture, path: string): ByteSource {
  const source = capture.files.get(path);
  if (!source) throw new PackageProblem('file-missing', `${path} is not here.`);
  return source;
}

/** Payload of a capture, in an order that does not depend on how it was handed over. */
async function* evidencePayload(capture: CheckedCapture, software: string): AsyncGenerator<Part> {
  const { manifest, masked } = capture;
  const named = (path: string) => layout.captureFile(manifest.captureId, path);
  yield { ...text(named(layout.CAPTURE_MANIFEST), capture.manifestText), sha256: capture.manifestSha256 };
  for (const { path, sha256 } of [...manifest.files, ...masked]) {
    yield { name: named(path), source: fileOf(capture, path), sha256 };
  }
  if (masked.length > 0) yield text(named(layout.MASKED_LIST), canonicalJson(masked));
  if (hasReplay(manifest)) {
    const source = { manifest, files: capture.files };
    yield { name: named(layout.REPLAY), source: await writeWacz(source, software) };
  }
}

/** The claims, each with the files that people added to it. */
function* claimParts(request: PackageRequest): Generator<Part> {
  for (const { name, packed, files } of packedClaims(request)) {
    yield text(name, canonicalJson(packed));
    for (const { name: called, file } of files) {
      const source = request.added?.get(file.sha256);
      if (!source) throw new PackageProblem('file-missing', `${called} is not here.`);
      yield { name: called, source, sha256: file.sha256 };
    }
  }
}

async function* payload(request: PackageRequest, captures: readonly CheckedCapture[]): AsyncGenerator<Part> {
  if (request.kind === 'evidence') {
    for (const capture of captures) yield* evidencePayload(capture, request.software);
    yield* claimParts(request);
    return;
  }
  for (const [index, capture] of captures.entries()) {
    for (const [position, { path, sha256, type }] of disclosedCopies(capture.masked).entries()) {
      const name = `data/${folderOf(index)}/${disclosedName(position, type)}`;
      yield { name, source: fileOf(capture, path), sha256 };
    }
  }
  yield text(layout.DISCLOSURE, canonicalJson(discloses(captures, request.now)));
  yield* claimParts(request);
}

function serverKeyPart(serverKeys: PackageRequest['serverKeys'], keyId: string): Part | null {
  const key = serverKeys.find((one) => one.keyId === keyId);
  return key ? text(layout.serverKey(keyId), pemOfPublicKey(key.publicKey)) : null;
}

/** A statement of the program's with its signature and the key to check it with. */
function statementParts(
  names: { text: string; signature: string },
  statement: SignedStatement,
  serverKeys: PackageRequest['serverKeys'],
): Part[] {
  const key = serverKeyPart(serverKeys, statement.keyId);
  if (!key) {
    throw new PackageProblem(
      'server-key-missing',
      'The key with which the program signed is not known here.',
    );
  }
  return [text(names.text, statement.text), bytes(names.signature, statement.signature), key];
}

function timeStampParts(captureId: string, { timeStamp }: CaptureSeal): Part[] {
  if (timeStamp.state !== 'stamped') return [];
  const token = fromBase64(timeStamp.token);
  if (token === null) throw new PackageProblem('bad-input', 'A time-stamp is no base64.');
  return [
    { name: layout.timeStamp(captureId), source: new Blob([responseOfToken(token)]) },
    text(layout.timeStampChain(captureId), timeStamp.chain),
  ];
}

function sealParts(capture: CheckedCapture, serverKeys: PackageRequest['serverKeys']): Part[] {
  const { manifest, seal } = capture;
  const { captureId, device, time } = manifest;
  const challengeKey = time.notBefore && serverKeyPart(serverKeys, time.notBefore.keyId);
  const parts = [
    bytes(layout.captureSignature(captureId), capture.signature),
    text(layout.deviceKey(device.deviceId), pemOfPublicKey(capture.devicePublicKey)),
    ...(challengeKey ? [challengeKey] : []),
  ];
  const enrolled = {
    text: layout.enrolmentText(device.deviceId),
    signature: layout.enrolmentSignature(device.deviceId),
  };
  const enrolment = enrolmentOf(capture);
  if (enrolment) parts.push(...statementParts(enrolled, enrolment, serverKeys));
  if (!seal) return parts;
  const receipt = { text: layout.receiptText(captureId), signature: layout.receiptSignature(captureId) };
  return [...parts, ...statementParts(receipt, seal.receipt, serverKeys), ...timeStampParts(captureId, seal)];
}

/** The same for the same files and time, and nothing that a file could be guessed from. */
async function rootOf(
  request: PackageRequest,
  captures: readonly CheckedCapture[],
  at: Date,
): Promise<string> {
  const hashes = captures.flatMap(({ manifestSha256, masked }) =>
    request.kind === 'evidence' ? [manifestSha256] : disclosedCopies(masked).map(({ sha256 }) => sha256),
  );
  const added = packedClaims(request).flatMap(({ files }) => files.map(({ file }) => file.sha256));
  const id = await sha256Hex(`${at.toISOString()}\n${[...hashes, ...added].sort().join('\n')}`);
  return `marketsafe-${request.kind}-${dayOf(at.toISOString()).replaceAll('-', '')}-${id.slice(0, 12)}`;
}

function totalOf(request: PackageRequest, captures: readonly CheckedCapture[]): number {
  const packedOf = ({ manifest, masked }: CheckedCapture) =>
    request.kind === 'evidence'
      ? [...manifest.files, ...masked, ...(hasReplay(manifest) ? shown(manifest) : [])]
      : disclosedCopies(masked);
  const added = packedClaims(request).flatMap(({ files }) => files.map(({ file }) => file));
  return [...captures.flatMap(packedOf), ...added].reduce((sum, { bytes: size }) => sum + size, 0);
}

/**
 * Checks what is to be packed and gives a package that can be written. The same request gives the same bytes, but for what
 * signatures and authorities add.
 * @throws PackageProblem when the parts do not agree, before anything is written
 */
export async function preparePackage(request: PackageRequest): Promise<PreparedPackage> {
  const captures = await checkRequest(request);
  const day = new Date(`${dayOf(request.now.toISOString())}T00:00:00.000Z`);
  // A disclosure names the day; a time in an archive's entries would say more.
  const at = request.kind === 'disclosure' ? day : request.now;
  const root = await rootOf(request, captures, at);
  // Missing keys and malformed seals are found before the first byte goes out.
  const seals =
    request.kind === 'evidence' ? captures.flatMap((one) => sealParts(one, request.serverKeys)) : [];
  const { kind, packer, software, stampTagManifest, sayGuide } = request;
  const timeStamped = stampTagManifest !== undefined;
  const identifiers = kind === 'evidence' ? captures.map(({ manifest }) => manifest.captureId) : [root];
  return prepareBag({
    ...{ kind, root, at, identifiers, packer, software, stampTagManifest, seals, now: request.now },
    bytes: totalOf(request, captures),
    payload: () => payload(request, captures),
    instructions: instructionsFor({ kind, root, captures, timeStamped, software }, sayGuide),
  });
}

/** The package as a stream, for an answer over HTTP or `new Response(stream).blob()`. Errors break the stream. */
export function packageStream(
  prepared: PreparedPackage,
  options?: PackageOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  prepared.write(writable, options).catch(() => undefined);
  return readable;
}
