import { describe, expect, it } from 'vitest';
import { formatBytes } from '../../../../console/src/format/bytes.ts';

describe('a size always holds the exact number of bytes', () => {
  it.each([
    [1, '1 byte'],
    [1023, '1,023 bytes'],
    [1024, '1 KiB (1,024 bytes)'],
    [455_012, '444 KiB (455,012 bytes)'],
    [268_435_456, '256 MiB (268,435,456 bytes)'],
  ])('%i is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
