import type { Page } from 'puppeteer-core';

type Colour = readonly [number, number, number];

/** How many pixels of a picture have each of these colours, as a browser decodes it. */
export function countColours(page: Page, png: Buffer, colours: readonly Colour[]): Promise<number[]> {
  return page.evaluate(
    async (base64, wanted) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      if (!context) throw new Error('no canvas');
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const counts = wanted.map(() => 0);
      for (let at = 0; at < data.length; at += 4) {
        wanted.forEach(([red, green, blue], index) => {
          if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) {
            counts[index] = (counts[index] ?? 0) + 1;
          }
        });
      }
      return counts;
    },
    png.toString('base64'),
    colours,
  );
}

/** Names of the chunks of a PNG, each once. */
export function chunksOf(png: Buffer): Set<string> {
  const names = new Set<string>();
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    names.add(png.toString('latin1', at + 4, at + 8));
  return names;
}
