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

/** What waits on this device. */
export interface Waiting {
  /** Reports on their way. */
  ready: number;
  /** What somebody has to do something about. */
  urgent: number;
  signedOut: boolean;
}

export interface Badge {
  text: string;
  colour: string;
}

/** The toolbar badge: how much needs its user, one more where reports wait for a sign-in; empty when nothing does. */
export function badgeOf({ ready, urgent, signedOut }: Waiting): Badge {
  const count = urgent + (signedOut && ready > 0 ? 1 : 0);
  const text = count > 99 ? '99+' : String(count);
  return { text: count === 0 ? '' : text, colour: '#b3261e' };
}
