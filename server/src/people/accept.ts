import { randomUUID } from 'node:crypto';
import type { InvitationAcceptance, ShownInvitation } from '@marketsafe/contract';
import { type Selectable, sql } from 'kysely';
import { openLedger, recordAudit, writeLedger } from '../audit/service.ts';
import { type Accounts, addAccount } from '../auth/accounts.ts';
import { addIdentity, type Subject } from '../auth/identities.ts';
import { keepPassword } from '../auth/password-store.ts';
import { hashPassword } from '../auth/passwords.ts';
import type { Database, Scope } from '../db/database.ts';
import { type SignInTables, tablesWithin } from '../db/sign-in-tables.ts';
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

/** Who accepts: somebody who has an account, or one whose account is made with it. */
interface Accepting {
  userId: string;
  name: string;
  /** Makes the account. Null where there is one. */
  make: ((tables: SignInTables) => Promise<void>) | null;
}

/** Somebody for whom a provider vouches: that the address is theirs, and who they are there. */
interface Vouched {
  email: string;
  subject: Subject;
  label: string | null;
}

/** By what somebody accepts. */
export type AcceptedBy =
  /** The account of whoever sends it, if it is one's. */
  | { signedIn: string | null }
  /** The provider's word. `userId` is whose account its account is tied to already. */
  | { vouched: Vouched; userId: string | null };

/**
 * Accepts an invitation: makes the account where the address has none, the membership and, by a provider's word, the tie to its account
 * there, all in one transaction. The same link once more is refused.
 * @throws HttpProblem where it invites nobody any more, or another person
 */
export async function acceptInvitation(
  { db, accounts }: Tools,
  secret: string,
  newAccount: InvitationAcceptance['newAccount'] | { name: string | undefined },
  by: AcceptedBy,
): Promise<{ organisation: Organisation; email: string; userId: string }> {
  const invitation = requireOpen(await db.asNobody((scope) => show(scope, secret)));
  const organisation = await organisationOf(db, invitation.organisation_id);
  const accepting = await accountFor(accounts, invitation.email, newAccount, by);
  const { userId } = accepting;
  await db.inOrganisation({ ...organisation, userId }, async (scope) => {
    const ledger = await openLedger(scope, organisation.organisationId);
    // Looked at again: the ledger is locked now, so nobody accepts or ends it beside us.
    const { invitation_id: invitationId, roles } = requireOpen(await show(scope, secret));
    const tables = tablesWithin(scope);
    // Nothing half done: an account that belongs nowhere would hold the address.
    await accepting.make?.(tables);
    const tied = 'vouched' in by && by.userId === null ? by.vouched : null;
    if (tied && (await addIdentity(tables, userId, tied.subject, tied.label)) === null) {
      throw new HttpProblem('identity-taken');
    }
    const { accepted_at: accepted } = await scope
      .updateTable('app.invitations')
      .set({ accepted_at: sql<Date>`now()`, accepted_by: userId })
      .where('organisation_id', '=', organisation.organisationId)
      .where('invitation_id', '=', invitationId)
      .returning('accepted_at')
      .executeTakeFirstOrThrow();
    const at = accepted ?? new Date();
    await scope
      .insertInto('app.memberships')
      .values({
        organisation_id: organisation.organisationId,
        user_id: userId,
        name: accepting.name,
        roles,
        created_at: at,
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
    const entry = { at, actorUserId: userId, entity: userId };
    recordAudit(ledger, {
      ...entry,
      action: 'invitation.accepted',
      detail: { invitation: invitationId, roles: roles.join(' ') },
    });
    if (tied) {
      const { issuer } = tied.subject;
      recordAudit(ledger, { ...entry, action: 'sign-in.provider-linked', detail: { issuer } });
    }
    await writeLedger(scope, ledger);
  });
  return { organisation, email: invitation.email, userId };
}

async function accountFor(
  accounts: Accounts,
  email: string,
  newAccount: Parameters<typeof acceptInvitation>[2],
  by: AcceptedBy,
): Promise<Accepting> {
  const known = await accounts.find(email);
  const other = () => new HttpProblem('invitation-for-another');
  if ('vouched' in by) {
    // The address that is invited, and nobody whom the provider's account signs in as somebody else.
    if (by.vouched.email !== email) throw other();
    if (by.userId !== null && by.userId !== known?.userId) throw other();
  } else if (known) {
    if (by.signedIn === null) throw new HttpProblem('account-exists');
    if (by.signedIn !== known.userId) throw other();
  } else if (by.signedIn !== null) {
    throw other();
  }
  if (known) return { ...known, make: null };
  const userId = randomUUID();
  const name = newAccount?.name;
  if (name === undefined) throw missing();
  if ('vouched' in by)
    return { userId, name, make: (tables) => makeAccount(tables, { userId, name, email }) };
  if (!newAccount || !('password' in newAccount)) throw missing();
  const hash = await hashPassword(newAccount.password);
  return {
    userId,
    name,
    async make(tables) {
      await makeAccount(tables, { userId, name, email });
      await keepPassword(tables, userId, hash);
    },
  };
}

/** @throws HttpProblem where somebody made one for the address meanwhile */
async function makeAccount(tables: SignInTables, account: Parameters<typeof addAccount>[1]): Promise<void> {
  if (!(await addAccount(tables, account))) throw new HttpProblem('account-exists');
}

const missing = () =>
  new HttpProblem('body-invalid', { errors: [{ path: '/newAccount', code: 'wrong-type', params: {} }] });
