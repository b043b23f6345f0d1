import { MOST_FRAMES, type PictureKind } from './kind.ts';
import { ascii, type PictureBytes, uint, uintLow } from './source.ts';

/** Blocks that are gone through: each holds up to 255 bytes, so they are more than any file has that is decoded. */
const MOST_BLOCKS = 500_000;

/** Bytes of a colour table, by the flags that say whether there is one. */
function tableOf(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

/** GIF: every frame says its own size and place, which may reach beyond the screen that the header names (GIF89a, §18–20). */
export function gif(bytes: PictureBytes): PictureKind | null {
  if (!/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return null;
  const kind: PictureKind = {
    type: 'image/gif',
    width: uintLow(bytes, 6, 2),
    height: uintLow(bytes, 8, 2),
    frames: 0,
    whole: true,
  };
  try {
    walk(bytes, kind);
  } catch {
    // Ends early: what was there counts.
  }
  return { ...kind, frames: Math.max(1, kind.frames) };
}

function walk(bytes: PictureBytes, kind: PictureKind): void {
  let blocks = 0;
  let at = 13 + tableOf(uint(bytes, 10, 1));
  const skipBlocks = () => {
    for (let length = -1; length !== 0; at += 1 + length) {
      length = uint(bytes, at, 1);
      blocks += 1;
      // Nobody made a picture of so many for people to look at.
      if (blocks > MOST_BLOCKS) kind.frames = MOST_FRAMES + 1;
      if (blocks > MOST_BLOCKS) return;
    }
  };
  while (kind.frames <= MOST_FRAMES) {
    const label = uint(bytes, at, 1);
    if (label === 0x21) {
      at += 2;
    } else if (label === 0x2c) {
      kind.frames += 1;
      kind.width = Math.max(kind.width, uintLow(bytes, at + 1, 2) + uintLow(bytes, at + 5, 2));
      kind.height = Math.max(kind.height, uintLow(bytes, at + 3, 2) + uintLow(bytes, at + 7, 2));
      at += 11 + tableOf(uint(bytes, at + 9, 1));
    } else return;
    skipBlocks();
  }
}
