import { avif } from './avif.ts';
import { gif } from './gif.ts';
import { jpeg } from './jpeg.ts';
import type { PictureKind } from './kind.ts';
import { png } from './png.ts';
import { inMemory, type PictureBytes } from './source.ts';
import { webp } from './webp.ts';

/** Says what picture some bytes are and how large, without decoding any; null where they are none that is kept. Never throws. */
export function sniffPicture(given: Uint8Array | PictureBytes): PictureKind | null {
  const bytes = given instanceof Uint8Array ? inMemory(given) : given;
  for (const read of [png, jpeg, webp, gif, avif]) {
    try {
      const kind = read(bytes);
      if (kind) return kind.width > 0 && kind.height > 0 ? kind : null;
    } catch {
      // Ends in the middle of its header.
      return null;
    }
  }
  return null;
}
