import { openScratch, PackageProblem, type PackageRequest, preparePackage } from '@marketsafe/evidence';
import { PRODUCT_NAME, sayPackageGuide } from '@marketsafe/words';
import { type ApiDeps, connect } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';
import { Refusal } from '../refusals/refusal.ts';
import { signWith } from '../sealing/device.ts';
import { fetchKeys, knownKeys } from '../sealing/program-keys.ts';
import { signedIn } from '../session/session.ts';
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
      name: `${PRODUCT_NAME}, ${device.deviceId}`,
      publicKey: device.publicKey,
      sign: (bytes) => signWith(device, bytes),
    },
    now: new Date(deps.now()),
    sayGuide: sayPackageGuide,
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
    await fetchKeys(db, connect(deps, { serverUrl: session.serverUrl }), now);
    return preparePackage(requestOf(deps, collected, await knownKeys(db)));
  }
}

const REFUSALS = {
  'no-room': 'no-room',
  'file-changed': 'file-changed',
  'server-key-missing': 'key-missing',
  'file-missing': 'not-packable',
  'no-masked-copies': 'not-packable',
  'bad-input': 'not-packable',
} as const satisfies Record<PackageProblem['reason'], unknown>;

/** What the user is told of what can go wrong with a package that was found whole; the error itself where they are told nothing. */
function refusalOf(error: unknown): unknown {
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError') return new Refusal({ code: 'disk-full' }, { cause: error });
  if (name === 'NotReadableError' || name === 'NotFoundError')
    return new Refusal({ code: 'unreadable' }, { cause: error });
  if (!(error instanceof PackageProblem)) return error;
  return new Refusal({ code: REFUSALS[error.reason] }, { cause: error });
}

/**
 * Packs drafts and reports as one package of evidence, signed by this device. Files are read and written piece by piece; what is not
 * finished is given up.
 * @throws Refusal; what `signal` was aborted with
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
    throw signal.aborted ? error : refusalOf(error);
  }
}
