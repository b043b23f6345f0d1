import { describe, expect, it } from 'vitest';
import { differenceHashOf } from '../../../../../utils/capture/pictures/difference-hash.ts';

/** A picture of 72 × 64 pixels from a brightness of each. */
function pictureOf(brightness: (x: number, y: number) => number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(72 * 64 * 4);
  for (let at = 0; at < 72 * 64; at += 1) {
    const grey = brightness(at % 72, Math.floor(at / 72));
    pixels.set([grey, grey, grey, 255], at * 4);
  }
  return pixels;
}

describe('the difference hash', () => {
  it('has a bit for each pair of neighbours, set where the right one is brighter', () => {
    expect(differenceHashOf(pictureOf((x) => x * 3))).toBe('ffffffffffffffff');
    expect(differenceHashOf(pictureOf((x) => 255 - x * 3))).toBe('0000000000000000');
    // The first row gets brighter, the last darker, the others are even.
    const rows = pictureOf((x, y) => (y < 8 ? x * 3 : y >= 56 ? 255 - x * 3 : 128));
    expect(differenceHashOf(rows)).toBe('ff00000000000000');
    // Brighter only from the last but one cell to the last.
    expect(differenceHashOf(pictureOf((x) => (x >= 64 ? 200 : 100)))).toBe('0101010101010101');
  });

  it('takes the faint noise of an encoder in an even area for even', () => {
    expect(differenceHashOf(pictureOf((x, y) => 200 + ((x * 7 + y * 13) % 2)))).toBe('0000000000000000');
  });
});
