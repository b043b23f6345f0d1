import type { Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/** Whether a person belongs to who complains or to whose right it rests on: who does, neither builds nor releases. */
export async function belongsTo(
  scope: Scope,
  userId: string,
  { organisationId, holderId }: { organisationId: string; holderId: string },
): Promise<boolean> {
  const row = await scope
    .selectFrom('app.memberships')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('organisation_id', 'in', [organisationId, holderId])
    .executeTakeFirst();
  return row !== undefined;
}

/** Staff as histories name them. */
export function staffActor(caller: Caller) {
  return {
    by: 'staff' as const,
    userId: caller.userId,
    name: caller.userName,
    role: caller.roles.includes('program_lead') ? 'program_lead' : 'analyst',
  };
}
