import { describe, expect, it } from 'vitest';
import { stripPng } from '../../../../utils/masking/strip-png.ts';

function chunk(name: string, data: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(data));
  return Buffer.concat([length, Buffer.from(name + data), Buffer.alloc(4)]);
}

function png(...chunks: Buffer[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...chunks]));
}

const NEEDED = [chunk('IHDR', 'head'), chunk('IDAT', 'pixels'), chunk('IEND', '')];

describe('a PNG without metadata', () => {
  it('keeps what draws it and nothing else, not even behind its end', () => {
    const [head, pixels, end] = NEEDED as [Buffer, Buffer, Buffer];
    const told = png(head, chunk('tEXt', 'Author\0Qiu'), chunk('eXIf', 'x'), pixels, end, Buffer.from('Qiu'));
    expect(Buffer.concat(stripPng(told))).toEqual(Buffer.from(png(...NEEDED)));
  });

  it('refuses one that ends in the middle', () => {
    expect(() => stripPng(png(...NEEDED).subarray(0, -6))).toThrow(TypeError);
    expect(() => stripPng(png())).toThrow(TypeError);
  });
});
