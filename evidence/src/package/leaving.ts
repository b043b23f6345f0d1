import type { SayPackageGuide } from '@marketsafe/contract';
import { sha256Hex } from '../hash.ts';
import { keyIdOf, pemOfPublicKey } from '../signature.ts';
import { type Part, prepareBag, text } from './bag.ts';
import { instructionsFor } from './instructions.ts';
import * as layout from './layout.ts';
import { PackageProblem, type Packer } from './types.ts';

/** What whoever leaves takes along, and who signs that it is everything. */
export interface LeavingRequest {
  /** Files below `data/`, each read twice and forgotten then, so that one at a time has to be anywhere. */
  parts: AsyncIterable<Part>;
  packer: Packer;
  sayGuide: SayPackageGuide;
  now: Date;
  /** Name and version of what packs. */
  software: string;
  signal?: AbortSignal | undefined;
}

/**
 * Writes everything that a participant filed as one archive into a stream, and closes it: a bag like every package, which holds packages of evidence,
 * tables and history. Holds the names and hashes of its files, and a piece of one at a time.
 * @throws PackageProblem when a part has another name than such a package may hold; what was written until then is no archive
 */
export async function writeLeaving(
  sink: WritableStream<Uint8Array<ArrayBuffer>>,
  root: string,
  { parts, packer, sayGuide, now, software, signal }: LeavingRequest,
): Promise<void> {
  const keyId = await keyIdOf(packer.publicKey);
  if (keyId === null) throw new PackageProblem('bad-input', 'The key is no base64.');
  const packed = { kind: 'leaving', root, captures: [], timeStamped: false, software } as const;
  const bag = prepareBag({
    ...{ kind: 'leaving', root, packer, software, now, stampTagManifest: undefined },
    ...{ at: now, identifiers: [root] },
    // How much it will be is known when it is written.
    bytes: 0,
    payload: () => checked(parts),
    seals: [text(layout.serverKey(keyId), pemOfPublicKey(packer.publicKey))],
    instructions: instructionsFor(packed, sayGuide),
  });
  await bag.write(sink, signal && { signal });
}

async function* checked(parts: AsyncIterable<Part>): AsyncGenerator<Part> {
  for await (const part of parts) {
    if (!layout.NAMES.leaving.test(part.name)) {
      throw new PackageProblem('bad-input', `${part.name} is no part.`);
    }
    yield part;
  }
}

/** The one folder of what somebody takes along, by an id and a time that say nothing of them. */
export async function leavingRoot(id: string, now: Date): Promise<string> {
  const hash = await sha256Hex(`${now.toISOString()}\n${id}`);
  return `marketsafe-leaving-${now.toISOString().slice(0, 10).replaceAll('-', '')}-${hash.slice(0, 12)}`;
}
