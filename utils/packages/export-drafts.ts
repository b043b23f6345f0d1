import { openScratch, PackageProblem, type PackageRequest, preparePackage } from '@marketsafe/evidence';
import { type ApiDeps, connect } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';
import { signWith } from '../sealing/device.ts';
import { fetchKeys, knownKeys } from '../sealing/program-keys.ts';
import { connectionOf, signedIn } from '../session/session.ts';
import { type CollectedDrafts, collectDrafts } from './collect-drafts.ts';

/** The platform as an export needs it. */
export interface ExportDeps extends ApiDeps {
  db: ReporterDatabase;
  storage: Parameters<typeof openScratch>[0];
  /** Version of the extension. */
  version: string;
}

export interface ExportOptions {
  onProgress: (done: number, of: number) => void;
  signal: AbortSignal;
}

/** A package on this device's disk, to be handed to the user. */
export interface ExportedPackage {
  file: Blob;
  name: string;
  captures: number;
}

function requestOf(
  deps: ExportDeps,
  { captures, claims, added, device }: CollectedDrafts,
  serverKeys: PackageRequest['serverKeys'],
): PackageRequest {
  return {
    kind: 'evidence',
    ...{ captures, claims, added, serverKeys },
    packer: {
      name: `MarketSafe Reporter on device ${device.deviceId}`,
      publicKey: device.publicKey,
      sign: (bytes) => signWith(device, bytes),
    },
    now: new Date(deps.now()),
    software: `marketsafe-reporter ${deps.version}`,
  };
}

/** Prepares the package; where a key of the program is missing, it is asked for once. */
async function prepare(deps: ExportDeps, collected: CollectedDrafts) {
  const { db, now } = deps;
  try {
    return await preparePackage(requestOf(deps, collected, await knownKeys(db)));
  } catch (error) {
    const session = await signedIn(db);
    if (!(error instanceof PackageProblem && error.reason === 'server-key-missing') || !session) throw error;
    await fetchKeys(db, connect(deps, connectionOf(session)), now);
    return preparePackage(requestOf(deps, collected, await knownKeys(db)));
  }
}

/** Sentences for what can go wrong with a package that was found whole. */
function inWords(error: unknown): unknown {
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError') {
    return new Error('The disk is full, so the package could not be written. Nothing was exported.');
  }
  if (name === 'NotReadableError' || name === 'NotFoundError') {
    return new Error('A file could not be read from this device’s disk any more. Nothing was exported.');
  }
  if (!(error instanceof PackageProblem)) return error;
  switch (error.reason) {
    case 'no-room':
      return new Error(`${error.message} Nothing was exported. Make room, then export again.`);
    case 'file-changed':
      return new Error(
        'A file is not what was captured any more: it was damaged on this device’s disk. Nothing was exported. Export the claim in the program’s console instead.',
      );
    case 'server-key-missing':
      return new Error(
        'The key with which the program signed is not on this device yet. Nothing was exported. Export again once the program can be reached.',
      );
    default:
      return new Error(`${error.message} Nothing was exported.`);
  }
}

/**
 * Packs drafts and reports as one package of evidence, signed by this device. Files are read and written piece by piece; what is not
 * finished is given up.
 * @throws in words for the user; what `signal` was aborted with
 */
export async function exportDrafts(
  deps: ExportDeps,
  draftIds: readonly string[],
  { onProgress, signal }: ExportOptions,
): Promise<ExportedPackage> {
  const collected = await collectDrafts(deps.db, draftIds);
  try {
    const prepared = await prepare(deps, collected);
    const scratch = await openScratch(deps.storage, prepared.bytes);
    try {
      const { fileName } = await prepared.write(scratch.sink, { onProgress, signal });
      return { file: await scratch.file(), name: fileName, captures: collected.captures.length };
    } catch (error) {
      await scratch.discard();
      throw error;
    }
  } catch (error) {
    throw signal.aborted ? error : inWords(error);
  }
}
