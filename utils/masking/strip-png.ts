/** What a PNG needs to be drawn. Everything else may tell where and by whom it was made. */
const KEPT = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
const SIGNATURE_LENGTH = 8;
/** Length, name and checksum around a chunk's data. */
const FRAME = 12;

/** A PNG without any chunk that is not needed to draw it, nor anything behind its end. Throws a TypeError for a broken one. */
export function stripPng(png: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const parts = [png.subarray(0, SIGNATURE_LENGTH)];
  for (let at = SIGNATURE_LENGTH; at + FRAME <= png.length; ) {
    const end = at + FRAME + view.getUint32(at);
    if (end > png.length) break;
    const name = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (KEPT.has(name)) parts.push(png.subarray(at, end));
    if (name === 'IEND') return parts;
    at = end;
  }
  throw new TypeError('the picture ends in the middle');
}
