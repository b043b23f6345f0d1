import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { openBlobStore } from '../blobs/open-store.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { DecodingWatch } from '../reports/pdf/pictures.ts';
import {
  renderCover,
  renderFigures,
  renderRaidIndex,
  renderReport,
  renderTestBuyReport,
} from '../reports/render.ts';
import type { DrawAnswer, DrawRequest } from './messages.ts';
import { openFiles } from './open-files.ts';

/**
 * A process that draws documents, one at a time, and opens the pictures and papers in them: what a hostile file costs, it costs this process.
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

function documentOf(
  request: Exclude<DrawRequest, { task: 'open' }>,
  store: BlobStore,
  watch: DecodingWatch,
): Promise<PDFKit.PDFDocument> {
  switch (request.task) {
    case 'document':
      return renderReport(request.kind, request.source, store, watch);
    case 'cover':
      return renderCover(request.packet, { store, organisationId: request.folder, watch });
    case 'raid-index':
      return renderRaidIndex(request.raid);
    case 'figures':
      return renderFigures(request.figures);
    case 'test-buy':
      return renderTestBuyReport(request.report, { store, organisationId: request.folder, watch });
  }
}

async function draw(request: DrawRequest): Promise<void> {
  const { path, skipped } = request;
  const store = await openBlobStore(request.blobs);
  const watch = {
    skipped: new Set(skipped),
    decoding: (sha256: string | null) => answer({ says: 'decoding', sha256 }),
  };
  if (request.task === 'open') {
    const opened = await openFiles(store, request.files, watch);
    await writeFile(path, JSON.stringify(opened), { flag: 'wx', mode: 0o600 });
    return;
  }
  const document = await documentOf(request, store, watch);
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
