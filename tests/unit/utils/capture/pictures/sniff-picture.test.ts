import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniffPicture } from '../../../../../utils/capture/pictures/sniff-picture.ts';
import { gifOf, jpegOf, pngOf } from '../../../support/picture-headers.ts';

function bytesOf(text: string, ...numbers: readonly number[]): Uint8Array {
  return new Uint8Array([...[...text].map((letter) => letter.charCodeAt(0)), ...numbers]);
}

const zeros = (count: number) => new Array<number>(count).fill(0);

describe('telling what picture some bytes are', () => {
  it.each([
    ['PNG', pngOf(1_024, 70_000), { type: 'image/png', width: 1_024, height: 70_000 }],
    ['GIF', gifOf(320, 200), { type: 'image/gif', width: 320, height: 200 }],
    ['JPEG behind other segments', jpegOf(960, 641), { type: 'image/jpeg', width: 960, height: 641 }],
    [
      'WebP, lossy',
      bytesOf('RIFF\0\0\0\0WEBPVP8 ', ...zeros(10), 0x90, 0x01, 0x2c, 0x01),
      { type: 'image/webp', width: 400, height: 300 },
    ],
    [
      'WebP, lossless',
      bytesOf('RIFF\0\0\0\0WEBPVP8L', ...zeros(4), 0x2f, 0x8f, 0xc1, 0x4a, 0, ...zeros(8)),
      { type: 'image/webp', width: 400, height: 300 },
    ],
    [
      'WebP, extended',
      bytesOf('RIFF\0\0\0\0WEBPVP8X', ...zeros(8), 0x8f, 0x01, 0, 0x2b, 0x01, 0, ...zeros(4)),
      { type: 'image/webp', width: 400, height: 300 },
    ],
    [
      'AVIF, by the largest of its sizes',
      bytesOf(
        '\0\0\0\x1cftypavif\0\0\0\0avifmif1',
        ...bytesOf('ispe', 0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 64),
        ...bytesOf('ispe', 0, 0, 0, 0, 0, 0, 1, 0x90, 0, 0, 1, 0x2c),
        ...zeros(20),
      ),
      { type: 'image/avif', width: 400, height: 300 },
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
