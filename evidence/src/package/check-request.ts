import {
  brokenTexts,
  type CaptureManifest,
  captureManifest,
  type EvidenceFile,
  maskedCopy,
  type SignedStatement,
} from '@marketsafe/contract';
import { type ByteSource, utf8 } from '../bytes.ts';
import { canonicalJson } from '../canonical-json.ts';
import { sha256Hex } from '../hash.ts';
import { keyIdOf, verifySignature } from '../signature.ts';
import { packedClaims } from './claims.ts';
import { disclosedCopies } from './disclosure.ts';
import { RESERVED_NAMES } from './layout.ts';
import { type PackagedCapture, PackageProblem, type PackageRequest } from './types.ts';

/** A capture whose parts agree with one another. */
export interface CheckedCapture extends PackagedCapture {
  manifest: CaptureManifest;
  manifestSha256: string;
}

/** Most captures, and most claims, of one package: their numbers have two digits. */
const MOST = 99;

/** What the program said of the device's key, where it said anything. */
export function enrolmentOf({ seal, enrolment }: PackagedCapture): SignedStatement | undefined {
  return seal?.device.enrolment ?? enrolment;
}

function inputProblem(message: string): PackageProblem {
  return new PackageProblem('bad-input', message);
}

function readManifest(text: string): CaptureManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw inputProblem('A capture’s record is no JSON.');
  }
  const parsed = captureManifest.safeParse(value);
  if (!parsed.success) throw inputProblem('A capture’s record has another form than this version knows.');
  if (canonicalJson(value) !== text) throw inputProblem('A capture’s record is not in canonical form.');
  return parsed.data;
}

/** @throws PackageProblem when a file is missing, has another size, or a name twice */
function checkFiles(files: readonly EvidenceFile[], sources: ReadonlyMap<string, ByteSource>): void {
  const names = new Set<string>(RESERVED_NAMES);
  for (const file of files) {
    // What a record names is parsed with the record; a masked copy says more.
    if (!maskedCopy.safeParse(file).success) throw inputProblem(`${file.path} is no file of evidence.`);
    if (names.has(file.path)) throw inputProblem(`Two files of a capture are called ${file.path}.`);
    names.add(file.path);
    const source = sources.get(file.path);
    if (!source) throw new PackageProblem('file-missing', `${file.path} is not here.`);
    if (source.size !== file.bytes) {
      throw new PackageProblem('file-changed', `${file.path} has another size than was recorded.`);
    }
  }
}

/** Every masked copy says which files of the capture it was made from. */
function checkOrigins({ masked }: PackagedCapture, manifest: CaptureManifest): void {
  const known = new Set(manifest.files.map(({ sha256 }) => sha256));
  for (const { path, derivedFrom, method, role } of masked) {
    const fromHere = derivedFrom?.every((sha256) => known.has(sha256)) ?? false;
    if (!fromHere || method !== 'painted' || role !== 'derived') {
      throw inputProblem(`${path} does not say which picture of the capture it was painted over.`);
    }
  }
}

function checkSeal(
  { seal, devicePublicKey }: PackagedCapture,
  manifest: CaptureManifest,
  sha256: string,
): void {
  if (!seal) return;
  if (seal.captureId !== manifest.captureId || seal.manifestSha256 !== sha256) {
    throw inputProblem('A seal belongs to another capture.');
  }
  if (seal.device.publicKey !== devicePublicKey) throw inputProblem('A seal was made for another device.');
}

async function checkCapture(capture: PackagedCapture, kind: PackageRequest['kind']): Promise<CheckedCapture> {
  const manifest = readManifest(capture.manifestText);
  const bytes = utf8(capture.manifestText);
  const manifestSha256 = await sha256Hex(bytes);
  // A disclosure needs the bytes of what it holds only.
  checkFiles(
    kind === 'disclosure' ? disclosedCopies(capture.masked) : [...manifest.files, ...capture.masked],
    capture.files,
  );
  checkOrigins(capture, manifest);
  checkSeal(capture, manifest, manifestSha256);
  if (!(await verifySignature(capture.devicePublicKey, bytes, capture.signature))) {
    throw inputProblem('A capture’s signature is not its device’s.');
  }
  return { ...capture, manifest, manifestSha256 };
}

function checkClaims({ claims = [] }: PackageRequest, captureIds: readonly string[]): void {
  const missing = claims.some(({ evidence }) =>
    evidence.some(({ captureId }) => !captureIds.includes(captureId)),
  );
  if (missing) throw inputProblem('A claim rests on a capture that is not to be packed.');
  if (claims.length > MOST) throw inputProblem(`More than ${MOST} claims do not go into one package.`);
  if (new Set(claims.map(({ claimId }) => claimId)).size !== claims.length)
    throw inputProblem('A claim is there twice.');
}

/** A claim of before such text was refused may hold what has no bytes, and so no form that could be packed. */
function checkTexts({ claims = [] }: PackageRequest): void {
  if (brokenTexts(claims, 1).length > 0) throw inputProblem('A claim holds half of a surrogate pair.');
}

/** Answers rest on captures that are here, and belong to their questions. */
function checkInquiries(
  { kind, claims = [], inquiries }: PackageRequest,
  captureIds: readonly string[],
): void {
  if (kind === 'disclosure') return;
  for (const { claimId } of claims) {
    const asked = inquiries?.get(claimId) ?? [];
    if (asked.length > MOST) throw inputProblem(`More than ${MOST} questions do not go into one package.`);
    for (const { questionId, answer } of asked) {
      if (!answer) continue;
      if (answer.given.questionId !== questionId)
        throw inputProblem('An answer belongs to another question.');
      if (answer.given.evidence.some(({ captureId }) => !captureIds.includes(captureId)))
        throw inputProblem('An answer rests on a capture that is not to be packed.');
    }
    if (brokenTexts(asked, 1).length > 0) throw inputProblem('An answer holds half of a surrogate pair.');
  }
}

/** Whatever of the claims goes into the package has to be here with what was added to it. */
function checkAdded(request: PackageRequest): void {
  for (const { name, file } of packedClaims(request).flatMap(({ files }) => files)) {
    const source = request.added?.get(file.sha256);
    if (!source) throw new PackageProblem('file-missing', `${name} is not here.`);
    if (source.size !== file.bytes) {
      throw new PackageProblem('file-changed', `${name} has another size than was recorded.`);
    }
  }
}

/**
 * Checks that what is to be packed agrees with itself, before a byte is written.
 * @throws PackageProblem
 */
export async function checkRequest(request: PackageRequest): Promise<CheckedCapture[]> {
  const captures: CheckedCapture[] = [];
  for (const capture of request.captures) captures.push(await checkCapture(capture, request.kind));
  const ids = captures.map(({ manifest }) => manifest.captureId);
  if (ids.length === 0) throw inputProblem('There is no capture to pack.');
  if (ids.length > MOST) throw inputProblem(`More than ${MOST} captures do not go into one package.`);
  if (new Set(ids).size !== ids.length) throw inputProblem('A capture is there twice.');
  checkClaims(request, ids);
  checkInquiries(request, ids);
  checkTexts(request);
  checkAdded(request);
  const keys = new Map(
    captures.map(({ manifest, devicePublicKey }) => [manifest.device.deviceId, devicePublicKey]),
  );
  for (const { manifest, devicePublicKey } of captures) {
    if (keys.get(manifest.device.deviceId) !== devicePublicKey)
      throw inputProblem('One device has two keys.');
  }
  if (request.kind === 'disclosure' && captures.some(({ masked }) => disclosedCopies(masked).length === 0)) {
    throw new PackageProblem(
      'no-masked-copies',
      'A capture has no masked picture, so nothing of it may go out.',
    );
  }
  if ((await keyIdOf(request.packer.publicKey)) === null) throw inputProblem('The packer’s key is none.');
  return captures;
}
