import type { DeviceProof } from './device-proofs.ts';

/** How long after a token was replaced its holder is given the same successor again, in milliseconds, if nothing came of that one. */
const REPEATED_FOR = 24 * 60 * 60 * 1_000;

/** How a session's tokens stand. */
export interface Standing {
  keyThumbprint: string;
  /** Of the newest refresh token. */
  generation: number;
  rotatedAt: Date;
  provenAt: Date;
  /** Whether an access token that came with the newest refresh token was used. */
  isSuccessorUsed: boolean;
}

/**
 * What becomes of a request for new tokens. `rotate`: the next ones. `repeat`: those that it was to have had. `reused`: a token that had
 * been replaced is in other hands, or its successor is: the session ends. `stale`, `elsewhere`: to be proven anew, or not here.
 * `refused`: nothing follows.
 */
export type Verdict = 'rotate' | 'repeat' | 'reused' | 'stale' | 'elsewhere' | 'refused';

/**
 * Judges a request with a refresh token of this generation. Whoever sends a replaced token without the key has a copy of it. With the key
 * it is the device itself, which did not live to keep the answer, as long as nobody has used what it was given: or else there are two of it.
 * @param now in Unix milliseconds
 */
export function judgeRenewal(
  standing: Standing,
  generation: number,
  proof: DeviceProof | null,
  now: number,
): Verdict {
  const isReplaced = generation < standing.generation;
  if (proof?.thumbprint !== standing.keyThumbprint) return isReplaced ? 'reused' : 'refused';
  if (!proof.isHere) return 'elsewhere';
  if (!proof.isFresh) return 'stale';
  // Of a later generation, where the database was put back from a copy: the key says who it is.
  if (!isReplaced) return 'rotate';
  const isOffered =
    generation === standing.generation - 1 &&
    !standing.isSuccessorUsed &&
    now - standing.rotatedAt.getTime() <= REPEATED_FOR;
  if (isOffered) return 'repeat';
  // A request that was on its way for long: its sender has asked again since.
  return proof.at <= standing.provenAt ? 'refused' : 'reused';
}
