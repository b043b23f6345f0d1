import type { ApiResult } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { SignedIn } from '../session/session.ts';

/** For how long, in milliseconds, a program that said that the organisation has left is told nothing that nobody pressed a button for. */
const LEAVE_ALONE_MS = 3_600_000;

/** Whether the organisation has left the program, as far as was heard lately: what is told along the way would be refused again and again. */
export async function isLeftAlone(db: ReporterDatabase, { me }: SignedIn, now: number): Promise<boolean> {
  const row = await db.reference.get('left');
  const isOurs = row?.key === 'left' && row.organisationId === me.organisation.organisationId;
  // A clock that was put back keeps nobody silent.
  return isOurs && row.fetchedAt <= now && now - row.fetchedAt < LEAVE_ALONE_MS;
}

/** Keeps that the program said that the organisation has left, where an answer says so. */
export async function noteLeft(
  db: ReporterDatabase,
  { me }: SignedIn,
  answer: ApiResult<unknown>,
  now: number,
): Promise<void> {
  if (answer.ok || answer.kind !== 'http' || answer.problem?.code !== 'organisation-left') return;
  const { organisationId } = me.organisation;
  await db.reference.put({ key: 'left', organisationId, fetchedAt: now });
}
