import { randomUUID } from 'node:crypto';
import {
  FIRST_ROLE,
  type MarketplaceId,
  type OrganisationRegistration,
  type OrganisationSummary,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import { openLedger, recordAudit } from '../audit/service.ts';
import type { Database } from '../db/database.ts';
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
  const createdAt = new Date();
  await tools.db.inOrganisation({ organisationId, userId, as: 'staff' }, async (scope) => {
    await scope
      .insertInto('app.organisations')
      .values({ organisation_id: organisationId, name, kind, created_at: createdAt })
      .execute();
    await scope.insertInto('app.ledger_heads').values({ organisation_id: organisationId }).execute();
    const ledger = await openLedger(scope, organisationId);
    recordAudit(ledger, {
      action: 'organisation.registered',
      at: createdAt,
      actorUserId: userId,
      entity: organisationId,
      detail: { kind },
    });
    const order = { ...firstPerson, roles: [FIRST_ROLE[kind]] };
    const inviter = { userId, name: caller.userName };
    await writeInvitation(scope, ledger, tools, { organisationId, name }, inviter, order);
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
