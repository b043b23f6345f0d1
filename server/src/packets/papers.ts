import { createHash } from 'node:crypto';
import type { AddedFile, AddedFileType } from '@marketsafe/contract';
import sharp from 'sharp';

/** Pixels up to which an added picture is drawn anew; larger ones are no photograph. */
const MOST_PIXELS = 120_000_000;

/** A copy of an added file that may go out. */
export interface Paper {
  sha256: string;
  bytes: number;
  type: AddedFileType;
  content: Buffer;
}

/**
 * Makes the copy of an added file that may go out: the picture drawn anew, upright, without what a camera or a program wrote beside it: when,
 * where and with what it was taken. Null where no such copy can be made: then it stays.
 */
export async function cleanPaper({ type }: Pick<AddedFile, 'type'>, original: Buffer): Promise<Paper | null> {
  if (type === 'application/pdf') return null;
  const picture = sharp(original, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).rotate();
  const drawn =
    type === 'image/png'
      ? picture.png({ compressionLevel: 6 })
      : type === 'image/jpeg'
        ? picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
        : picture.webp({ quality: 95 });
  const content = await drawn.toBuffer().catch(() => null);
  if (content === null) return null;
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { sha256, bytes: content.length, type, content };
}
