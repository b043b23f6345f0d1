import { MOST_FRAMES, type PictureKind } from './kind.ts';
import { ascii, type PictureBytes, uint, uintLow } from './source.ts';

/** Chunks that are gone through. */
const MOST_CHUNKS = 10_000;

/** Where the size of a bitstream stands in its chunk (RFC 9649 §2.5–2.7); null for a chunk that says none. */
function sizeIn(bytes: PictureBytes, name: string, at: number): { width: number; height: number } | null {
  switch (name) {
    case 'VP8 ':
      return { width: uintLow(bytes, at + 14, 2) & 0x3fff, height: uintLow(bytes, at + 16, 2) & 0x3fff };
    case 'VP8L': {
      const sizes = uintLow(bytes, at + 9, 4);
      return { width: (sizes & 0x3fff) + 1, height: ((sizes >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: uintLow(bytes, at + 12, 3) + 1, height: uintLow(bytes, at + 15, 3) + 1 };
    case 'ANMF':
      return { width: uintLow(bytes, at + 14, 3) + 1, height: uintLow(bytes, at + 17, 3) + 1 };
    default:
      return null;
  }
}

/** WebP: the largest of the sizes that its canvas, its picture and its frames name. */
export function webp(bytes: PictureBytes): PictureKind | null {
  if (ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP') return null;
  const kind: PictureKind = { type: 'image/webp', width: 0, height: 0, frames: 0, whole: true };
  let at = 12;
  try {
    for (let count = 0; count < MOST_CHUNKS && kind.frames <= MOST_FRAMES; count += 1) {
      const name = ascii(bytes, at, 4);
      const size = sizeIn(bytes, name, at);
      kind.width = Math.max(kind.width, size?.width ?? 0);
      kind.height = Math.max(kind.height, size?.height ?? 0);
      if (name === 'ANMF') kind.frames += 1;
      const length = uintLow(bytes, at + 4, 4);
      at += 8 + length + (length % 2);
      uint(bytes, at, 1);
    }
  } catch {
    // Ends here.
  }
  return kind.width === 0 ? null : { ...kind, frames: Math.max(1, kind.frames) };
}
