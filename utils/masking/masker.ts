import type { PageArea } from '@marketsafe/contract';
import type { PixelSize } from './boxes.ts';
import { noteCopy } from './note-copy.ts';
import { stripPng } from './strip-png.ts';

/** What of a picture a copy shows, in its own pixels: everything else is paint. */
interface PaintPlan {
  /** `all`: the whole picture. */
  shown: readonly PageArea[] | 'all';
  /** What is painted over nevertheless. */
  painted: readonly PageArea[];
}

/** Makes a copy of a picture that shows what its plan says and nothing else, as PNG without metadata. */
export type Masker = (png: Blob, planOf: (size: PixelSize) => PaintPlan) => Promise<Blob>;

const PAINT = '#3a3f47';

/** The browser's own canvas. */
export const browserMasker: Masker = async (png, planOf) => {
  const bitmap = await createImageBitmap(png);
  try {
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('the browser has no canvas to paint on');
    const { shown, painted: covered } = planOf(bitmap);
    context.fillStyle = PAINT;
    context.fillRect(0, 0, bitmap.width, bitmap.height);
    const kept = shown === 'all' ? [{ x: 0, y: 0, width: bitmap.width, height: bitmap.height }] : shown;
    for (const { x, y, width, height } of kept) {
      context.drawImage(bitmap, x, y, width, height, x, y, width, height);
    }
    for (const { x, y, width, height } of covered) context.fillRect(x, y, width, height);
    const painted = await canvas.convertToBlob({ type: 'image/png' });
    return new Blob(noteCopy(stripPng(new Uint8Array(await painted.arrayBuffer()))), { type: 'image/png' });
  } finally {
    bitmap.close();
  }
};
