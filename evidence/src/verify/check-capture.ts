import { captureManifest, MAX_CAPTURE_FILES, maskedCopy } from '@marketsafe/contract';
import { z } from 'zod';
import { sha256Hex } from '../hash.ts';
import * as layout from '../package/layout.ts';
import { checkReplay } from './check-replay.ts';
import { type Context, type ReadCapture, readCanonical, readPublicKey } from './context.ts';

const maskedList = z.array(maskedCopy).min(1).max(MAX_CAPTURE_FILES);

/** Reads the record of a capture and the list of its masked copies; null, and a failed check, where there is no such record. */
export async function readCapture(context: Context, captureId: string): Promise<ReadCapture | null> {
  const { opened, report } = context;
  const name = layout.captureFile(captureId, layout.CAPTURE_MANIFEST);
  const record = await readCanonical(opened, name, captureManifest);
  if (!record) {
    report('capture-manifest', captureId, 'failed', 'record-unreadable');
    return null;
  }
  const { bytes, value: manifest } = record;
  if (manifest.captureId !== captureId) {
    report('capture-manifest', captureId, 'failed', 'record-misplaced');
    return null;
  }
  const { itemId, marketplace } = manifest.listing;
  report('capture-manifest', captureId, 'passed', 'record-of', {
    item: itemId,
    marketplace,
    url: manifest.request.canonicalUrl,
  });
  const masked = await readCanonical(opened, layout.captureFile(captureId, layout.MASKED_LIST), maskedList);
  return {
    manifest,
    bytes,
    sha256: await sha256Hex(bytes),
    masked: masked?.value ?? [],
    deviceKey: await readPublicKey(opened, layout.deviceKey(manifest.device.deviceId)),
  };
}

/** What differs between a file as it is listed and as it is; null where nothing does. */
function differs(
  { hashes, opened }: Context,
  name: string,
  listed: { sha256: string; bytes: number },
): 'missing' | 'differs' | null {
  const source = opened.files.get(name);
  if (!source) return 'missing';
  return source.size === listed.bytes && hashes.get(name) === listed.sha256 ? null : 'differs';
}

type FileCode = 'file-named-twice' | 'file-missing' | 'file-differs' | 'file-unnamed';

/** The folder of a capture holds what its record names, and nothing else. */
export function checkCaptureFiles(context: Context, { manifest, masked }: ReadCapture): void {
  const { opened, report } = context;
  const { captureId } = manifest;
  const folder = layout.captureFile(captureId, '');
  const wrong: { code: FileCode; file: string }[] = [];
  const expected = new Set<string>(layout.RESERVED_NAMES);
  for (const file of [...manifest.files, ...masked]) {
    if (expected.has(file.path)) wrong.push({ code: 'file-named-twice', file: file.path });
    expected.add(file.path);
  }
  for (const file of manifest.files) {
    const difference = differs(context, folder + file.path, file);
    if (difference) wrong.push({ code: `file-${difference}`, file: file.path });
  }
  for (const name of opened.files.keys()) {
    if (name.startsWith(folder) && !expected.has(name.slice(folder.length))) {
      wrong.push({ code: 'file-unnamed', file: name.slice(folder.length) });
    }
  }
  for (const { code, file } of wrong) report('capture-files', captureId, 'failed', code, { file });
  if (wrong.length === 0) {
    report('capture-files', captureId, 'passed', 'files-fine', { count: manifest.files.length });
  }
}

type MaskedCode = 'masked-missing' | 'masked-differs' | 'masked-not-painted' | 'masked-foreign-source';

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
      unreadable ? 'masked-list-unreadable' : 'masked-none',
    );
    return;
  }
  const known = new Set(manifest.files.map(({ sha256 }) => sha256));
  const wrong: { code: MaskedCode; file: string }[] = [];
  for (const file of masked) {
    const difference = differs(context, layout.captureFile(captureId, file.path), file);
    if (difference) wrong.push({ code: `masked-${difference}`, file: file.path });
    if (file.method !== 'painted' || file.role !== 'derived')
      wrong.push({ code: 'masked-not-painted', file: file.path });
    if (!file.derivedFrom?.every((sha256) => known.has(sha256))) {
      wrong.push({ code: 'masked-foreign-source', file: file.path });
    }
  }
  for (const { code, file } of wrong) report('masked-copies', captureId, 'failed', code, { file });
  if (wrong.length === 0) {
    report('masked-copies', captureId, 'passed', 'masked-fine', { count: masked.length });
  }
}

/** The replay, where there is one, shows files of this capture only. */
export async function checkCaptureReplay(context: Context, capture: ReadCapture): Promise<void> {
  const { captureId } = capture.manifest;
  const source = context.opened.files.get(layout.captureFile(captureId, layout.REPLAY));
  if (!source) {
    context.report('replay', captureId, 'absent', 'replay-none');
    return;
  }
  const wrong = await checkReplay(source, capture.manifest);
  if (wrong === null) context.report('replay', captureId, 'passed', 'replay-fine');
  else if (typeof wrong === 'string') context.report('replay', captureId, 'failed', wrong);
  else context.report('replay', captureId, 'failed', 'replay-changed', { file: wrong.changed });
}
