import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { noteCopy } from '../../../../utils/masking/note-copy.ts';

describe('the note in a masked copy', () => {
  it('is a text chunk behind the head, with the checksum that PNG wants', () => {
    const [head, rest] = [new Uint8Array([1]), new Uint8Array([2])];
    const [, first, note, last] = noteCopy([new Uint8Array(8), head, rest]);
    expect([first, last]).toEqual([head, rest]);
    const chunk = Buffer.from(note ?? []);
    expect(chunk.readUInt32BE(0)).toBe(chunk.length - 12);
    expect(chunk.subarray(4, -4).toString('latin1')).toBe('tEXtComment\0masked copy');
    expect(chunk.readUInt32BE(chunk.length - 4)).toBe(crc32(chunk.subarray(4, -4)));
  });
});
