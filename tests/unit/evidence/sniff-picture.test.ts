import { mayBeDecoded, sniffPicture } from '@marketsafe/evidence';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { gifOf, jpegOf, pngOf } from '../support/picture-headers.ts';

function bytesOf(text: string, ...numbers: readonly number[]): Uint8Array {
  return new Uint8Array([...[...text].map((letter) => letter.charCodeAt(0)), ...numbers]);
}

const zeros = (count: number) => new Array<number>(count).fill(0);

const WHOLE = { frames: 1, whole: true };
const ROWS = { frames: 1, whole: false };

describe('telling what picture some bytes are', () => {
  it.each([
    ['PNG', pngOf(1_024, 70_000), { type: 'image/png', width: 1_024, height: 70_000, ...ROWS }],
    ['GIF', gifOf(320, 200), { type: 'image/gif', width: 320, height: 200, ...WHOLE }],
    [
      'JPEG behind other segments',
      jpegOf(960, 641),
      { type: 'image/jpeg', width: 960, height: 641, ...WHOLE },
    ],
    [
      'WebP, lossy',
      bytesOf('RIFF\0\0\0\0WEBPVP8 ', ...zeros(10), 0x90, 0x01, 0x2c, 0x01),
      { type: 'image/webp', width: 400, height: 300, ...WHOLE },
    ],
    [
      'WebP, lossless',
      bytesOf('RIFF\0\0\0\0WEBPVP8L', ...zeros(4), 0x2f, 0x8f, 0xc1, 0x4a, 0, ...zeros(8)),
      { type: 'image/webp', width: 400, height: 300, ...WHOLE },
    ],
    [
      'WebP, extended',
      bytesOf('RIFF\0\0\0\0WEBPVP8X', ...zeros(8), 0x8f, 0x01, 0, 0x2b, 0x01, 0, ...zeros(4)),
      { type: 'image/webp', width: 400, height: 300, ...WHOLE },
    ],
    [
      'AVIF, by the largest of its sizes',
      bytesOf(
        '\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf\0\0\0\x3cmeta',
        ...bytesOf('\0\0\0\x14ispe', 0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 64),
        ...bytesOf('\0\0\0\x14ispe', 0, 0, 0, 0, 0, 0, 1, 0x90, 0, 0, 1, 0x2c),
        ...zeros(20),
      ),
      { type: 'image/avif', width: 400, height: 300, ...WHOLE },
    ],
  ])('knows %s', (_, bytes, kind) => {
    expect(sniffPicture(bytes)).toEqual(kind);
  });

  it.each([
    ['HTML', bytesOf('<!doctype html><img>')],
    ['HTML behind a PNG’s signature', bytesOf('\x89PNG\r\n\x1a\n<!doctype html><script>alert(1)</script>')],
    ['a picture without a size', pngOf(0, 10)],
    ['nothing', new Uint8Array()],
  ])('knows that %s is none', (_, bytes) => {
    expect(sniffPicture(bytes)).toBeNull();
  });

  it('never throws and never runs on, whatever follows a beginning', () => {
    const starts = [
      pngOf(1, 1),
      gifOf(1, 1),
      jpegOf(1, 1),
      bytesOf('RIFF\0\0\0\0WEBPVP8X'),
      bytesOf('\0\0\0\x1cftypavif'),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.nat(40),
        fc.uint8Array({ maxLength: 300 }),
        (start, at, rest) => {
          sniffPicture(new Uint8Array([...start.subarray(0, at), ...rest]));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

/** A WebP of 30 bytes that claims what its format can claim at most. */
const vastWebp = bytesOf('RIFF\x16\0\0\0WEBPVP8L\x0a\0\0\0', 0x2f, 0xff, 0xff, 0xff, 0x0f, ...zeros(13));

/** A GIF of so many frames of one pixel, the last of them as large as given. */
function gifOfFrames(count: number, last: readonly [number, number]): Uint8Array {
  const frame = (width: number, height: number) => [
    ...[0x2c, 0, 0, 0, 0, width & 255, width >> 8, height & 255, height >> 8, 0],
    ...[2, 1, 0x44, 0],
  ];
  const frames = Array.from({ length: count }, (_, index) =>
    index === count - 1 ? frame(...last) : frame(1, 1),
  );
  return bytesOf('GIF89a', 1, 0, 1, 0, 0, 0, 0, ...frames.flat(), 0x3b);
}

describe('what may be decoded', () => {
  const decoded = (bytes: Uint8Array) => {
    const kind = sniffPicture(bytes);
    return kind && mayBeDecoded(kind);
  };

  it.each<[string, Uint8Array]>([
    ['a whole page on a fine screen', pngOf(2_560, 150_000)],
    ['a photograph', jpegOf(7_000, 5_000)],
    ['a GIF that moves', gifOfFrames(200, [400, 300])],
  ])('is %s', (_, bytes) => {
    expect(decoded(bytes)).toBe(true);
  });

  it.each<[string, Uint8Array]>([
    ['a WebP of some bytes and a gigabyte of pixels', vastWebp],
    ['a PNG of more pixels than any page has', pngOf(100_000, 100_000)],
    [
      'a PNG that has to be decoded as a whole',
      pngOf(20_000, 20_000).map((byte, at) => (at === 28 ? 1 : byte)),
    ],
    ['a JPEG that has to be decoded as a whole', jpegOf(65_535, 65_535)],
    [
      'an AVIF of hundreds of megabytes',
      bytesOf(
        '\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf\0\0\0\x1cmeta',
        ...bytesOf('\0\0\0\x14ispe', 0, 0, 0, 0, 0, 0, 0x17, 0x70, 0, 0, 0x17, 0x70),
      ),
    ],
    ['a GIF whose last frame is far larger than its screen', gifOfFrames(2, [60_000, 60_000])],
    ['a GIF of thousands of frames', gifOfFrames(1_500, [1, 1])],
  ])('is not %s', (_, bytes) => {
    expect(decoded(bytes)).toBe(false);
  });

  it('is told by what a coded picture says itself, whatever the boxes around it claim', async () => {
    const made = new Uint8Array(
      await sharp({ create: { width: 96, height: 80, channels: 3, background: '#123456' } })
        .avif({ effort: 0 })
        .toBuffer(),
    );
    expect(sniffPicture(made)).toEqual({ type: 'image/avif', width: 96, height: 80, ...WHOLE });
    const view = new DataView(made.buffer);
    for (let at = 0; at + 16 < made.length; at += 1) {
      if (view.getUint32(at) !== 0x69737065) continue;
      view.setUint32(at + 8, 8);
      view.setUint32(at + 12, 8);
    }
    expect(sniffPicture(made)).toMatchObject({ width: 96, height: 80 });
  });

  it.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)(
    'is read off what an encoder writes: %s',
    async (format) => {
      const picture = sharp({ create: { width: 50, height: 30, channels: 3, background: '#abcdef' } });
      const bytes = new Uint8Array(await picture.toFormat(format).toBuffer());
      expect(sniffPicture(bytes)).toMatchObject({
        type: `image/${format}`,
        width: 50,
        height: 30,
        frames: 1,
      });
      expect(decoded(bytes)).toBe(true);
    },
  );
});
