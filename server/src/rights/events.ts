import type { Right, RightEventKind, RightFieldChange } from '@marketsafe/contract';
import type { Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/** Who does something to a right: a person by the name and role in which they did it, or the server itself. */
export interface Actor {
  userId: string | null;
  name: string | null;
  role: string;
}

/** The server itself, as of an import of demo data or of a job. */
export const SERVER: Actor = { userId: null, name: null, role: 'server' };

/** What happened, as the history keeps it. */
interface NewEvent {
  kind: RightEventKind;
  at: Date;
  actor: Actor;
  changes?: readonly RightFieldChange[];
  text?: string | null;
  /** How the program sees the right after this. */
  status: Right['status'];
}

/** Appends to a right's history. The organisation's ledger must be open: it numbers what happens to one right. */
export async function appendRightEvent(
  scope: Scope,
  { organisationId, rightId }: { organisationId: string; rightId: string },
  { kind, at, actor, changes = [], text = null, status }: NewEvent,
): Promise<void> {
  const { last } = await scope
    .selectFrom('app.right_events')
    .select((select) => select.fn.max('sequence').as('last'))
    .where('organisation_id', '=', organisationId)
    .where('right_id', '=', rightId)
    .executeTakeFirstOrThrow();
  await scope
    .insertInto('app.right_events')
    .values({
      organisation_id: organisationId,
      right_id: rightId,
      sequence: (last ?? 0) + 1,
      at,
      actor_user_id: actor.userId,
      actor_name: actor.name,
      actor_role: actor.role,
      kind,
      changes: JSON.stringify(changes),
      text,
      status,
    })
    .execute();
}

/** A caller as who does something. */
export function actorOf({ userId, userName, roles }: Pick<Caller, 'userId' | 'userName' | 'roles'>): Actor {
  return { userId, name: userName, role: roles[0] ?? 'investigator' };
}
