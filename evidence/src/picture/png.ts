import type { PictureKind } from './kind.ts';
import { ascii, type PictureBytes, uint } from './source.ts';

/** Chunks that are looked at for one that makes the picture move; it stands before the pixels. */
const MOST_CHUNKS = 1_000;

/** PNG, which may be interlaced and may move (W3C PNG, third edition, §11.2.1 and §11.3.4.1). */
export function png(bytes: PictureBytes): PictureKind | null {
  if (ascii(bytes, 0, 8) !== '\x89PNG\r\n\x1a\n' || ascii(bytes, 12, 4) !== 'IHDR') return null;
  return {
    type: 'image/png',
    width: uint(bytes, 16, 4),
    height: uint(bytes, 20, 4),
    frames: framesOf(bytes),
    whole: bytes.at(28, 1)[0] === 1,
  };
}

function framesOf(bytes: PictureBytes): number {
  let at = 33;
  for (let count = 0; count < MOST_CHUNKS && at + 12 <= bytes.size; count += 1) {
    const type = ascii(bytes, at + 4, 4);
    if (type === 'acTL') return Math.max(1, uint(bytes, at + 8, 4));
    if (type === 'IDAT') return 1;
    at += 12 + uint(bytes, at, 4);
  }
  return 1;
}
