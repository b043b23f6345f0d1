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
