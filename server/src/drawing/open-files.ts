import { createHash } from 'node:crypto';
import type { BlobStore } from '../blobs/store.ts';
import { type DecodingWatch, drawnAnew, opens } from '../reports/pdf/pictures.ts';
import { pagesDrawnAnew } from './clean-pdf.ts';
import type { FileToOpen, Opened } from './messages.ts';

/**
 * Opens files one after another, in a process of its own: each may be hostile. Of those of which a copy is wanted, one is put into the store that
 * holds what is seen and nothing beside it.
 */
export async function openFiles(
  store: BlobStore,
  files: readonly FileToOpen[],
  watch: DecodingWatch,
): Promise<Opened[]> {
  const opened: Opened[] = [];
  for (const file of files) {
    if (watch.skipped.has(file.sha256)) {
      opened.push({ outcome: 'unreadable' });
      continue;
    }
    watch.decoding(file.sha256);
    opened.push(await openOne(store, file));
  }
  watch.decoding(null);
  return opened;
}

async function openOne(store: BlobStore, { folder, sha256, type, copyTo }: FileToOpen): Promise<Opened> {
  const bytes = await store.read(folder, sha256);
  if (!bytes) return { outcome: 'unreadable' };
  if (copyTo === null) return { outcome: (await opens(bytes)) ? 'whole' : 'unreadable' };
  const copy = type === 'application/pdf' ? await pagesDrawnAnew(bytes) : await drawnAnew(bytes, type);
  if (!copy) return { outcome: 'unreadable' };
  const hash = createHash('sha256').update(copy).digest('hex');
  await store.keep(copyTo, hash, copy);
  return { outcome: 'copied', sha256: hash, bytes: copy.length, type };
}
