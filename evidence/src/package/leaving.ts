import type { SayPackageGuide } from '@marketsafe/contract';
import { writeZip } from '../archive/write-zip.ts';
import { fromBase64, utf8 } from '../bytes.ts';
import { sha256Hex } from '../hash.ts';
import { keyIdOf, pemOfPublicKey } from '../signature.ts';
import { BagWriter, oneLine, type Part, text } from './bag-writer.ts';
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
  const zip = writeZip(sink, now, signal);
  const bag = new BagWriter(zip, root, signal, () => undefined);
  const files: { name: string; sha256: string }[] = [];
  for await (const part of parts) {
    if (!layout.NAMES.leaving.test(part.name))
      throw new PackageProblem('bad-input', `${part.name} is no part.`);
    files.push(await bag.add(part));
  }
  const manifest = layout.manifestText(files);
  const info = [
    `Source-Organization: ${oneLine(packer.name)}`,
    `Bagging-Date: ${now.toISOString().slice(0, 10)}`,
    `Payload-Oxum: ${bag.bytes}.${files.length}`,
    `External-Identifier: ${root}`,
    `Bag-Software-Agent: ${oneLine(software)}`,
    `${layout.KIND_LABEL}: leaving`,
    '',
  ].join('\n');
  const guide = instructionsFor(
    { kind: 'leaving', root, captures: [], timeStamped: false, software },
    sayGuide,
  );
  const tags: { name: string; sha256: string }[] = [];
  for (const part of [
    text(layout.BAGIT, layout.BAGIT_TEXT),
    text(layout.BAG_INFO, info),
    text(layout.MANIFEST, manifest),
    text(layout.VERIFY, guide),
    signature(layout.PACKAGE_SIGNATURE, await packer.sign(utf8(manifest))),
    text(layout.PACKAGE_KEY, pemOfPublicKey(packer.publicKey)),
    text(layout.serverKey(keyId), pemOfPublicKey(packer.publicKey)),
  ]) {
    tags.push(await bag.add(part));
  }
  const tagManifest = layout.manifestText(tags);
  await bag.add(text(layout.TAG_MANIFEST, tagManifest));
  await bag.add(signature(layout.TAG_SIGNATURE, await packer.sign(utf8(tagManifest))));
  await zip.close();
}

function signature(name: string, base64: string): Part {
  const content = fromBase64(base64);
  if (content === null) throw new PackageProblem('bad-input', `${name} is no base64.`);
  return { name, source: new Blob([content]) };
}

/** The one folder of what somebody takes along, by an id and a time that say nothing of them. */
export async function leavingRoot(id: string, now: Date): Promise<string> {
  const hash = await sha256Hex(`${now.toISOString()}\n${id}`);
  return `marketsafe-leaving-${now.toISOString().slice(0, 10).replaceAll('-', '')}-${hash.slice(0, 12)}`;
}
