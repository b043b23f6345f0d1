import { managingRole, type OrganisationPeople, type Role } from '@marketsafe/contract';
import { openLedger, recordAudit, writeLedger } from '../audit/service.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { invitationView, requireFittingRoles } from './invitations.ts';

/** Who works for an organisation, who did, and who is invited. */
export async function listPeople(
  db: Database,
  accounts: Accounts,
  there: Caller,
): Promise<OrganisationPeople> {
  const { organisationId } = there;
  const { contact, members, invitations } = await db.inOrganisation(there, async (scope) => ({
    contact: await scope
      .selectFrom('app.organisations')
      .select('contact_email')
      .where('organisation_id', '=', organisationId)
      .executeTakeFirst(),
    members: await scope
      .selectFrom('app.memberships')
      .select(['user_id', 'name', 'roles', 'created_at', 'ended_at'])
      .where('organisation_id', '=', organisationId)
      .orderBy('ended_at', (order) => order.asc().nullsFirst())
      .orderBy('created_at')
      .execute(),
    invitations: await scope
      .selectFrom('app.invitations')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', new Date())
      .orderBy('created_at', 'desc')
      .execute(),
  }));
  const emails = await accounts.emailsOf(members.map(({ user_id: userId }) => userId));
  return {
    organisation: { organisationId, name: there.organisationName, kind: there.organisationKind },
    contactEmail: contact?.contact_email ?? null,
    people: members.map((member) => ({
      userId: member.user_id,
      name: member.name,
      email: emails.get(member.user_id) ?? null,
      roles: member.roles,
      since: member.created_at.toISOString(),
      endedAt: member.ended_at?.toISOString() ?? null,
    })),
    invitations: invitations.map(invitationView),
  };
}

interface MemberRow {
  roles: Role[];
  ended_at: Date | null;
}

async function findMember(scope: Scope, { organisationId }: Caller, userId: string): Promise<MemberRow> {
  const row = await scope
    .selectFrom('app.memberships')
    .select(['roles', 'ended_at'])
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (!row || row.ended_at) throw new HttpProblem('person-unknown');
  return row;
}

/** @throws HttpProblem where nobody would be left who invites others */
async function requireAnotherManager(
  scope: Scope,
  there: Caller,
  userId: string,
  member: MemberRow,
): Promise<void> {
  const managing = managingRole(there.organisationKind);
  if (managing === null || !member.roles.includes(managing)) return;
  const others = await scope
    .selectFrom('app.memberships')
    .select('roles')
    .where('organisation_id', '=', there.organisationId)
    .where('user_id', '<>', userId)
    .where('ended_at', 'is', null)
    .execute();
  if (!others.some(({ roles }) => roles.includes(managing))) throw new HttpProblem('last-manager');
}

/**
 * Gives somebody other roles.
 * @throws HttpProblem where they do not fit, would leave nobody who manages people, or raise the caller themselves
 */
export async function changeRoles(
  db: Database,
  there: Caller,
  userId: string,
  wanted: readonly Role[],
): Promise<void> {
  const roles = [...new Set(wanted)];
  requireFittingRoles(there.organisationKind, roles);
  await db.inOrganisation(there, async (scope) => {
    const ledger = await openLedger(scope, there.organisationId);
    const member = await findMember(scope, there, userId);
    if (userId === there.userId && !roles.every((role) => member.roles.includes(role))) {
      throw new HttpProblem('raises-oneself');
    }
    const managing = managingRole(there.organisationKind);
    if (managing !== null && !roles.includes(managing))
      await requireAnotherManager(scope, there, userId, member);
    await scope
      .updateTable('app.memberships')
      .set({ roles })
      .where('organisation_id', '=', there.organisationId)
      .where('user_id', '=', userId)
      .execute();
    recordAudit(ledger, {
      action: 'person.roles-changed',
      at: new Date(),
      actorUserId: there.userId,
      entity: userId,
      detail: { from: member.roles.join(' '), to: roles.join(' ') },
    });
    await writeLedger(scope, ledger);
  });
}

/**
 * Ends somebody's work for an organisation, at this moment: no session, device or token of theirs acts for it any more.
 * @throws HttpProblem where there is nobody such, or nobody would be left who manages people
 */
export async function endMembership(db: Database, there: Caller, userId: string): Promise<void> {
  await db.inOrganisation(there, async (scope) => {
    const ledger = await openLedger(scope, there.organisationId);
    const member = await findMember(scope, there, userId);
    await requireAnotherManager(scope, there, userId, member);
    const at = new Date();
    await scope
      .updateTable('app.memberships')
      .set({ ended_at: at })
      .where('organisation_id', '=', there.organisationId)
      .where('user_id', '=', userId)
      .execute();
    recordAudit(ledger, {
      action: 'person.ended',
      at,
      actorUserId: there.userId,
      entity: userId,
      detail: { roles: member.roles.join(' ') },
    });
    await writeLedger(scope, ledger);
  });
}
