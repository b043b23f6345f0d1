import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { mayBeDecoded, type PictureBytes, sniffPicture } from '@marketsafe/evidence';
import { HttpProblem } from '../problems.ts';

/** A picture claims more pixels or frames than are ever decoded. */
export class PictureTooLarge extends Error {
  override name = 'PictureTooLarge';
}

/** The refusal of such a picture. */
export function pictureRefusal({ message }: PictureTooLarge): HttpProblem {
  return new HttpProblem('picture-too-large', { internal: message });
}

/** Bytes of a file that are read at once. */
const WINDOW = 64 * 1024;

/** A file of which the last part that was looked at is in memory. */
function fileBytes(descriptor: number): PictureBytes {
  const window = Buffer.alloc(WINDOW);
  let from = 0;
  let held = 0;
  return {
    size: fstatSync(descriptor).size,
    at(offset, length) {
      if (length > WINDOW) throw new RangeError('more than is read at once');
      if (offset < from || offset + length > from + held) {
        from = offset;
        held = readSync(descriptor, window, 0, WINDOW, offset);
      }
      const start = offset - from;
      return Uint8Array.from(window.subarray(start, Math.min(held, start + length)));
    },
  };
}

/**
 * Looks into the headers of a file that is to be kept, whatever it is called: whoever shows a picture later decodes it, and a few bytes may
 * claim gigabytes. Bytes that are no picture pass.
 * @throws PictureTooLarge
 */
export function admitPicture(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    const kind = sniffPicture(fileBytes(descriptor));
    if (kind && !mayBeDecoded(kind)) {
      throw new PictureTooLarge(`${kind.type}, ${kind.width} × ${kind.height}, ${kind.frames} frames`);
    }
  } finally {
    closeSync(descriptor);
  }
}
