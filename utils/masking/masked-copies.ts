import type { EvidenceFile, MaskedCopy, PageArea } from '@marketsafe/contract';
import { canonicalJson, sha256Hex } from '@marketsafe/evidence';
import type { CaptureRow, MaskRow } from '../database/capture-rows.ts';
import type { ReporterDatabase } from '../database/database.ts';
import { innerRects, pixelRects } from './boxes.ts';
import type { Masker } from './masker.ts';

/** Goes up with every change of what is painted or taken out: copies of an older recipe are made anew. */
const RECIPE = 3;

/** Where one picture shows the viewer, in page coordinates: as seen when it was taken, and otherwise wherever the page was ever seen to. */
export function viewerAreasOf({ viewer }: Pick<CaptureRow, 'viewer'>, path: string): PageArea[] {
  if (path === 'viewport.png') return viewer.areas;
  return viewer.slices?.[path] ?? [...viewer.areas, ...Object.values(viewer.slices ?? {}).flat()];
}

/** What a copy shows: the listing and what the investigator drew, or the whole page. */
export type CopyShows = 'listing' | 'page';

/** What the investigator said of a capture's copies: what is painted over and what may be shown, and whether the whole page may be. */
export type MaskWord = Pick<MaskRow, 'boxes' | 'release'>;

/** Nothing said. */
const NO_WORD: MaskWord = { boxes: [] };

/** Where one picture shows the listing, in page coordinates: only what was certain when that very picture was taken. */
export function listingAreasOf({ viewer }: Pick<CaptureRow, 'viewer'>, path: string): PageArea[] {
  const regions = path === 'viewport.png' ? viewer.regions : viewer.sliceRegions?.[path];
  return (regions ?? []).map(({ area }) => area);
}

function meets(one: PageArea, other: PageArea): boolean {
  return (
    one.x < other.x + other.width &&
    one.x + one.width > other.x &&
    one.y < other.y + other.height &&
    one.y + one.height > other.y
  );
}

/** What of a picture may be shown: the listing's own regions and what the investigator drew, or all of it. */
function shownAreasOf(
  capture: Pick<CaptureRow, 'viewer'>,
  { boxes, shows }: { boxes: MaskWord['boxes']; shows: CopyShows },
  { path, area }: Pick<EvidenceFile, 'path' | 'area'>,
): PageArea[] {
  if (!area) return [];
  if (shows === 'page') return [area];
  return [...listingAreasOf(capture, path), ...boxes.filter((box) => box.shows)].filter((one) =>
    meets(one, area),
  );
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

/**
 * A screenshot of which only the listing and what the investigator drew is shown, and of that nothing where it shows the viewer or where
 * the investigator painted. Rejects where the picture is gone or cannot be painted.
 */
export async function maskedPicture(
  db: ReporterDatabase,
  capture: Pick<CaptureRow, 'viewer'>,
  word: { boxes: MaskWord['boxes']; shows: CopyShows },
  file: EvidenceFile,
  masker: Masker,
): Promise<Blob> {
  const { area } = file;
  if (!area) throw new Error(`${file.path} does not say what part of the page it shows`);
  return masker(await bytesOf(db, file), (size) => ({
    shown: innerRects(shownAreasOf(capture, word, file), area, size),
    painted: pixelRects(
      [...viewerAreasOf(capture, file.path), ...word.boxes.filter((box) => !box.shows)],
      area,
      size,
    ),
  }));
}

/** What the investigator said, without what came out of it. */
export function wordOf(mask: MaskRow | undefined): MaskWord {
  return mask ? { boxes: mask.boxes, ...(mask.release && { release: mask.release }) } : NO_WORD;
}

/**
 * The masked copies of a capture's screenshots, as blobs on disk; made one after another, so memory holds one. A screenshot of which
 * nothing may be shown has none. The same sources and words give the copies that are there already. Rejects where one cannot be made: then none of them may go out.
 */
export async function maskCapture(
  db: ReporterDatabase,
  capture: CaptureRow,
  masker: Masker,
  now: number,
): Promise<MaskedCopy[]> {
  const mask = await db.masks.get(capture.captureId);
  const word = wordOf(mask);
  const wish = { boxes: word.boxes, shows: word.release ? ('page' as const) : ('listing' as const) };
  const sources = capture.manifest.files.filter(
    (file) => canBeMasked(file) && shownAreasOf(capture, wish, file).length > 0,
  );
  const { manifestSha256: manifest, viewer } = capture;
  const key = await sha256Hex(canonicalJson({ recipe: RECIPE, manifest, viewer, word }));
  if (mask?.copies?.key === key) {
    const rows = await db.blobs.bulkGet(mask.copies.files.map((file) => file.sha256));
    if (rows.every((row) => row !== undefined)) return mask.copies.files;
  }
  const files: MaskedCopy[] = [];
  for (const source of sources) {
    const bytes = await maskedPicture(db, capture, wish, source, masker);
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
      ...(word.release ? { shows: 'page', released: word.release } : { shows: 'listing' }),
    });
    await db.transaction('rw', db.blobs, async () => {
      if (await db.blobs.get(hash)) return;
      await db.blobs.add({ sha256: hash, type: source.type, bytes, size: bytes.size, storedAt: now });
    });
  }
  await db.transaction('rw', db.masks, async () => {
    const current = await db.masks.get(capture.captureId);
    if (canonicalJson(wordOf(current)) !== canonicalJson(word)) {
      throw new Error('what is painted over was changed meanwhile');
    }
    const made = {
      captureId: capture.captureId,
      ...word,
      updatedAt: now,
      ...current,
      copies: { key, files },
    };
    // A row that is new replaces no copies that would have to be cleared away.
    await (current ? db.masks.put(made) : db.masks.add(made));
  });
  return files;
}
