import { mayBeDecoded, sniffPicture } from '@marketsafe/evidence';
import sharp, { type Sharp } from 'sharp';

/** Widest picture that is put into a document, in pixels: about 230 a printed inch over the page's width. */
const WIDEST = 1_600;
/** Largest file that is read into memory to be drawn, in bytes. */
const LARGEST_FILE = 96 * 1024 * 1024;
/** Most pages that one picture is spread over. */
const MOST_PARTS = 60;

sharp.cache(false);
sharp.concurrency(1);

/** A picture turned out, on the way, to be none. */
export class UndecodablePicture extends Error {
  override name = 'UndecodablePicture';
}

/** Who hears which picture is decoded, in case that ends the process, and says which are not to be. */
export interface DecodingWatch {
  skipped: ReadonlySet<string>;
  /** @param sha256 of the picture that is decoded from now on; null: none */
  decoding(sha256: string | null): void;
}

/** Why a picture is not in a document. */
export type NotDrawn = 'unreadable' | 'too-large';

/** A part of a picture, from its upper edge to its lower, as a JPEG of its own. */
export interface Part {
  jpeg: Buffer;
  width: number;
  height: number;
}
export interface Drawable {
  /** Size of the stored picture in pixels. */
  width: number;
  height: number;
  /** Size in the document divided by that. */
  scale: number;
  count: number;
  /** True where the picture is so long that its end is left out. */
  cut: boolean;
  /** Makes part after part, so that memory holds one. */
  parts: () => AsyncGenerator<Part>;
}

/**
 * Reads a picture for a document; its parts throw `UndecodablePicture` where it ends early. A picture higher than a page is cut into parts; none is kept whole in memory.
 * @param tallest height of a part divided by its width
 */
export async function readPicture(bytes: Buffer, tallest: number): Promise<Drawable | NotDrawn> {
  if (bytes.length > LARGEST_FILE) return 'too-large';
  const size = await sizeOf(bytes);
  if (typeof size === 'string') return size;
  const { width, height } = size;
  const step = Math.max(1, Math.floor(width * tallest));
  // Parts of even height, so that the last is no sliver.
  const needed = Math.ceil(height / step);
  const count = Math.min(needed, MOST_PARTS);
  const each = needed <= MOST_PARTS ? Math.ceil(height / count) : step;
  const scale = Math.min(1, WIDEST / width);
  async function* parts(): AsyncGenerator<Part> {
    for (let index = 0; index < count; index += 1) {
      const top = index * each;
      const area = { left: 0, top, width, height: Math.min(each, height - top) };
      yield await makePart(open(bytes).extract(area), scale < 1 ? WIDEST : width);
    }
  }
  return { width, height, scale, count, cut: needed > count, parts };
}

/** A small picture of at most so many pixels a side; null where it cannot be read. */
export async function thumbnail(bytes: Buffer, side: number): Promise<Part | null> {
  if (bytes.length > LARGEST_FILE) return null;
  const size = await sizeOf(bytes);
  if (typeof size === 'string') return null;
  try {
    return await makePart(
      open(bytes).resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true }),
    );
  } catch {
    return null;
  }
}

/** Only what was looked into before is opened; the library's own limit would let other formats through, and other sizes. */
function open(bytes: Buffer): Sharp {
  return sharp(bytes, { limitInputPixels: false, sequentialRead: true, failOn: 'error', pages: 1 });
}

async function sizeOf(bytes: Buffer): Promise<{ width: number; height: number } | NotDrawn> {
  const kind = sniffPicture(bytes);
  if (!kind) return 'unreadable';
  if (!mayBeDecoded(kind)) return 'too-large';
  try {
    const { width, height } = await open(bytes).metadata();
    // What decodes it goes by sizes of its own.
    return width * height > kind.width * kind.height ? 'too-large' : { width, height };
  } catch {
    return 'unreadable';
  }
}

/** Whether a picture can be decoded to its end. */
export async function opens(bytes: Buffer): Promise<boolean> {
  if (bytes.length > LARGEST_FILE || typeof (await sizeOf(bytes)) === 'string') return false;
  // A mean over all of it: no line is left out.
  return open(bytes)
    .resize(1, 1, { fit: 'fill', fastShrinkOnLoad: false })
    .raw()
    .toBuffer()
    .then(
      () => true,
      () => false,
    );
}

/** The picture drawn anew, upright, without what a camera or a program wrote beside it; null where it cannot be decoded. */
export async function drawnAnew(
  bytes: Buffer,
  type: 'image/png' | 'image/jpeg' | 'image/webp',
): Promise<Buffer | null> {
  if (bytes.length > LARGEST_FILE || typeof (await sizeOf(bytes)) === 'string') return null;
  const picture = open(bytes).rotate();
  const drawn =
    type === 'image/png'
      ? picture.png({ compressionLevel: 6 })
      : type === 'image/jpeg'
        ? picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
        : picture.webp({ quality: 95 });
  return drawn.toBuffer().catch(() => null);
}

/** Colours are brought to sRGB, transparency to white, and nothing but pixels is kept. */
async function makePart(picture: Sharp, width?: number): Promise<Part> {
  const { data, info } = await picture
    .resize(width === undefined ? {} : { width, withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 86, chromaSubsampling: '4:4:4' })
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw new UndecodablePicture('the picture cannot be decoded', { cause });
    });
  return { jpeg: data, width: info.width, height: info.height };
}
