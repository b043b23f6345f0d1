import { type ApiFailure, isProgramsWord } from './client.ts';

/** No request body is made smaller than this, in bytes, for a proxy's sake. */
export const SMALLEST_PIECE_BYTES = 1024;

/** What the way to a server carries. */
export interface PieceLimit {
  /** Largest request body to send, in bytes; infinite while nobody has refused one. */
  largest: () => number;
  /** A body of so many bytes did not get through: from now on, half of it is the most. */
  refused: (bytes: number) => Promise<void>;
}

/** Refusals that have nothing to do with how much was sent: not signed in at the proxy, too often, a network that wants a sign-in. */
const NOT_OF_SIZE: readonly number[] = [401, 407, 429, 511];

/**
 * What a failed request says about the size of its body. `too-large`: somebody on the way takes no such body. `perhaps`: a proxy may
 * also break the line, answer with a page or stay silent; if a small request gets through right after, it was the size. The program's
 * own word, and no sensible answer of a server, say nothing.
 */
export function sizeAsCause(failure: ApiFailure): 'too-large' | 'perhaps' | 'nothing' {
  if (isProgramsWord(failure)) return 'nothing';
  // An answer that is none comes with 200 where a firewall shows its page.
  if (failure.kind === 'garbled') return failure.status === 200 ? 'perhaps' : 'nothing';
  if (failure.kind !== 'http') return 'perhaps';
  if (failure.status === 413) return 'too-large';
  return NOT_OF_SIZE.includes(failure.status) ? 'nothing' : 'perhaps';
}

/** True where the same body may well get through at the next try: the line broke, or a gateway found no server. */
export function mayPass(failure: ApiFailure): boolean {
  return failure.kind === 'network' || (failure.kind === 'http' && failure.status >= 500);
}

/** A limit that nobody remembers. `learn` is told of each new one. */
export function pieceLimit(
  known: number = Number.POSITIVE_INFINITY,
  learn: (largest: number) => Promise<void> = async () => undefined,
): PieceLimit {
  let largest = known;
  return {
    largest: () => largest,
    refused: async (bytes) => {
      const half = Math.max(SMALLEST_PIECE_BYTES, Math.floor(bytes / 2));
      if (half >= largest) return;
      largest = half;
      await learn(largest);
    },
  };
}
