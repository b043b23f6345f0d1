/** Reads bits, the highest of a byte first; after the end there are none but 0. */
class Bits {
  #at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, this.#at += 1) {
      value = value * 2 + (((this.#bytes[this.#at >> 3] ?? 0) >> (7 - (this.#at & 7))) & 1);
    }
    return value;
  }

  /** A number of variable length (AV1, §4.10.3). */
  takeUvlc(): number {
    let zeros = 0;
    while (zeros < 32 && this.take(1) === 0) zeros += 1;
    return zeros >= 32 ? 0 : this.take(zeros);
  }
}

const SEQUENCE_HEADER = 1;

/** Number of bytes that follow, in groups of seven bits, the lowest first; and how many bytes said it (AV1, §4.10.5). */
function leb128(bytes: Uint8Array, at: number): { value: number; length: number } {
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes[at + index] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if ((byte & 0x80) === 0) return { value, length: index + 1 };
  }
  return { value, length: 8 };
}

/** The largest size that a coded picture may have, as the sequence header at the beginning of these units says; null where there is none (AV1, §5.3). */
export function sequenceSize(units: Uint8Array): { width: number; height: number } | null {
  for (let at = 0; at < units.length; ) {
    const header = units[at] ?? 0;
    const type = (header >> 3) & 15;
    const extended = (header & 4) !== 0;
    at += extended ? 2 : 1;
    let length = units.length - at;
    if ((header & 2) !== 0) {
      const said = leb128(units, at);
      at += said.length;
      length = said.value;
    }
    if (type === SEQUENCE_HEADER) return sizeIn(new Bits(units.subarray(at, at + length)));
    at += length;
  }
  return null;
}

/** The sequence header up to the size of its pictures (AV1, §5.5.1). */
function sizeIn(bits: Bits): { width: number; height: number } {
  bits.take(4);
  if (bits.take(1) === 1) {
    bits.take(5);
  } else {
    const delayBits = skipTiming(bits);
    skipOperatingPoints(bits, delayBits);
  }
  const [widthBits, heightBits] = [bits.take(4) + 1, bits.take(4) + 1];
  return { width: bits.take(widthBits) + 1, height: bits.take(heightBits) + 1 };
}

/** @returns how many bits a delay has; 0 where there is no model of the decoder */
function skipTiming(bits: Bits): number {
  if (bits.take(1) === 0) return 0;
  bits.take(64);
  if (bits.take(1) === 1) bits.takeUvlc();
  if (bits.take(1) === 0) return 0;
  const delayBits = bits.take(5) + 1;
  bits.take(32 + 5 + 5);
  return delayBits;
}

function skipOperatingPoints(bits: Bits, delayBits: number): void {
  const delays = bits.take(1) === 1;
  for (let left = bits.take(5) + 1; left > 0; left -= 1) {
    bits.take(12);
    if (bits.take(5) > 7) bits.take(1);
    if (delayBits > 0 && bits.take(1) === 1) bits.take(2 * delayBits + 1);
    if (delays && bits.take(1) === 1) bits.take(4);
  }
}
