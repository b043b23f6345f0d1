import type { EvidenceFile } from '@marketsafe/contract';
import type { ReporterDatabase } from '../database/database.ts';
import { addBlobs } from '../drafts/blobs.ts';
import type { NewFile } from '../drafts/drafts.ts';
import type { Moment } from './moment.ts';
import { MAX_COLUMNS, MAX_PAGE_HEIGHT } from './platform.ts';
import { createPreviewCanvas, type PreviewCanvas } from './preview-canvas.ts';

/** The picture of the moment, where that shows the page's top. */
function topOf({ position, files }: Moment): EvidenceFile | undefined {
  return position.y === 0 ? files.find(({ method }) => method === 'pixels') : undefined;
}

/** Begins a preview of all that will be taken of a page with the picture that is there. */
export function beginPreview(moment: Moment, picture: Blob): PreviewCanvas {
  const { page, position } = moment;
  const preview = createPreviewCanvas({
    width: Math.min(page.width, MAX_COLUMNS * position.width),
    height: Math.min(page.height, MAX_PAGE_HEIGHT),
  });
  const top = topOf(moment);
  if (top) preview.add(picture, top);
  return preview;
}

/** Slices and, behind them, the preview, once it is on disk; without one where none could be made. */
export async function withPreview(
  db: ReporterDatabase,
  { startedAt }: Moment,
  slices: readonly EvidenceFile[],
  preview: NewFile | null,
): Promise<EvidenceFile[]> {
  if (!preview) return [...slices];
  try {
    await db.transaction('rw', db.blobs, () => addBlobs(db, [preview], startedAt));
    return [...slices, preview.file];
  } catch (error) {
    // No room for it: what it was made from is on disk.
    console.error(error);
    return [...slices];
  }
}

/** The preview of slices that are on disk already and may be only a part of the page; read one after another. */
export async function previewFromDisk(
  db: ReporterDatabase,
  moment: Moment,
  slices: readonly EvidenceFile[],
): Promise<NewFile | null> {
  const files = [topOf(moment) ?? [], ...slices].flat();
  const areas = files.flatMap(({ area }) => area ?? []);
  const preview = createPreviewCanvas({
    width: Math.max(1, ...areas.map(({ x, width }) => x + width)),
    height: Math.max(1, ...areas.map(({ y, height }) => y + height)),
  });
  for (const file of files) {
    const row = await db.blobs.get(file.sha256);
    if (row) preview.add(row.bytes, file);
  }
  return preview.finish();
}
