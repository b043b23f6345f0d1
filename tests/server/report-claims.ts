import type { CaptureManifest, EvidenceFile, MaskedCopy, Release } from '@marketsafe/contract';
import canonicalize from 'canonicalize';
import sharp from 'sharp';
import { type Capture, makeCapture, makeDevice, signAs } from './captures.ts';
import {
  fetchChallenge,
  freshItemId,
  makeClaim,
  type Person,
  postClaim,
  putCaptures,
  sha256,
  type TestServer,
} from './support.ts';

/** A file of a capture, with its bytes. */
export type Made<File = EvidenceFile> = { file: File; bytes: Buffer };

/** A picture of a capture as the extension would list it. */
export function picture(path: string, bytes: Buffer, rest: Partial<EvidenceFile> = {}): Made {
  const file: EvidenceFile = {
    ...{ path, sha256: sha256(bytes), bytes: bytes.length, type: 'image/png' },
    ...{ role: 'evidentiary', method: 'pixels', ...rest },
  };
  return { file, bytes };
}

/** What is to be different about a capture: its files and its record. */
export interface Wanted {
  originals?: Made[];
  masked?: Made<MaskedCopy>[];
  record?: (manifest: CaptureManifest) => CaptureManifest;
}

/** Makes a capture, of a device of its own unless one is given, and changes its record; signed anew by its device. */
function captureOf(
  itemId: string,
  { originals = [], masked = [], record }: Wanted,
  base: Parameters<typeof makeCapture>[1],
): Capture {
  const made = makeCapture(itemId, base);
  const plain = JSON.parse(made.manifest.toString()) as CaptureManifest;
  const files = [...plain.files, ...originals.map(({ file }) => file)];
  const manifest = record?.({ ...plain, files }) ?? { ...plain, files };
  const bytes = Buffer.from(canonicalize(manifest) ?? '');
  made.device.previous = sha256(bytes);
  return {
    device: made.device,
    manifest: bytes,
    item: {
      ...made.item,
      manifestSha256: sha256(bytes),
      signature: signAs(made.device, bytes),
      files: manifest.files,
      masked: masked.map(({ file }) => file),
    },
    blobs: [
      { bytes, type: 'application/json' },
      ...made.blobs.slice(1),
      ...[...originals, ...masked].map(({ bytes: own, file }) => ({ bytes: own, type: file.type })),
    ],
  };
}

/** Hands in a claim with captures that hold the program's challenge and name their operator. */
export async function handIn(
  test: TestServer,
  person: Person & { rightId: string },
  wanted: readonly Wanted[],
  change: (claim: ReturnType<typeof makeClaim>) => object = () => ({}),
  itemId = freshItemId(),
) {
  const device = makeDevice();
  const { userId, organisationId } = person;
  const captures: Capture[] = [];
  for (const one of wanted) {
    const notBefore = await fetchChallenge(test, person);
    captures.push(captureOf(itemId, one, { device, notBefore, operator: { userId, organisationId } }));
  }
  await putCaptures(test, person, captures);
  const claim = makeClaim(person.rightId, itemId, captures);
  const sent = { ...claim, ...change(claim) };
  const { json, status } = await postClaim(test, person, sent);
  if (status !== 201) throw new Error(`the claim was answered ${status}: ${JSON.stringify(json)}`);
  const { number } = json as { number: string };
  return { claim: sent, number, captures, device };
}

/** A picture that no other call gives. */
export async function drawn(color: string, { width = 640, height = 400 } = {}): Promise<Buffer> {
  const [red, green, blue] = [Math.random(), Math.random(), Math.random()].map((part) => part * 255);
  const spot = {
    create: {
      width: 9,
      height: 9,
      channels: 3 as const,
      background: { r: red ?? 0, g: green ?? 0, b: blue ?? 0 },
    },
  };
  return sharp({ create: { width, height, channels: 3, background: color } })
    .composite([{ input: spot, left: 1, top: 1 }])
    .png()
    .toBuffer();
}

/** A masked copy of an original, with bytes of its own. */
export function masking(original: Made, bytes: Buffer, path: string): Made {
  return picture(path, bytes, { role: 'derived', method: 'painted', derivedFrom: [original.file.sha256] });
}

/** The same as a copy of the whole page that somebody let go out. */
export function releasedBy({ file, bytes }: Made, released: Release): Made<MaskedCopy> {
  return { file: { ...file, shows: 'page', released }, bytes };
}
