/** Since when something has been seen or missed without a break. Times in milliseconds of one clock. */
export interface SightLog {
  note(isSeen: boolean, now: number): void;
  /** What was noted counts no more, in neither way. */
  restart(): void;
  seenFor(now: number): number;
  missedFor(now: number): number;
}

export function createSightLog(): SightLog {
  let last: { isSeen: boolean; since: number } | undefined;
  const lasted = (isSeen: boolean, now: number) => (last?.isSeen === isSeen ? now - last.since : 0);
  return {
    note(isSeen, now) {
      if (last?.isSeen !== isSeen) last = { isSeen, since: now };
    },
    restart() {
      last = undefined;
    },
    seenFor: (now) => lasted(true, now),
    missedFor: (now) => lasted(false, now),
  };
}
