import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import { asZipTime } from './write-zip.ts';

/** Texts as files of an archive, compressed. Same texts, same time: same bytes. */
export async function textZip(
  files: readonly (readonly [name: string, text: string])[],
  at: Date,
): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter('application/zip'), {
    useWebWorkers: false,
    keepOrder: true,
    extendedTimestamp: false,
    lastModDate: asZipTime(at),
  });
  for (const [name, text] of files) await writer.add(name, new TextReader(text));
  return writer.close();
}
