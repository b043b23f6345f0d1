/** Pictures as far as their headers go: enough to be told what they are and how large. */

export function pngOf(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(40);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

export function gifOf(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(20);
  bytes.set([...'GIF89a'].map((letter) => letter.charCodeAt(0)));
  const view = new DataView(bytes.buffer);
  view.setUint16(6, width, true);
  view.setUint16(8, height, true);
  return bytes;
}

/** With a comment segment in front of the frame, as cameras and servers write them. */
export function jpegOf(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(40);
  bytes.set([0xff, 0xd8, 0xff, 0xfe, 0, 6, 1, 2, 3, 4, 0xff, 0xc2, 0, 11, 8]);
  const view = new DataView(bytes.buffer);
  view.setUint16(15, height);
  view.setUint16(17, width);
  return bytes;
}
