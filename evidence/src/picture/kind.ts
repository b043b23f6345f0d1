import type { EvidenceFile } from '@marketsafe/contract';

/** What some bytes are, by themselves: no server and no name is believed. */
export interface PictureKind {
  type: Extract<EvidenceFile['type'], `image/${string}`>;
  /** In pixels, as the file claims; the largest where it claims several. */
  width: number;
  height: number;
  /** Pictures that are shown one after another; 1 where it stands still. */
  frames: number;
  /** Whether it has to be decoded as a whole: memory then holds all of its pixels, otherwise some rows of them. */
  whole: boolean;
}

/** Widest and highest picture that is decoded, in pixels: more than a whole page on a fine screen. */
const MOST_SIDE = 300_000;
/** Most pixels of one that is decoded row by row: what one call of Firefox gives at most. */
const MOST_PIXELS = 400_000_000;
/** Most pixels of one that is decoded as a whole: 160 MB and as much again on the way. */
const MOST_PIXELS_WHOLE = 40_000_000;
/** The same of AVIF, whose decoders take some twenty bytes a pixel. */
const MOST_PIXELS_AVIF = 20_000_000;
/** Most frames. */
export const MOST_FRAMES = 1_000;
/** Most pixels of all frames together. */
const MOST_PIXELS_MOVING = 1_000_000_000;

/** Whether a picture may be decoded at all: a file of some bytes may claim gigabytes. */
export function mayBeDecoded({ type, width, height, frames, whole }: PictureKind): boolean {
  const pixels = width * height;
  const mostWhole = type === 'image/avif' ? MOST_PIXELS_AVIF : MOST_PIXELS_WHOLE;
  return (
    Math.max(width, height) <= MOST_SIDE &&
    pixels <= (whole ? mostWhole : MOST_PIXELS) &&
    frames <= MOST_FRAMES &&
    (frames === 1 || pixels * frames <= MOST_PIXELS_MOVING)
  );
}
