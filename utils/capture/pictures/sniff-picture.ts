import type { EvidenceFile } from '@marketsafe/contract';

/** What some bytes are, by themselves: no server and no name is believed. */
export interface PictureKind {
  type: Extract<EvidenceFile['type'], `image/${string}`>;
  /** In pixels, as the file claims. */
  width: number;
  height: number;
}

/** How far into an AVIF file its sizes are looked for, in bytes: they stand in the header. */
const AVIF_HEADER = 65_536;

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

function png(bytes: Uint8Array, view: DataView): PictureKind | null {
  if (ascii(bytes, 0, 8) !== '\x89PNG\r\n\x1a\n' || ascii(bytes, 12, 4) !== 'IHDR') return null;
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(bytes: Uint8Array, view: DataView): PictureKind | null {
  if (!/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return null;
  return { type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** The frame header is behind any number of other segments (ITU T.81, annex B). */
function jpeg(bytes: Uint8Array, view: DataView): PictureKind | null {
  if (ascii(bytes, 0, 3) !== '\xff\xd8\xff') return null;
  for (let at = 2; at + 9 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** Three ways to say the size (RFC 9649 §2.5–2.7). */
function webp(bytes: Uint8Array, view: DataView): PictureKind | null {
  if (ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP' || bytes.length < 30) return null;
  const type = 'image/webp';
  switch (ascii(bytes, 12, 4)) {
    case 'VP8 ':
      return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const sizes = view.getUint32(21, true);
      return { type, width: (sizes & 0x3fff) + 1, height: ((sizes >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X': {
      const width = (view.getUint32(24, true) & 0xff_ffff) + 1;
      return { type, width, height: (view.getUint32(26, true) >>> 8) + 1 };
    }
    default:
      return null;
  }
}

/** The largest of the sizes that the header names (ISO 23008-12 §6.5.3): tiles and thumbnails have one, too. */
function avif(bytes: Uint8Array, view: DataView): PictureKind | null {
  if (ascii(bytes, 4, 4) !== 'ftyp' || !/avi[fs]/.test(ascii(bytes, 8, 64))) return null;
  let largest: PictureKind | null = null;
  const header = ascii(bytes, 0, Math.min(bytes.length, AVIF_HEADER) - 16);
  for (let at = header.indexOf('ispe'); at >= 0; at = header.indexOf('ispe', at + 4)) {
    const width = view.getUint32(at + 8);
    const height = view.getUint32(at + 12);
    if (!largest || width * height > largest.width * largest.height) {
      largest = { type: 'image/avif', width, height };
    }
  }
  return largest;
}

/** Says what picture some bytes are and how large; null where they are none that is kept. Never throws. */
export function sniffPicture(bytes: Uint8Array): PictureKind | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const read of [png, jpeg, webp, gif, avif]) {
    try {
      const kind = read(bytes, view);
      if (kind) return kind.width > 0 && kind.height > 0 ? kind : null;
    } catch {
      // Ends in the middle of its header.
      return null;
    }
  }
  return null;
}
