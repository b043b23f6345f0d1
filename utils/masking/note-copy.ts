const NAME_AND_TEXT = 'tEXtComment\0masked copy';
/** CRC-32 of the above, as PNG has it. */
const CHECKSUM = 0x0aa8bc8e;
const NAME_LENGTH = 4;

function noteChunk(): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(NAME_AND_TEXT);
  const chunk = new Uint8Array(4 + text.length + 4);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, text.length - NAME_LENGTH);
  chunk.set(text, 4);
  view.setUint32(4 + text.length, CHECKSUM);
  return chunk;
}

/**
 * A masked copy says in itself that it is one. Without that, a picture on which there was nothing to paint over comes out of Firefox's
 * encoder with the very bytes of the original, which no copy may have.
 * @param parts a PNG's signature, its first chunk, and the others
 */
export function noteCopy([
  signature,
  head,
  ...others
]: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer>[] {
  if (!signature || !head) throw new TypeError('the picture ends in the middle');
  return [signature, head, noteChunk(), ...others];
}
