import { createHash, randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DisclosedPacket, PacketFileName } from '@marketsafe/contract';
import { checksumsOf, csvOf, xlsxOf } from '@marketsafe/evidence';
import { linksSheet, pasteBlock, statementText } from '@marketsafe/words';
import type { BlobStore } from '../../blobs/store.ts';
import type { Drawing } from '../../drawing/drawing.ts';
import type { Owner } from '../../drawing/fair-queue.ts';
import { writeEvidenceZip } from './evidence-zip.ts';

/** A file that a packet goes out as. */
export interface MadeFile {
  name: PacketFileName;
  sha256: string;
  bytes: number;
  type: string;
}

/** What making files works with. */
export interface FileTools {
  store: BlobStore;
  /** Folder for files that are being written. */
  scratch: string;
  drawing: Drawing;
}

/**
 * Makes the files that a packet goes out as and keeps them under the packet's folder, byte for byte as they go. They are made of the packet
 * and its own files, and of nothing else.
 * @param folder where the packet's own files are
 * @throws GoingFileBroken
 */
export async function makeFiles(
  { store, scratch, drawing }: FileTools,
  owner: Owner,
  folder: string,
  packet: DisclosedPacket,
): Promise<MadeFile[]> {
  const sheet = linksSheet(packet);
  const day = new Date(`${packet.builtOn}T00:00:00Z`);
  const keep = async (name: PacketFileName, content: Blob | string, type: string): Promise<MadeFile> => {
    const bytes = Buffer.from(await new Blob([content]).arrayBuffer());
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await store.keep(folder, sha256, bytes);
    return { name, sha256, bytes: bytes.length, type };
  };
  const xlsx = await xlsxOf(sheet, packet.number, day);
  const small = [
    await keep('links.txt', pasteBlock(packet), 'text/plain; charset=utf-8'),
    await keep('statement.txt', statementText(packet), 'text/plain; charset=utf-8'),
    await keep('links.csv', csvOf(sheet), 'text/csv; charset=utf-8'),
    await keep('links.xlsx', xlsx, xlsx.type),
  ];
  const adopt = async (name: PacketFileName, type: string, from: string): Promise<MadeFile> => {
    const { size } = await stat(from);
    const { sha256 } = await checksumsOf(await openAsBlob(from));
    await store.adopt(folder, sha256, from);
    return { name, sha256, bytes: size, type };
  };
  const cover = await drawing.cover(owner, { packet, folder }, (from) =>
    adopt('cover.pdf', 'application/pdf', from),
  );
  const path = join(scratch, `${randomUUID()}.zip`);
  try {
    await writeEvidenceZip(path, packet, (sha256) => store.source(folder, sha256));
    return [...small, cover, await adopt('evidence.zip', 'application/zip', path)];
  } finally {
    // Half of one, where the disk was full, would keep it full.
    await rm(path, { force: true });
  }
}
