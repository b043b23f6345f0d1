import type { StepCodes } from '@marketsafe/words';

/** What a key of a sweep came to, as short as the icon shows it. */
export function badgeOfStep({ did }: StepCodes): Badge {
  if (did === 'captured') return { text: '✓', colour: '#1d6b3a' };
  if (did === 'not-infringing') return { text: '–', colour: '#4a5160' };
  if (did === 'watch') return { text: '◎', colour: '#4a5160' };
  if (did === 'undone') return { text: '↶', colour: '#4a5160' };
  if (did === 'there' || did === 'reported' || did === 'removed') return { text: '=', colour: '#4a5160' };
  return { text: '!', colour: '#b3261e' };
}

/** What waits on this device, as the badge counts it. */
export interface Waiting {
  ready: number;
  parked: number;
  signedOut: boolean;
}

export interface Badge {
  text: string;
  colour: string;
}

/** The toolbar badge: `!` where the user must act, otherwise how many reports are on their way; empty when none is. */
export function badgeOf({ ready, parked, signedOut }: Waiting): Badge {
  if (parked > 0 || (signedOut && ready > 0)) return { text: '!', colour: '#b3261e' };
  if (ready > 0) return { text: ready > 99 ? '99+' : String(ready), colour: '#1f5fbf' };
  return { text: '', colour: '#1f5fbf' };
}
