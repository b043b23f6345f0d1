import type { PackageFinding } from '@marketsafe/contract';
import { ArchiveProblem } from '../archive/open-zip.ts';
import { sha256Hex } from '../hash.ts';
import * as layout from '../package/layout.ts';
import { checkBag } from './check-bag.ts';
import { checkCaptureFiles, checkCaptureReplay, checkMasked, readCapture } from './check-capture.ts';
import { checkChains } from './check-chain.ts';
import { checkClaims } from './check-claim.ts';
import { checkDisclosure } from './check-disclosure.ts';
import { checkLeaving } from './check-leaving.ts';
import { checkRaid } from './check-raid.ts';
import {
  checkCaptureTimeStamp,
  checkChallenge,
  checkDeviceSignature,
  checkEnrolment,
  checkOrder,
  checkReceipt,
} from './check-seal.ts';
import { type Context, collector, type ReadCapture, readPackedKeys } from './context.ts';
import { type OpenedPackage, openPackage } from './open-package.ts';
import type { Check, PackageVerdict, TimeWindow, VerifyOptions } from './types.ts';

async function hashesOf(
  { files }: OpenedPackage,
  { onProgress, signal }: VerifyOptions,
): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  const total = [...files.values()].reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const [name, source] of files) {
    signal?.throwIfAborted();
    hashes.set(name, await sha256Hex(source));
    done += source.size;
    onProgress?.(done, total);
  }
  return hashes;
}

function earliest(times: readonly (string | null)[]): string | null {
  const known = times.filter((time) => time !== null);
  return known.sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null;
}

async function checkCapture(context: Context, capture: ReadCapture): Promise<TimeWindow> {
  const { captureId, time } = capture.manifest;
  checkCaptureFiles(context, capture);
  await checkDeviceSignature(context, capture);
  const notBefore = await checkChallenge(context, capture);
  const received = await checkReceipt(context, capture);
  const stamped = await checkCaptureTimeStamp(context, capture);
  const notAfter = earliest([received, stamped]);
  checkOrder(context, captureId, notBefore, notAfter);
  checkMasked(context, capture);
  await checkCaptureReplay(context, capture);
  return { captureId, notBefore, notAfter, claimed: { start: time.start, end: time.end } };
}

/** Signatures, receipts and tokens that belong to no capture of the package. */
function checkOrphans({ opened, report }: Context, captures: readonly ReadCapture[]): void {
  const known = new Set(captures.flatMap(({ manifest }) => [manifest.captureId, manifest.device.deviceId]));
  for (const name of opened.files.keys()) {
    const id = /^(?:signatures|receipts|timestamps)\/(?:enrolment-)?([0-9a-f]{8}-[0-9a-f-]{27})\./.exec(
      name,
    )?.[1];
    if (id !== undefined && !known.has(id)) {
      report('layout', name, 'failed', 'orphan', { name });
    }
  }
}

async function checkEvidence(context: Context): Promise<{ captures: ReadCapture[]; windows: TimeWindow[] }> {
  const ids = new Set([...context.opened.files.keys()].flatMap((name) => layout.captureIdOf(name) ?? []));
  const captures: ReadCapture[] = [];
  for (const id of [...ids].sort()) {
    const capture = await readCapture(context, id);
    if (capture) captures.push(capture);
  }
  if (ids.size === 0) context.report('capture-manifest', 'package', 'failed', 'no-capture');
  const windows: TimeWindow[] = [];
  for (const capture of captures) windows.push(await checkCapture(context, capture));
  const devices = new Map(captures.map((capture) => [capture.manifest.device.deviceId, capture]));
  for (const capture of devices.values()) await checkEnrolment(context, capture);
  checkChains(context, captures);
  await checkClaims(context, captures);
  checkOrphans(context, captures);
  return { captures, windows };
}

async function checkOpened(opened: OpenedPackage, options: VerifyOptions): Promise<PackageVerdict> {
  const { checks, report } = collector();
  report('archive', 'package', 'passed', 'archive-readable', { count: opened.files.size });
  const hashes = await hashesOf(opened, options);
  const packed = await readPackedKeys(opened);
  const context: Context = { opened, hashes, options, packedKeys: packed.keys, report };
  for (const name of packed.wrong) report('layout', name, 'failed', 'no-key', { name });
  let windows: TimeWindow[] = [];
  const deviceKeys = new Set<string>();
  if (opened.kind === 'evidence') {
    const found = await checkEvidence(context);
    windows = found.windows;
    for (const { deviceKey } of found.captures) if (deviceKey !== null) deviceKeys.add(deviceKey);
  } else if (opened.kind === 'leaving') {
    // Its own progress is that of the whole; what is within is refused like any other.
    const { onProgress: _whole, ...inner } = options;
    windows = await checkLeaving(context, (blob) => verifyPackage(blob, inner));
  } else if (opened.kind === 'raid') {
    await checkRaid(context);
  } else {
    await checkDisclosure(context);
  }
  await checkBag(context, deviceKeys);
  return { ok: checks.every(({ state }) => state !== 'failed'), kind: opened.kind, checks, windows };
}

function refused(finding: PackageFinding): PackageVerdict {
  const check: Check = { id: 'archive', subject: 'package', state: 'failed', ...finding };
  return { ok: false, kind: null, checks: [check], windows: [] };
}

/**
 * Checks a package made by `preparePackage`: that nothing was changed, added or left out, who signed it, and between which times
 * its captures were made. Reads every file, holds none of them; refuses what is damaged, ambiguous or too large.
 * @throws only what `options.signal` was aborted with
 */
export async function verifyPackage(blob: Blob, options: VerifyOptions = {}): Promise<PackageVerdict> {
  try {
    return await checkOpened(await openPackage(blob), options);
  } catch (error) {
    options.signal?.throwIfAborted();
    return refused(error instanceof ArchiveProblem ? error.finding : { code: 'package-damaged', params: {} });
  }
}
