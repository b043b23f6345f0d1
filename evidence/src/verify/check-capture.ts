import { captureManifest, evidenceFile, MAX_CAPTURE_FILES } from '@marketsafe/contract';
import { z } from 'zod';
import { sha256Hex } from '../hash.ts';
import * as layout from '../package/layout.ts';
import { checkReplay } from './check-replay.ts';
import { type Context, type ReadCapture, readCanonical, readPublicKey } from './context.ts';

const maskedList = z.array(evidenceFile).min(1).max(MAX_CAPTURE_FILES);

/** Reads the record of a capture and the list of its masked copies; null, and a failed check, where there is no such record. */
export async function readCapture(context: Context, captureId: string): Promise<ReadCapture | null> {
  const { opened, report } = context;
  const name = layout.captureFile(captureId, layout.CAPTURE_MANIFEST);
  const record = await readCanonical(opened, name, captureManifest);
  if (!record) {
    report(
      'capture-manifest',
      captureId,
      'failed',
      'The capture’s record, capture.json, is missing or has another form than it must have.',
    );
    return null;
  }
  const { bytes, value: manifest } = record;
  if (manifest.captureId !== captureId) {
    report(
      'capture-manifest',
      captureId,
      'failed',
      'The capture’s record lies in the folder of another capture.',
    );
    return null;
  }
  const { itemId, marketplace } = manifest.listing;
  report(
    'capture-manifest',
    captureId,
    'passed',
    `The record is of listing ${itemId} on ${marketplace}, ${manifest.request.canonicalUrl}.`,
  );
  const masked = await readCanonical(opened, layout.captureFile(captureId, layout.MASKED_LIST), maskedList);
  return {
    manifest,
    bytes,
    sha256: await sha256Hex(bytes),
    masked: masked?.value ?? [],
    deviceKey: await readPublicKey(opened, layout.deviceKey(manifest.device.deviceId)),
  };
}

/** What differs between a file as it is listed and as it is. */
function differs(
  { hashes, opened }: Context,
  name: string,
  listed: { sha256: string; bytes: number },
): string | null {
  const source = opened.files.get(name);
  if (!source) return 'is missing';
  return source.size === listed.bytes && hashes.get(name) === listed.sha256
    ? null
    : 'is not the one that was recorded';
}

/** The folder of a capture holds what its record names, and nothing else. */
export function checkCaptureFiles(context: Context, { manifest, masked }: ReadCapture): void {
  const { opened, report } = context;
  const { captureId } = manifest;
  const folder = layout.captureFile(captureId, '');
  const wrong: string[] = [];
  const expected = new Set<string>(layout.RESERVED_NAMES);
  for (const file of [...manifest.files, ...masked]) {
    if (expected.has(file.path)) wrong.push(`${file.path} is named twice`);
    expected.add(file.path);
  }
  for (const file of manifest.files) {
    const difference = differs(context, folder + file.path, file);
    if (difference) wrong.push(`${file.path} ${difference}`);
  }
  for (const name of opened.files.keys()) {
    if (name.startsWith(folder) && !expected.has(name.slice(folder.length))) {
      wrong.push(`${name.slice(folder.length)} is not named in capture.json`);
    }
  }
  for (const what of wrong)
    report('capture-files', captureId, 'failed', `A file of the capture does not fit its record: ${what}.`);
  if (wrong.length === 0) {
    report(
      'capture-files',
      captureId,
      'passed',
      `Every file that the record names is there, as it was at the capture (${manifest.files.length}).`,
    );
  }
}

/** Masked copies are listed, unchanged, and made from pictures of this capture. */
export function checkMasked(context: Context, { manifest, masked }: ReadCapture): void {
  const { opened, report } = context;
  const { captureId } = manifest;
  const list = layout.captureFile(captureId, layout.MASKED_LIST);
  if (masked.length === 0) {
    const unreadable = opened.files.has(list);
    report(
      'masked-copies',
      captureId,
      unreadable ? 'failed' : 'absent',
      unreadable ? 'The list of masked copies cannot be read.' : 'The capture has no masked copies.',
    );
    return;
  }
  const known = new Set(manifest.files.map(({ sha256 }) => sha256));
  const wrong: string[] = [];
  for (const file of masked) {
    const difference = differs(context, layout.captureFile(captureId, file.path), file);
    if (difference) wrong.push(`${file.path} ${difference}`);
    if (file.method !== 'painted' || file.role !== 'derived')
      wrong.push(`${file.path} does not call itself a painted copy`);
    if (!file.derivedFrom?.every((sha256) => known.has(sha256))) {
      wrong.push(`${file.path} says it was made from a picture that this capture does not have`);
    }
  }
  for (const what of wrong) report('masked-copies', captureId, 'failed', `A masked copy is false: ${what}.`);
  if (wrong.length === 0) {
    report(
      'masked-copies',
      captureId,
      'passed',
      `Every masked copy says which pictures of this capture it was made from (${masked.length}).`,
    );
  }
}

/** The replay, where there is one, shows files of this capture only. */
export async function checkCaptureReplay(context: Context, capture: ReadCapture): Promise<void> {
  const { captureId } = capture.manifest;
  const source = context.opened.files.get(layout.captureFile(captureId, layout.REPLAY));
  if (!source) {
    context.report('replay', captureId, 'absent', 'The capture has no replay.');
    return;
  }
  const wrong = await checkReplay(source, capture.manifest);
  context.report(
    'replay',
    captureId,
    wrong === null ? 'passed' : 'failed',
    wrong === null
      ? 'The replay (replay.wacz) holds files of this capture and nothing else.'
      : `The replay does not fit the capture: ${wrong}.`,
  );
}
