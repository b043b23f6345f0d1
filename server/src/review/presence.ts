import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';

/** Somebody else who has a claim open. */
interface Other {
  userId: string;
  name: string;
  /** Since when without a pause. */
  since: string;
}

/** Longest silence, in seconds, after which somebody no longer counts as looking. */
const SILENCE = 20;

/**
 * Notes that one of the program's people has a claim open on a review's screen, and tells who else has, whichever process of the server
 * they are connected to. Nothing is decided by it, and it is gone with the database's next crash.
 * @param scope a transaction of the program's staff
 */
export async function notePresence(
  scope: Scope,
  claimId: string,
  person: { userId: string; name: string },
): Promise<Other[]> {
  const { rows } = await sql<{ user_id: string; name: string; since: Date }>`
    select * from app.note_presence(${claimId}, ${person.userId}, ${person.name}, ${SILENCE})`.execute(scope);
  return rows.map(({ user_id: userId, name, since }) => ({ userId, name, since: since.toISOString() }));
}
