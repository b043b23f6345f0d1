import type { EvidenceFile, PageArea } from '@marketsafe/contract';
import { canonicalJson, sha256Hex } from '@marketsafe/evidence';
import type { CaptureRow } from '../database/capture-rows.ts';
import type { ReporterDatabase } from '../database/database.ts';
import { pixelRects } from './boxes.ts';
import type { Masker } from './masker.ts';

/** Goes up with every change of what is painted or taken out: copies of an older recipe are made anew. */
const RECIPE = 2;

/** Where one picture shows the viewer, in page coordinates: as seen when it was taken, and otherwise wherever the page was ever seen to. */
export function viewerAreasOf({ viewer }: Pick<CaptureRow, 'viewer'>, path: string): PageArea[] {
  if (path === 'viewport.png') return viewer.areas;
  return viewer.slices?.[path] ?? [...viewer.areas, ...Object.values(viewer.slices ?? {}).flat()];
}

/**
 * The files of a capture of which masked copies go out: its screenshots. The page's own HTML has none: addresses, attributes and hidden
 * parts carry what nobody looks at, and a box drawn over a picture says nothing about them.
 */
export function canBeMasked({ method, role, type, area }: EvidenceFile): boolean {
  // Of a page that did not answer nobody knows what part of it the picture shows, nor where on that the viewer is.
  return role === 'evidentiary' && method === 'pixels' && type === 'image/png' && area !== undefined;
}

async function bytesOf(db: ReporterDatabase, { sha256: hash, path }: EvidenceFile): Promise<Blob> {
  const row = await db.blobs.get(hash);
  if (!row) throw new Error(`${path} is no longer on this device`);
  return row.bytes;
}

/** A screenshot with the viewer and the investigator's boxes painted over. Rejects where the picture is gone or cannot be painted. */
export async function maskedPicture(
  db: ReporterDatabase,
  capture: Pick<CaptureRow, 'viewer'>,
  boxes: readonly PageArea[],
  file: EvidenceFile,
  masker: Masker,
): Promise<Blob> {
  const { area } = file;
  if (!area) throw new Error(`${file.path} does not say what part of the page it shows`);
  return masker(await bytesOf(db, file), (size) =>
    pixelRects([...viewerAreasOf(capture, file.path), ...boxes], area, size),
  );
}

/**
 * The masked copies of a capture's screenshots, as blobs on disk; made one after another, so memory holds one. The same
 * sources and boxes give the copies that are there already. Rejects where one cannot be made: then none of them may go out.
 */
export async function maskCapture(
  db: ReporterDatabase,
  capture: CaptureRow,
  masker: Masker,
  now: number,
): Promise<EvidenceFile[]> {
  const mask = await db.masks.get(capture.captureId);
  const boxes = mask?.boxes ?? [];
  const sources = capture.manifest.files.filter(canBeMasked);
  const key = await sha256Hex(
    canonicalJson({ recipe: RECIPE, manifest: capture.manifestSha256, viewer: capture.viewer, boxes }),
  );
  if (mask?.copies?.key === key) {
    const rows = await db.blobs.bulkGet(mask.copies.files.map((file) => file.sha256));
    if (rows.every((row) => row !== undefined)) return mask.copies.files;
  }
  const files: EvidenceFile[] = [];
  for (const source of sources) {
    const bytes = await maskedPicture(db, capture, boxes, source, masker);
    const hash = await sha256Hex(bytes);
    files.push({
      path: `masked-${source.path}`,
      sha256: hash,
      bytes: bytes.size,
      type: source.type,
      role: 'derived',
      method: 'painted',
      ...(source.area && { area: source.area }),
      derivedFrom: [source.sha256],
    });
    await db.transaction('rw', db.blobs, async () => {
      if (await db.blobs.get(hash)) return;
      await db.blobs.add({ sha256: hash, type: source.type, bytes, size: bytes.size, storedAt: now });
    });
  }
  await db.transaction('rw', db.masks, async () => {
    const current = await db.masks.get(capture.captureId);
    if (canonicalJson(current?.boxes ?? []) !== canonicalJson(boxes)) {
      throw new Error('the painted boxes were changed meanwhile');
    }
    await db.masks.put({
      captureId: capture.captureId,
      boxes,
      updatedAt: now,
      ...current,
      copies: { key, files },
    });
  });
  return files;
}
