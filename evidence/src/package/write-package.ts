import type { CaptureSeal, SignedStatement } from '@marketsafe/contract';
import { writeZip } from '../archive/write-zip.ts';
import { type ByteSource, fromBase64, utf8 } from '../bytes.ts';
import { canonicalJson } from '../canonical-json.ts';
import { sha256Hex } from '../hash.ts';
import { pemOfPublicKey } from '../signature.ts';
import { responseOfToken } from '../timestamp/response.ts';
import { hasReplay, shown, writeWacz } from '../wacz/write-wacz.ts';
import { BagWriter, oneLine, type Part, text } from './bag-writer.ts';
import { type CheckedCapture, checkRequest, enrolmentOf } from './check-request.ts';
import { packedClaims } from './claims.ts';
import { dayOf, disclosedCopies, disclosedName, discloses, folderOf } from './disclosure.ts';
import { instructionsFor } from './instructions.ts';
import * as layout from './layout.ts';
import { type PackageOptions, PackageProblem, type PackageRequest, type PackageSummary } from './types.ts';

/** A package that can be made: everything that could be checked beforehand has been. */
export interface PreparedPackage {
  /** `marketsafe-….zip` */
  fileName: string;
  /** About how many bytes the archive will have: a replay's are guessed. */
  bytes: number;
  /**
   * Writes the archive into a stream and closes it. Holds one file's piece at a time, and one capture's replay.
   * @throws PackageProblem when a file's bytes are not those that were recorded; what was written until then is no archive
   */
  write(sink: WritableStream<Uint8Array<ArrayBuffer>>, options?: PackageOptions): Promise<PackageSummary>;
}

function bytes(name: string, base64: string): Part {
  const content = fromBase64(base64);
  if (content === null) throw new PackageProblem('bad-input', `${name} is no base64.`);
  return { name, source: new Blob([content]) };
}

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

/** Every part once: captures of one device share its key, and those of one program the program's. */
function unique(parts: readonly Part[]): Part[] {
  return [...new Map(parts.map((part) => [part.name, part])).values()].sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
}

function bagInfo(
  request: PackageRequest,
  root: string,
  captures: readonly CheckedCapture[],
  oxum: string,
): string {
  const identifiers =
    request.kind === 'evidence' ? captures.map(({ manifest }) => manifest.captureId) : [root];
  return [
    `Source-Organization: ${oneLine(request.packer.name)}`,
    `Bagging-Date: ${dayOf(request.now.toISOString())}`,
    `Payload-Oxum: ${oxum}`,
    ...identifiers.map((identifier) => `External-Identifier: ${identifier}`),
    `Bag-Software-Agent: ${oneLine(request.software)}`,
    `${layout.KIND_LABEL}: ${request.kind}`,
    '',
  ].join('\n');
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

async function writeInto(
  bag: BagWriter,
  request: PackageRequest,
  captures: readonly CheckedCapture[],
  root: string,
): Promise<Omit<PackageSummary, 'fileName'>> {
  const { packer, stampTagManifest } = request;
  const files: { name: string; sha256: string }[] = [];
  for await (const part of payload(request, captures)) files.push(await bag.add(part));
  const oxum = `${bag.bytes}.${files.length}`;
  const manifest = layout.manifestText(files);
  const timeStamped = stampTagManifest !== undefined;
  const seals =
    request.kind === 'evidence' ? captures.flatMap((one) => sealParts(one, request.serverKeys)) : [];
  const tagParts = unique([
    ...seals,
    text(layout.BAGIT, layout.BAGIT_TEXT),
    text(layout.BAG_INFO, bagInfo(request, root, captures, oxum)),
    text(layout.MANIFEST, manifest),
    text(
      layout.VERIFY,
      instructionsFor(
        { kind: request.kind, root, captures, timeStamped, software: request.software },
        request.sayGuide,
      ),
    ),
    bytes(layout.PACKAGE_SIGNATURE, await packer.sign(utf8(manifest))),
    text(layout.PACKAGE_KEY, pemOfPublicKey(packer.publicKey)),
  ]);
  const tags: { name: string; sha256: string }[] = [];
  for (const part of tagParts) tags.push(await bag.add(part));
  const tagManifest = layout.manifestText(tags);
  const { sha256: tagManifestSha256 } = await bag.add(text(layout.TAG_MANIFEST, tagManifest));
  await bag.add(bytes(layout.TAG_SIGNATURE, await packer.sign(utf8(tagManifest))));
  const stamp = await stampTagManifest?.(tagManifestSha256);
  if (stamp) {
    await bag.add({ name: layout.PACKAGE_TIME_STAMP, source: new Blob([responseOfToken(stamp.token)]) });
    await bag.add(text(layout.PACKAGE_TIME_STAMP_CHAIN, stamp.chain));
  }
  return { manifestSha256: await sha256Hex(manifest), tagManifestSha256, files: files.length };
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
  if (request.kind === 'evidence') for (const capture of captures) sealParts(capture, request.serverKeys);
  const total = totalOf(request, captures);

  return {
    fileName: `${root}.zip`,
    bytes: total,
    async write(sink, { onProgress, signal } = {}) {
      let done = 0;
      const stop = new AbortController();
      const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
      const piped = readable.pipeTo(sink, { signal: stop.signal });
      // Awaited below; until then a broken sink shows in what is written.
      piped.catch(() => undefined);
      const zip = writeZip(writable, at, signal);
      const bag = new BagWriter(zip, root, signal, (written) => {
        done = Math.min(total, done + written);
        onProgress?.(done, total);
      });
      try {
        const summary = await writeInto(bag, request, captures, root);
        await zip.close();
        await piped;
        onProgress?.(total, total);
        return { fileName: `${root}.zip`, ...summary };
      } catch (error) {
        // Whoever reads the other end must not take what came for a whole archive.
        stop.abort(error);
        await piped.catch(() => undefined);
        throw error;
      }
    },
  };
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
