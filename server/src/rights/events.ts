import type { Check, Family, Right, RightEventKind, RightFieldChange } from '@marketsafe/contract';
import type { Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/** In whose name a representative acts, and by what. */
interface ActorAgency {
  /** Name of the representative. */
  organisation: string;
  holder: string;
  mandateId: string;
  /** Whether the mandate is over all rights, those to come included. */
  overAll: boolean;
}

/** Who does something to a right: a person by the name and role in which they did it, or the server itself. */
export interface Actor {
  userId: string | null;
  name: string | null;
  role: string;
  /** The representative for which they acted in the holder's name, and by which mandate; absent where it is the holder's own doing. */
  agency?: ActorAgency | undefined;
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
  /** Of a verification: what was ticked, and for which families of marketplaces it was not looked at. */
  looked?: { checked: readonly Check[]; setAside: readonly Family[] } | undefined;
}

/** Appends to a right's history. The organisation's ledger must be open: it numbers what happens to one right. */
export async function appendRightEvent(
  scope: Scope,
  { organisationId, rightId }: { organisationId: string; rightId: string },
  { kind, at, actor, changes = [], text = null, status, looked }: NewEvent,
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
      actor_organisation: actor.agency?.organisation ?? null,
      mandate_id: actor.agency?.mandateId ?? null,
      kind,
      changes: JSON.stringify(changes),
      text,
      status,
      ...(looked && { checked: [...looked.checked], set_aside: [...looked.setAside] }),
    })
    .execute();
}

/** What the audit of a holder says besides of who acted in its name: their names, which its own people cannot look up, and the mandate. */
export function agencyDetail({ name, agency }: Actor): Record<string, string> {
  return agency ? { agent: name ?? '', representative: agency.organisation, mandate: agency.mandateId } : {};
}

/** A caller as who does something. */
export function actorOf({ userId, userName, roles }: Pick<Caller, 'userId' | 'userName' | 'roles'>): Actor {
  return { userId, name: userName, role: roles[0] ?? 'investigator' };
}
