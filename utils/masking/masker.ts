import type { PageArea } from '@marketsafe/contract';
import type { PixelSize } from './boxes.ts';
import { noteCopy } from './note-copy.ts';
import { stripPng } from './strip-png.ts';

/** Paints rectangles over a picture and encodes it anew, as PNG without metadata. */
export type Masker = (png: Blob, rectsOf: (size: PixelSize) => PageArea[]) => Promise<Blob>;

/** The browser's own canvas. */
export const browserMasker: Masker = async (png, rectsOf) => {
  const bitmap = await createImageBitmap(png);
  try {
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('the browser has no canvas to paint on');
    context.drawImage(bitmap, 0, 0);
    context.fillStyle = '#3a3f47';
    for (const { x, y, width, height } of rectsOf(bitmap)) context.fillRect(x, y, width, height);
    const painted = await canvas.convertToBlob({ type: 'image/png' });
    return new Blob(noteCopy(stripPng(new Uint8Array(await painted.arrayBuffer()))), { type: 'image/png' });
  } finally {
    bitmap.close();
  }
};
