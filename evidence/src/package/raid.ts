import type { DisclosedRaid } from '@marketsafe/contract';
import type { ByteSource } from '../bytes.ts';
import { canonicalJson } from '../canonical-json.ts';
import { sha256Hex } from '../hash.ts';
import { keyIdOf } from '../signature.ts';
import { type Part, type PreparedPackage, prepareBag, text } from './bag.ts';
import { dayOf } from './disclosure.ts';
import { instructionsFor } from './instructions.ts';
import * as layout from './layout.ts';
import { PackageProblem, type PackageRequest } from './types.ts';

/** What a raid's package is made of. */
export interface RaidPackageRequest
  extends Pick<PackageRequest, 'packer' | 'stampTagManifest' | 'sayGuide' | 'now' | 'software'> {
  raid: DisclosedRaid;
  /** The index as a document. */
  index: { sha256: string; source: ByteSource };
  /** Bytes of the files that the raid names, by the name that they have in it. */
  files: ReadonlyMap<string, ByteSource>;
}

/**
 * Checks what is to be packed of a raid and gives a package that can be written. Its archive names the day alone.
 * @throws PackageProblem when the parts do not agree, before anything is written
 */
export async function prepareRaidPackage(request: RaidPackageRequest): Promise<PreparedPackage> {
  const { raid, index, packer, software, stampTagManifest, sayGuide } = request;
  const parts: Part[] = [
    text(layout.RAID, canonicalJson(raid)),
    { name: layout.RAID_INDEX, source: index.source, sha256: index.sha256 },
  ];
  for (const { name, sha256, bytes } of raid.files) {
    const source = request.files.get(name);
    if (!source) throw new PackageProblem('file-missing', `${name} is not here.`);
    if (source.size !== bytes)
      throw new PackageProblem('file-changed', `${name} has another size than was recorded.`);
    parts.push({ name: layout.raidFile(name), source, sha256 });
  }
  if ((await keyIdOf(packer.publicKey)) === null)
    throw new PackageProblem('bad-input', 'The packer’s key is none.');
  const day = dayOf(request.now.toISOString());
  const id = await sha256Hex(`${day}\n${canonicalJson(raid)}\n${index.sha256}`);
  const root = `marketsafe-raid-${day.replaceAll('-', '')}-${id.slice(0, 12)}`;
  const packed = {
    kind: 'raid',
    root,
    captures: [],
    timeStamped: stampTagManifest !== undefined,
    software,
  } as const;
  return prepareBag({
    ...{ kind: 'raid', root, packer, software, stampTagManifest, seals: [], now: request.now },
    at: new Date(`${day}T00:00:00.000Z`),
    identifiers: [raid.number],
    bytes: parts.reduce((sum, { source }) => sum + source.size, 0),
    payload: () => parts,
    instructions: instructionsFor(packed, sayGuide),
  });
}
