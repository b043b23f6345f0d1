import { sequenceSize } from './av1.ts';
import type { PictureKind } from './kind.ts';
import { ascii, type PictureBytes, uint } from './source.ts';

/** Boxes of the file that are gone through. */
const MOST_BOXES = 1_000;
/** Bytes of its header that are looked at: a real one has some kilobytes. */
const MOST_HEADER = 1024 * 1024;
/** Parts of an item's data, and items, that are looked into. */
const MOST_PARTS = 2_000;
/** Bytes at the start of an item in which its sequence header stands. */
const BEGINNING = 512;

interface Size {
  width: number;
  height: number;
}

/** The header boxes of a file, as text of one character a byte (ISO 14496-12 §4.2). */
function headers(bytes: PictureBytes): { text: string; at: number }[] {
  const found: { text: string; at: number }[] = [];
  let at = 0;
  try {
    for (let count = 0; count < MOST_BOXES && at < bytes.size; count += 1) {
      const short = uint(bytes, at, 4);
      const name = ascii(bytes, at + 4, 4);
      const length = short === 1 ? uint(bytes, at + 8, 4) * 2 ** 32 + uint(bytes, at + 12, 4) : short;
      const end = length === 0 ? bytes.size : at + length;
      if (name === 'meta' || name === 'moov') {
        found.push({ text: textOf(bytes, at, Math.min(end - at, MOST_HEADER)), at });
      }
      if (end <= at) break;
      at = end;
    }
  } catch {
    // Ends here.
  }
  return found;
}

function textOf(bytes: PictureBytes, at: number, length: number): string {
  let text = '';
  for (let done = 0; done < length; done += 4_096)
    text += ascii(bytes, at + done, Math.min(4_096, length - done));
  return text;
}

/** Where a name stands in a text. */
function* placesOf(text: string, name: string): Generator<number> {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) yield at;
}

/** Sizes that properties of items name (ISO 23008-12 §6.5.3): tiles and thumbnails have one, too. */
function* namedSizes(bytes: PictureBytes, text: string, from: number): Generator<Size> {
  for (const place of placesOf(text, 'ispe')) {
    yield { width: uint(bytes, from + place + 8, 4), height: uint(bytes, from + place + 12, 4) };
  }
}

/** Where the data of items begin, as the item locations say (ISO 14496-12 §8.11.3). */
function* itemStarts(bytes: PictureBytes, box: number): Generator<number> {
  const version = uint(bytes, box + 4, 1);
  const sizes = uint(bytes, box + 8, 2);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  const wide = version === 2 ? 4 : 2;
  let at = box + 10;
  const take = (length: number): number => {
    const value =
      length > 4 ? uint(bytes, at, 4) * 2 ** 32 + uint(bytes, at + 4, 4) : uint(bytes, at, length);
    at += length;
    return value;
  };
  const items = take(wide);
  let parts = 0;
  for (let item = 0; item < items && parts < MOST_PARTS; item += 1) {
    take(wide);
    if (version > 0) take(2);
    take(2);
    const base = take(baseSize);
    const extents = take(2);
    for (let extent = 0; extent < extents && parts < MOST_PARTS; extent += 1) {
      parts += 1;
      take(indexSize);
      yield base + take(offsetSize);
      take(lengthSize);
    }
  }
}

/** Sizes that the coded pictures say themselves, whatever the boxes around them claim. */
function* codedSizes(bytes: PictureBytes, text: string, from: number): Generator<Size> {
  for (const place of placesOf(text, 'av1C')) {
    const size = sequenceSize(bytes.at(from + place + 8, BEGINNING));
    if (size) yield size;
  }
  for (const place of placesOf(text, 'iloc')) {
    for (const start of itemStarts(bytes, from + place)) {
      const size = sequenceSize(bytes.at(start, BEGINNING));
      if (size) yield size;
    }
  }
}

/** How many pictures a sequence has: samples of its longest track (ISO 14496-12 §8.7.3). */
function framesIn(bytes: PictureBytes, text: string, from: number): number {
  let most = 1;
  for (const place of placesOf(text, 'stsz')) most = Math.max(most, uint(bytes, from + place + 12, 4));
  return most;
}

/** AVIF: the largest of all sizes that its boxes and its coded pictures name. */
export function avif(bytes: PictureBytes): PictureKind | null {
  if (ascii(bytes, 4, 4) !== 'ftyp' || !/avi[fs]/.test(ascii(bytes, 8, 64))) return null;
  const kind: PictureKind = { type: 'image/avif', width: 0, height: 0, frames: 1, whole: true };
  for (const { text, at } of headers(bytes)) {
    const sources = [namedSizes(bytes, text, at), codedSizes(bytes, text, at)];
    for (const sizes of sources) {
      try {
        for (const size of sizes) {
          // By area: a strip and a column are no square.
          if (size.width * size.height > kind.width * kind.height) Object.assign(kind, size);
        }
      } catch {
        // Ends in the middle of one.
      }
    }
    kind.frames = Math.max(kind.frames, framesIn(bytes, text, at));
  }
  return kind.width === 0 ? null : kind;
}
