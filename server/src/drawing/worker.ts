import { createWriteStream } from 'node:fs';
import { setPriority } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { openBlobStore } from '../blobs/store.ts';
import { renderReport } from '../reports/render.ts';
import type { DrawAnswer, DrawRequest } from './messages.ts';

/**
 * A process that draws documents, one at a time, and decodes the pictures in them: what a hostile picture costs, it costs this process.
 * It ends with the program that started it.
 */

/** Memory that the process may use, in bytes; at more it ends itself. */
const MOST_MEMORY = Number(process.argv[2]);
/** How often that is looked at, in milliseconds: decoding runs beside this thread. */
const LOOK_EVERY = 20;
/** Behind everything else that this machine has to do. */
const NICE = 10;
/** Ended by itself because of its memory. */
const EXIT_OUT_OF_MEMORY = 137;

function answer(message: DrawAnswer): void {
  process.send?.(message);
}

async function draw({ kind, source, blobs, path, skipped }: DrawRequest): Promise<void> {
  const store = await openBlobStore(blobs);
  const document = await renderReport(kind, source, store, {
    skipped: new Set(skipped),
    decoding: (sha256) => answer({ says: 'decoding', sha256 }),
  });
  await pipeline(document, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
}

setInterval(() => {
  if (process.memoryUsage.rss() > MOST_MEMORY) process.exit(EXIT_OUT_OF_MEMORY);
}, LOOK_EVERY).unref();

try {
  setPriority(NICE);
} catch {
  // Where that is not allowed, it draws beside everything else.
}

process.on('disconnect', () => process.exit(0));
process.on('message', (request: DrawRequest) => {
  draw(request).then(
    () => answer({ says: 'drawn' }),
    (error: Error & { code?: string }) =>
      answer({ says: 'failed', message: error.message, code: error.code }),
  );
});
