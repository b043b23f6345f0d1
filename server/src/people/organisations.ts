import { randomUUID } from 'node:crypto';
import {
  FIRST_ROLE,
  type MarketplaceId,
  type OrganisationRegistration,
  type OrganisationSummary,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { type InvitationTools, writeInvitation } from './invitations.ts';

/** Every organisation of the program, by name, for its staff. */
export async function listOrganisations(db: Database, caller: Caller): Promise<OrganisationSummary[]> {
  const rows = await db.asStaff(caller.userId, (scope) =>
    scope
      .selectFrom('app.organisations as organisation')
      .select((select) => [
        'organisation.organisation_id',
        'organisation.name',
        'organisation.kind',
        'organisation.created_at',
        select
          .selectFrom('app.memberships as member')
          .select(sql<number>`count(*)::int`.as('count'))
          .whereRef('member.organisation_id', '=', 'organisation.organisation_id')
          .where('member.ended_at', 'is', null)
          .as('people'),
        select
          .selectFrom('app.invitations as invitation')
          .select(sql<number>`count(*)::int`.as('count'))
          .whereRef('invitation.organisation_id', '=', 'organisation.organisation_id')
          .where('invitation.accepted_at', 'is', null)
          .where('invitation.revoked_at', 'is', null)
          .where('invitation.expires_at', '>', new Date())
          .as('invited'),
        sql<
          MarketplaceId[]
        >`array(select marketplace from app.desks where desks.organisation_id = organisation.organisation_id order by 1)`.as(
          'marketplaces',
        ),
      ])
      .orderBy('organisation.name')
      .orderBy('organisation.organisation_id')
      .execute(),
  );
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    name: row.name,
    kind: row.kind,
    createdAt: row.created_at.toISOString(),
    people: row.people ?? 0,
    invited: row.invited ?? 0,
    marketplaces: row.marketplaces,
  }));
}

/**
 * Registers an organisation and invites who comes first into it, in one transaction.
 * @throws HttpProblem for everybody but who leads the program
 */
export async function makeOrganisation(
  tools: InvitationTools,
  caller: Caller,
  { name, kind, firstPerson }: OrganisationRegistration,
): Promise<OrganisationSummary> {
  if (!caller.roles.includes('program_lead')) throw new HttpProblem('only-for-lead');
  const organisationId = randomUUID();
  const { userId } = caller;
  const createdAt = await tools.db.inOrganisation({ organisationId, userId, as: 'staff' }, async (scope) => {
    const at = await writeOrganisation(scope, caller, { organisationId, name, kind });
    const ledger = await openLedger(scope, organisationId);
    const order = { ...firstPerson, roles: [FIRST_ROLE[kind]] };
    const inviter = { userId, name: caller.userName };
    await writeInvitation(scope, ledger, tools, { organisationId, name }, inviter, order);
    return at;
  });
  return {
    organisationId,
    name,
    kind,
    createdAt: createdAt.toISOString(),
    people: 0,
    invited: 1,
    marketplaces: [],
  };
}

/**
 * Registers an organisation with its ledgers, in a transaction of the staff's that writes in it.
 * @returns since when it takes part
 */
export async function writeOrganisation(
  scope: Scope,
  { userId: actorUserId }: Pick<Caller, 'userId'>,
  { organisationId, name, kind }: Pick<OrganisationSummary, 'organisationId' | 'name' | 'kind'>,
): Promise<Date> {
  const at = new Date();
  await scope
    .insertInto('app.organisations')
    .values({ organisation_id: organisationId, name, kind, created_at: at })
    .execute();
  await scope.insertInto('app.ledger_heads').values({ organisation_id: organisationId }).execute();
  const ledger = await openLedger(scope, organisationId);
  await appendAudit(scope, ledger, {
    ...{ action: 'organisation.registered', at, actorUserId, entity: organisationId },
    detail: { kind },
  });
  return at;
}
