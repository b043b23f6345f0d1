import type { PictureKind } from './kind.ts';
import { ascii, type PictureBytes, uint } from './source.ts';

/** Segments before the frame's own that are gone through: one holds up to 64 KB. */
const MOST_SEGMENTS = 10_000;

/** JPEG: the frame header is behind any number of other segments (ITU T.81, annex B). */
export function jpeg(bytes: PictureBytes): PictureKind | null {
  if (ascii(bytes, 0, 3) !== '\xff\xd8\xff') return null;
  let at = 2;
  for (let count = 0; count < MOST_SEGMENTS; count += 1) {
    const marker = uint(bytes, at, 2) - 0xff00;
    if (marker < 0) return null;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      return {
        type: 'image/jpeg',
        width: uint(bytes, at + 7, 2),
        height: uint(bytes, at + 5, 2),
        frames: 1,
        // Only the sequential ones come row by row.
        whole: marker > 0xc1,
      };
    }
    at += 2 + uint(bytes, at + 2, 2);
  }
  return null;
}
