/** Bytes of which any part can be looked at without reading the rest. */
export interface PictureBytes {
  size: number;
  /** So many bytes from a place on, fewer at the end of all. */
  at(offset: number, length: number): Uint8Array;
}

/** Bytes that are in memory. */
export function inMemory(bytes: Uint8Array): PictureBytes {
  return { size: bytes.length, at: (offset, length) => bytes.subarray(offset, offset + length) };
}

/** One part of the bytes as text of one character a byte. */
export function ascii(bytes: PictureBytes, offset: number, length: number): string {
  return String.fromCharCode(...bytes.at(offset, length));
}

/**
 * A number of up to four bytes, the highest first.
 * @throws RangeError where the bytes end before it
 */
export function uint(bytes: PictureBytes, offset: number, length: number): number {
  const part = bytes.at(offset, length);
  if (part.length < length) throw new RangeError('the bytes end in the middle of a number');
  return part.reduce((value, byte) => value * 256 + byte, 0);
}

/** The same, the lowest byte first. */
export function uintLow(bytes: PictureBytes, offset: number, length: number): number {
  const part = bytes.at(offset, length);
  if (part.length < length) throw new RangeError('the bytes end in the middle of a number');
  return part.reduceRight((value, byte) => value * 256 + byte, 0);
}
