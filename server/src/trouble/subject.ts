import type { ThreadKind } from '@marketsafe/contract';
import { reachClaim } from '../claims/reach.ts';
import type { Database, Identity, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { reachRight } from '../rights/reach.ts';

/** What a thread is about, as its callers name it. */
export interface Subject {
  kind: ThreadKind;
  subjectId: string;
}

/** As whom a caller reaches what a thread is about. */
export type Reached = Identity & { userId: string };

/**
 * As whom the caller reads and writes the thread: participants in their own organisation, staff in that of the claim or right.
 * @throws HttpProblem `thread-unknown`
 */
export async function reachSubject(
  db: Database,
  caller: Caller,
  { kind, subjectId }: Subject,
): Promise<Reached> {
  const reached =
    kind === 'claim' ? await reachClaim(db, caller, subjectId) : await reachRight(db, caller, subjectId);
  // A holder who visits what a representative filed reads it; the thread is the representative's.
  if (!reached || reached.as === 'visitor') throw new HttpProblem('thread-unknown');
  const { organisationId, as } = reached;
  return { organisationId, userId: caller.userId, as };
}

/** How a claim or right is called, and how it stands. @throws HttpProblem `thread-unknown` */
export async function subjectOf(
  scope: Scope,
  organisationId: string,
  { kind, subjectId }: Subject,
): Promise<{ name: string; state: string }> {
  const row =
    kind === 'claim'
      ? await scope
          .selectFrom('app.claims')
          .select(['number as name', 'state'])
          .where('organisation_id', '=', organisationId)
          .where('claim_id', '=', subjectId)
          .executeTakeFirst()
      : await scope
          .selectFrom('app.rights')
          .select(['mark as name', 'status as state'])
          .where('organisation_id', '=', organisationId)
          .where('right_id', '=', subjectId)
          .executeTakeFirst();
  if (!row) throw new HttpProblem('thread-unknown');
  return row;
}
