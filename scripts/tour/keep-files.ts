import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { joinTexts, m } from '@marketsafe/words';
import { readBlob, runIn } from '../support/extension-database.ts';
import { had, type TourContext } from './context.ts';

/** Writes the captured picture and the page snapshot as the extension keeps them, checked against their hashes. */
export async function keepFiles(tour: TourContext): Promise<string> {
  const { manifest } = had(tour.found.capture, 'capture');
  const kept: string[] = [];
  for (const file of manifest.files) {
    const name =
      file.type === 'image/png' ? 'capture.png' : file.method === 'snapshot' ? 'snapshot.html' : null;
    if (name === null) continue;
    const bytes = await readBlob(runIn(tour.helper), file.sha256);
    if (bytes === null) throw new Error(`the extension does not hold ${file.path} (${file.sha256})`);
    if (createHash('sha256').update(bytes).digest('hex') !== file.sha256) {
      throw new Error(`${file.path} does not hash to ${file.sha256}`);
    }
    await writeFile(join(tour.folder, name), bytes);
    kept.push(m.start_package({ file: name, bytes: bytes.length }));
  }
  if (!kept.some((text) => text.startsWith('capture.png'))) {
    throw new Error('the capture has no picture');
  }
  return joinTexts(kept, 'clauses');
}
