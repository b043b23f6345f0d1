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
