import { randomUUID } from 'node:crypto';
import { uuid } from '@marketsafe/contract';
import type { Seal } from '../secrets/seal.ts';

const ABOUT = 'application form';
/** How long a form that was shown can be sent, in milliseconds: somebody may have gone to look for a paper. */
const LONGEST = 24 * 60 * 60_000;

/** What a stamp says: which application the form begins, and whether it is sent too soon for a person, or too late. */
export type StampRead = { applicationId: string; age: 'good' | 'soon' | 'old' } | null;

/**
 * A stamp in a form that was shown: nobody begins an application without having asked for its page, nor faster than a person types an
 * address; and one that is sent twice begins one application.
 */
export function makeStamp(seal: Seal, now: Date): string {
  return seal.close(`${randomUUID()} ${now.getTime()}`, ABOUT).toString('base64url');
}

/**
 * Reads a stamp; null where this server did not make it.
 * @param least milliseconds that a person takes at least
 */
export function readStamp(seal: Seal, stamp: string, now: Date, least: number): StampRead {
  try {
    const [id, shownAt] = seal.open(Buffer.from(stamp, 'base64url'), ABOUT).split(' ');
    const age = now.getTime() - Number(shownAt);
    const applicationId = uuid.parse(id);
    return { applicationId, age: age < least ? 'soon' : age > LONGEST ? 'old' : 'good' };
  } catch {
    return null;
  }
}
