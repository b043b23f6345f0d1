import type { EvidenceFile, PageArea } from '@marketsafe/contract';
import type { ReporterDatabase } from '../drafts/database.ts';
import { addBlobs, type NewFile } from '../drafts/drafts.ts';
import { type Moment, newFile } from './moment.ts';
import { PREVIEW_HEIGHT, PREVIEW_WIDTH } from './platform.ts';

type Slice = EvidenceFile & { area: PageArea };

function hasArea(file: EvidenceFile): file is Slice {
  return file.method === 'pixels' && file.area !== undefined;
}

/** Slices and, behind them, a preview that shows them together and is on disk; without one where none can be made. */
export async function withPreview(
  db: ReporterDatabase,
  moment: Moment,
  slices: readonly EvidenceFile[],
): Promise<EvidenceFile[]> {
  // The picture of the moment is the page's top only where the page stood there.
  const top = moment.position.y === 0 ? moment.files : [];
  const preview = await makePreview(db, [...top, ...slices]).catch(() => null);
  if (!preview) return [...slices];
  try {
    await db.transaction('rw', db.blobs, () => addBlobs(db, [preview], moment.startedAt));
    return [...slices, preview.file];
  } catch (error) {
    // No room for it: what it was made from is on disk.
    console.error(error);
    return [...slices];
  }
}

/**
 * One small picture of all slices, for people to look at: derived, never evidence. Slices are decoded one after another, so memory
 * holds the preview and one slice.
 * @returns null where there is nothing to put together or the browser cannot
 */
async function makePreview(db: ReporterDatabase, files: readonly EvidenceFile[]): Promise<NewFile | null> {
  const slices = files.filter(hasArea);
  if (slices.length < 2 || typeof OffscreenCanvas === 'undefined') return null;
  const left = Math.min(...slices.map(({ area }) => area.x));
  const top = Math.min(...slices.map(({ area }) => area.y));
  const width = Math.max(...slices.map(({ area }) => area.x + area.width)) - left;
  const height = Math.max(...slices.map(({ area }) => area.y + area.height)) - top;
  const scale = Math.min(1, PREVIEW_WIDTH / width, PREVIEW_HEIGHT / height);
  const canvas = new OffscreenCanvas(Math.floor(width * scale), Math.floor(height * scale));
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return null;
  for (const { sha256, area } of slices) {
    const row = await db.blobs.get(sha256);
    if (!row) return null;
    const bitmap = await createImageBitmap(row.bytes);
    context.drawImage(
      bitmap,
      (area.x - left) * scale,
      (area.y - top) * scale,
      area.width * scale,
      area.height * scale,
    );
    bitmap.close();
  }
  const bytes = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
  return newFile(bytes, {
    path: 'preview.jpg',
    type: 'image/jpeg',
    role: 'derived',
    method: 'stitched',
    area: { x: left, y: top, width, height },
    derivedFrom: slices.map(({ sha256 }) => sha256),
  });
}
