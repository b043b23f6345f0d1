import { randomUUID } from 'node:crypto';
import type { InvitationAcceptance, ShownInvitation } from '@marketsafe/contract';
import { type Selectable, sql } from 'kysely';
import { openLedger, recordAudit, writeLedger } from '../audit/service.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import { HttpProblem } from '../problems.ts';
import { secretHash } from './invitations.ts';

/** What looking at an invitation needs. */
interface Tools {
  db: Database;
  accounts: Accounts;
}

type Invitation = Selectable<Tables['app.invitations']>;
type Organisation = ShownInvitation['organisation'];

/** Lets a transaction see the invitation whose link was shown, and no other. */
async function show(scope: Scope, secret: string): Promise<Invitation | undefined> {
  const hash = secretHash(secret);
  await sql`select set_config('app.invitation', ${hash.toString('hex')}, true)`.execute(scope);
  return scope.selectFrom('app.invitations').selectAll().where('token_hash', '=', hash).executeTakeFirst();
}

/** @throws HttpProblem that says why it invites nobody any more */
function requireOpen(invitation: Invitation | undefined): Invitation {
  if (!invitation) throw new HttpProblem('invitation-unknown');
  if (invitation.accepted_at) throw new HttpProblem('invitation-used');
  if (invitation.revoked_at) throw new HttpProblem('invitation-revoked');
  if (invitation.expires_at.getTime() <= Date.now()) throw new HttpProblem('invitation-expired');
  return invitation;
}

async function organisationOf(db: Database, organisationId: string): Promise<Organisation> {
  const { name, kind } = await db.inOrganisation({ organisationId, userId: null }, (scope) =>
    scope
      .selectFrom('app.organisations')
      .select(['name', 'kind'])
      .where('organisation_id', '=', organisationId)
      .executeTakeFirstOrThrow(),
  );
  return { organisationId, name, kind };
}

/**
 * What a link invites to.
 * @throws HttpProblem where it invites nobody, or nobody any more
 */
export async function lookUpInvitation({ db, accounts }: Tools, secret: string): Promise<ShownInvitation> {
  const invitation = requireOpen(await db.asNobody((scope) => show(scope, secret)));
  return {
    organisation: await organisationOf(db, invitation.organisation_id),
    email: invitation.email,
    roles: invitation.roles,
    invitedBy: invitation.invited_by_name,
    expiresAt: invitation.expires_at.toISOString(),
    language: invitation.language,
    hasAccount: (await accounts.find(invitation.email)) !== null,
  };
}

/** Who accepts: the account, and whether it was made for this. */
interface Accepting {
  userId: string;
  name: string;
  fresh: boolean;
}

/**
 * Accepts an invitation: makes the account where the address has none, and the membership. The same link once more is refused.
 * @param signedIn the account of whoever sends this, if it is one's
 * @throws HttpProblem where it invites nobody any more, or another person
 */
export async function acceptInvitation(
  { db, accounts }: Tools,
  { secret, newAccount }: InvitationAcceptance,
  signedIn: string | null,
): Promise<{ organisation: Organisation; email: string; userId: string }> {
  const invitation = requireOpen(await db.asNobody((scope) => show(scope, secret)));
  const organisation = await organisationOf(db, invitation.organisation_id);
  const accepting = await accountFor(accounts, invitation.email, newAccount, signedIn);
  try {
    await db.inOrganisation({ ...organisation, userId: accepting.userId }, async (scope) => {
      const ledger = await openLedger(scope, organisation.organisationId);
      // Looked at again: the ledger is locked now, so nobody accepts or ends it beside us.
      const { invitation_id: invitationId, roles } = requireOpen(await show(scope, secret));
      const { accepted_at: at } = await scope
        .updateTable('app.invitations')
        .set({ accepted_at: sql<Date>`now()`, accepted_by: accepting.userId })
        .where('organisation_id', '=', organisation.organisationId)
        .where('invitation_id', '=', invitationId)
        .returning('accepted_at')
        .executeTakeFirstOrThrow();
      await scope
        .insertInto('app.memberships')
        .values({
          organisation_id: organisation.organisationId,
          user_id: accepting.userId,
          name: accepting.name,
          roles,
          created_at: at ?? new Date(),
        })
        // Somebody who comes back; somebody who is there has what they had besides.
        .onConflict((there) =>
          there.columns(['organisation_id', 'user_id']).doUpdateSet({
            ended_at: null,
            roles: sql`case when app.memberships.ended_at is null
              then array(select distinct unnest(app.memberships.roles || excluded.roles)) else excluded.roles end`,
          }),
        )
        .execute();
      recordAudit(ledger, {
        action: 'invitation.accepted',
        at: at ?? new Date(),
        actorUserId: accepting.userId,
        entity: accepting.userId,
        detail: { invitation: invitationId, roles: roles.join(' ') },
      });
      await writeLedger(scope, ledger);
    });
  } catch (error) {
    // Nothing half done: an account that belongs nowhere would hold the address.
    if (accepting.fresh) await accounts.remove(accepting.userId);
    throw error;
  }
  return { organisation, email: invitation.email, userId: accepting.userId };
}

async function accountFor(
  accounts: Accounts,
  email: string,
  newAccount: InvitationAcceptance['newAccount'],
  signedIn: string | null,
): Promise<Accepting> {
  const known = await accounts.find(email);
  if (known) {
    if (signedIn === null) throw new HttpProblem('account-exists');
    if (signedIn !== known.userId) throw new HttpProblem('invitation-for-another');
    return { ...known, fresh: false };
  }
  if (signedIn !== null) throw new HttpProblem('invitation-for-another');
  if (!newAccount) {
    throw new HttpProblem('body-invalid', {
      errors: [{ path: '/newAccount', code: 'wrong-type', params: {} }],
    });
  }
  const fresh = { userId: randomUUID(), name: newAccount.name };
  await accounts.add({ ...fresh, email, password: newAccount.password });
  return { ...fresh, fresh: true };
}
