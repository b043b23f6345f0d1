import type { PageArea } from '@marketsafe/contract';
import type { CaptureRow } from '../database/capture-rows.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { ThumbRow } from '../database/line-rows.ts';
import { listingAreasOf } from '../masking/masked-copies.ts';

/** Of a small picture, in pixels: twice what it is shown in, for screens that have so many. */
const SIDE = 112;
const QUALITY = 0.75;

const WINDOW = 'viewport.png';

/** Where in the window's picture the listing's own pictures stand, in shares of it; all of it where that is not known. */
function placeOf(capture: CaptureRow, area: PageArea | undefined): PageArea {
  const whole = { x: 0, y: 0, width: 1, height: 1 };
  if (!area || area.width <= 0 || area.height <= 0) return whole;
  const pictures = capture.viewer.regions?.find(({ part }) => part === 'pictures')?.area;
  const place = pictures ?? listingAreasOf(capture, WINDOW)[0];
  if (!place) return whole;
  const share = (at: number, from: number, size: number) => Math.min(1, Math.max(0, (at - from) / size));
  const x = share(place.x, area.x, area.width);
  const y = share(place.y, area.y, area.height);
  const width = share(place.x + place.width, area.x, area.width) - x;
  const height = share(place.y + place.height, area.y, area.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : whole;
}

/** A square of a picture, small. */
async function drawSmall(picture: Blob, place: PageArea): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  try {
    const [left, top] = [place.x * bitmap.width, place.y * bitmap.height];
    const [width, height] = [place.width * bitmap.width, place.height * bitmap.height];
    const side = Math.min(width, height);
    const canvas = new OffscreenCanvas(SIDE, SIDE);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.imageSmoothingQuality = 'high';
    // The upper part: what a listing is of stands above what is said of it.
    context.drawImage(bitmap, left + (width - side) / 2, top, side, side, 0, 0, SIDE, SIDE);
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  } finally {
    bitmap.close();
  }
}

/** The small picture of a capture that is kept; undefined while there is none. */
export async function keptThumbs(
  db: ReporterDatabase,
  captureIds: readonly string[],
): Promise<(ThumbRow | undefined)[]> {
  return db.thumbs.bulkGet([...captureIds]);
}

/**
 * Makes the small picture of a capture and keeps it, so that lists show it also once the evidence has been freed. Null where the
 * capture's own picture is not on this device any more, or is none.
 */
export async function makeThumb(
  db: ReporterDatabase,
  captureId: string,
  draw: typeof drawSmall = drawSmall,
): Promise<Blob | null> {
  const capture = await db.captures.get(captureId);
  const file = capture?.manifest.files.find(({ path, method }) => path === WINDOW && method === 'pixels');
  const row = file && (await db.blobs.get(file.sha256));
  if (!capture || !file || !row) return null;
  const picture = await draw(row.bytes, placeOf(capture, file.area));
  await db.thumbs.put({ captureId, picture, madeAt: Date.now() });
  return picture;
}
