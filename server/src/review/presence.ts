/** Who has which claim open on a review's screen. It is gone with the server: nothing is decided by it. */
export interface Presence {
  /** Notes that somebody has a claim open, and tells who else has. */
  note(claimId: string, person: { userId: string; name: string }): Other[];
}

interface Other {
  userId: string;
  name: string;
  /** Since when without a pause. */
  since: string;
}

/** Longest silence, in milliseconds, after which somebody no longer counts as looking. */
const SILENCE = 20_000;

/** Opens the list. */
export function openPresence(now: () => number = Date.now): Presence {
  const open = new Map<string, Map<string, { name: string; since: number; at: number }>>();

  function forget(at: number): void {
    for (const [claimId, people] of open) {
      for (const [userId, seen] of people) if (at - seen.at > SILENCE) people.delete(userId);
      if (people.size === 0) open.delete(claimId);
    }
  }

  return {
    note(claimId, { userId, name }) {
      const at = now();
      forget(at);
      const people = open.get(claimId) ?? new Map();
      open.set(claimId, people);
      people.set(userId, { name, since: people.get(userId)?.since ?? at, at });
      return [...people].flatMap(([other, seen]) =>
        other === userId
          ? []
          : [{ userId: other, name: seen.name, since: new Date(seen.since).toISOString() }],
      );
    },
  };
}
