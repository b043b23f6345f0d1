import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type InvitationOrder, type OrganisationKind, ROLES_OF_KIND } from '@marketsafe/contract';
import type { Selectable } from 'kysely';
import { type Ledger, openLedger, recordAudit, writeLedger } from '../audit/service.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import type { Mailer } from '../mail/mail.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';

/** How long a link invites, in milliseconds. */
const INVITATION_LIFE = 7 * 24 * 60 * 60 * 1000;

/** What inviting works with. */
export interface InvitationTools {
  db: Database;
  accounts: Accounts;
  mail: Mailer;
  /** The first is the address that people open. */
  origins: () => string[];
}

type InvitationRow = Selectable<Tables['app.invitations']>;

/** An invitation that was just made, with the link that only its mail holds. */
export interface Invited {
  row: InvitationRow;
  link: string;
}

/** Whoever invites; the program's operator has neither name nor account. */
interface Inviter {
  userId: string | null;
  name: string | null;
}

/** SHA-256 of a link's secret, as it is kept. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/**
 * Invites somebody, in a transaction of the organisation's whose ledger is open: the row, its audit entry and its mail are committed
 * together. An invitation of the same address that is still open ends.
 */
export async function writeInvitation(
  scope: Scope,
  ledger: Ledger,
  { mail, origins }: Pick<InvitationTools, 'mail' | 'origins'>,
  organisation: { organisationId: string; name: string },
  inviter: Inviter,
  { email, roles, language }: InvitationOrder,
): Promise<Invited> {
  const at = new Date();
  const secret = randomBytes(32).toString('base64url');
  const link = `${origins()[0]}/invitation#${secret}`;
  await endOpen(scope, ledger, organisation.organisationId, inviter.userId, email, at);
  const row = await scope
    .insertInto('app.invitations')
    .values({
      organisation_id: organisation.organisationId,
      invitation_id: randomUUID(),
      email,
      roles: [...new Set(roles)],
      language,
      token_hash: secretHash(secret),
      invited_by: inviter.userId,
      invited_by_name: inviter.name,
      created_at: at,
      expires_at: new Date(at.getTime() + INVITATION_LIFE),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  recordAudit(ledger, {
    action: 'person.invited',
    at,
    actorUserId: inviter.userId,
    entity: row.invitation_id,
    detail: { roles: row.roles.join(' ') },
  });
  await writeLedger(scope, ledger);
  await mail.send(
    {
      to: email,
      language,
      content: {
        kind: 'invitation',
        organisation: organisation.name,
        invitedBy: inviter.name,
        roles: row.roles,
        link,
        until: row.expires_at.toISOString(),
      },
      uselessAt: row.expires_at,
    },
    scope,
  );
  return { row, link };
}

async function endOpen(
  scope: Scope,
  ledger: Ledger,
  organisationId: string,
  actorUserId: string | null,
  email: string,
  at: Date,
): Promise<void> {
  const ended = await scope
    .updateTable('app.invitations')
    .set({ revoked_at: at })
    .where('organisation_id', '=', organisationId)
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('invitation_id')
    .execute();
  for (const { invitation_id: entity } of ended) {
    recordAudit(ledger, { action: 'invitation.revoked', at, actorUserId, entity, detail: {} });
  }
}

/** @throws HttpProblem where an organisation of this kind has no such roles */
export function requireFittingRoles(kind: OrganisationKind, roles: InvitationOrder['roles']): void {
  if (roles.every((role) => ROLES_OF_KIND[kind].includes(role))) return;
  throw new HttpProblem('roles-unfit');
}

/**
 * Invites somebody to an organisation that the caller may manage.
 * @throws HttpProblem where they belong to it already, or their roles do not fit it
 */
export async function invite(
  tools: InvitationTools,
  there: Caller,
  order: InvitationOrder,
): Promise<InvitationRow> {
  const { organisationId, organisationName: name, userId, userName } = there;
  requireFittingRoles(there.organisationKind, order.roles);
  const invited = await tools.accounts.find(order.email);
  return tools.db.inOrganisation(there, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    if (invited && (await worksThere(scope, organisationId, invited.userId))) {
      throw new HttpProblem('already-member');
    }
    const inviter = { userId, name: userName };
    return (await writeInvitation(scope, ledger, tools, { organisationId, name }, inviter, order)).row;
  });
}

async function worksThere(scope: Scope, organisationId: string, userId: string): Promise<boolean> {
  const found = await scope
    .selectFrom('app.memberships')
    .select('user_id')
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * Ends an invitation; one that was ended already stays so.
 * @throws HttpProblem where there is none, or it was accepted
 */
export async function revokeInvitation(db: Database, there: Caller, invitationId: string): Promise<void> {
  const { organisationId, userId: actorUserId } = there;
  await db.inOrganisation(there, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const row = await scope
      .selectFrom('app.invitations')
      .select(['accepted_at', 'revoked_at'])
      .where('organisation_id', '=', organisationId)
      .where('invitation_id', '=', invitationId)
      .executeTakeFirst();
    if (!row) throw new HttpProblem('invitation-unknown');
    if (row.accepted_at) throw new HttpProblem('invitation-used');
    if (row.revoked_at) return;
    const at = new Date();
    await scope
      .updateTable('app.invitations')
      .set({ revoked_at: at })
      .where('organisation_id', '=', organisationId)
      .where('invitation_id', '=', invitationId)
      .execute();
    recordAudit(ledger, { action: 'invitation.revoked', at, actorUserId, entity: invitationId, detail: {} });
    await writeLedger(scope, ledger);
  });
}

/** An invitation as people who may look at it see it. */
export function invitationView(row: InvitationRow) {
  return {
    invitationId: row.invitation_id,
    email: row.email,
    roles: row.roles,
    invitedBy: row.invited_by_name,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}
