import { createWriteStream } from 'node:fs';
import { Writable } from 'node:stream';
import { type DisclosedPacket, goingFiles } from '@marketsafe/contract';
import { type ByteSource, canonicalJson, checksumsOf, writeZip } from '@marketsafe/evidence';

/** A file whose bytes are not those that the packet names. */
export class GoingFileBroken extends Error {
  override name = 'GoingFileBroken';
}

/**
 * Writes what goes as one archive: `packet.json`, the pictures and papers of each link in a folder of its number, and `manifest-sha256.txt` over
 * all of them, which `sha256sum -c` reads. Same packet, same bytes.
 * @param find gives a file's bytes by its hash
 * @throws GoingFileBroken
 */
export async function writeEvidenceZip(
  path: string,
  packet: DisclosedPacket,
  find: (sha256: string) => Promise<ByteSource | null>,
): Promise<void> {
  const sink = Writable.toWeb(createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  const zip = writeZip(
    sink as WritableStream<Uint8Array<ArrayBuffer>>,
    new Date(`${packet.builtOn}T00:00:00Z`),
  );
  const lines: string[] = [];
  const add = async (name: string, source: ByteSource, expected?: string) => {
    const checksums = await checksumsOf(source);
    if (expected !== undefined && checksums.sha256 !== expected) throw new GoingFileBroken(name);
    lines.push(`${checksums.sha256}  ${name}\n`);
    await zip.add(name, source, checksums);
  };
  await add('packet.json', new Blob([canonicalJson(packet)]));
  for (const { name, sha256 } of goingFiles(packet)) {
    const source = await find(sha256);
    if (!source) throw new GoingFileBroken(name);
    await add(name, source, sha256);
  }
  const manifest = new Blob([lines.join('')]);
  await zip.add('manifest-sha256.txt', manifest, await checksumsOf(manifest));
  await zip.close();
}
