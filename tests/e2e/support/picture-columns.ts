import type { RunInPage } from '../../../scripts/support/extension-database.ts';

/** One column of a stored picture, from top to bottom. */
export interface PictureColumn {
  /** In the picture's own pixels. */
  x: number;
  /** Of the whole picture, in its own pixels. */
  width: number;
  height: number;
  /** Three bytes a pixel. */
  rgb: Buffer;
}

// Decoded strip by strip: a canvas as high as a long page stays blank.
const READ_COLUMNS = `
  const request = indexedDB.open('marketsafe-reporter');
  const ask = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const database = await ask(request);
  try {
    const [sha256, shares] = arguments;
    const row = await ask(database.transaction('blobs').objectStore('blobs').get(sha256));
    const picture = await createImageBitmap(row.bytes, { colorSpaceConversion: 'none' });
    const { width, height } = picture;
    return JSON.stringify(shares.map((share) => {
      const x = Math.min(width - 1, Math.floor(width * share));
      let text = '';
      for (let y = 0; y < height; y += 4096) {
        const tall = Math.min(4096, height - y);
        const canvas = new OffscreenCanvas(1, tall);
        const context = canvas.getContext('2d', { alpha: false });
        context.drawImage(picture, x, y, 1, tall, 0, 0, 1, tall);
        const { data } = context.getImageData(0, 0, 1, tall);
        for (let at = 0; at < data.length; at += 4) text += String.fromCharCode(data[at], data[at + 1], data[at + 2]);
      }
      return { x, width, height, rgb: btoa(text) };
    }));
  } finally { database.close(); }`;

/**
 * Columns of a picture that the extension keeps, decoded by the browser itself.
 * @param shares where across the picture: 0 is its left edge, 1 its right one
 */
export async function pictureColumns(
  run: RunInPage,
  sha256: string,
  shares: readonly number[],
): Promise<PictureColumn[]> {
  const text = String(await run(READ_COLUMNS, sha256, shares));
  return (JSON.parse(text) as (Omit<PictureColumn, 'rgb'> & { rgb: string })[]).map((column) => ({
    ...column,
    rgb: Buffer.from(column.rgb, 'base64'),
  }));
}
