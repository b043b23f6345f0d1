import type { KeptHolder } from '@marketsafe/contract';
import { mandateRefusals } from '../claims/holding.ts';
import type { Database, Identity, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { type Actor, actorOf } from '../rights/events.ts';
import { mayKeepRights } from '../rights/policy.ts';
import { rightsQuery } from '../rights/service.ts';

/** The caller, who answers for a representative, in the organisation of a holder whose rights it keeps. */
type AgentIdentity = Identity & { as: 'agent' };

function agentOf(caller: Caller, holderId: string, rightId: string | null): AgentIdentity {
  const { userId, organisationId: representativeId } = caller;
  return { organisationId: holderId, userId, as: 'agent', agency: { representativeId, rightId } };
}

function isAgent({ organisationKind, roles }: Caller): boolean {
  return organisationKind === 'representative' && mayKeepRights(roles);
}

/** Holders whose rights the caller's organisation may register, renew and assign now, by name. */
export async function keptHolders(db: Database, caller: Caller): Promise<KeptHolder[]> {
  if (!isAgent(caller)) return [];
  const today = new Date().toISOString().slice(0, 10);
  const rows = await db.inOrganisation(caller, (scope) =>
    scope
      .selectFrom('app.mandates')
      .select(['organisation_id', 'holder_name', 'powers', 'right_ids', 'valid_to'])
      .where('representative_id', '=', caller.organisationId)
      .where('status', '=', 'in_force')
      .where('revoked_at', 'is', null)
      .where('valid_from', '<=', today)
      .where('valid_to', '>=', today)
      .orderBy('holder_name')
      .orderBy('valid_to', 'desc')
      .execute(),
  );
  const holders = new Map<string, KeptHolder>();
  for (const row of rows.filter(({ powers }) => powers.includes('register-rights'))) {
    const organisationId = row.organisation_id;
    const before = holders.get(organisationId);
    const all = row.right_ids === null;
    // One over all rights counts before one that names some.
    if (!before || (all && !before.all))
      holders.set(organisationId, { organisationId, name: row.holder_name, all, validTo: row.valid_to });
  }
  return [...holders.values()];
}

/**
 * The caller as they register rights for a holder, by a mandate that covers all its rights, those to come included.
 * @throws HttpProblem `not-your-role`, `mandate-unknown`, `mandate-without-registering`, `mandate-names-rights`, or why a mandate of before
 * does not hold
 */
export async function agentFor(db: Database, caller: Caller, holderId: string): Promise<AgentIdentity> {
  const holder = await keptHolder(db, caller, holderId);
  if (!holder.all) throw new HttpProblem('mandate-names-rights', { params: { holder: holder.name } });
  return agentOf(caller, holderId, null);
}

/**
 * As whom the caller registers rights: themselves, or the agent of a holder.
 * @throws HttpProblem of `agentFor`
 */
export async function identityOf(
  db: Database,
  caller: Caller,
  holderId: string | undefined,
): Promise<Identity> {
  const { organisationId, userId } = caller;
  if (holderId === undefined || holderId === organisationId) return { organisationId, userId };
  return agentFor(db, caller, holderId);
}

/** The holder, where the caller may keep rights of it. @throws HttpProblem as `agentFor`, or none of its rights at least */
async function keptHolder(db: Database, caller: Caller, holderId: string): Promise<KeptHolder> {
  if (!isAgent(caller)) throw new HttpProblem('not-your-role');
  const holder = (await keptHolders(db, caller)).find((one) => one.organisationId === holderId);
  if (holder) return holder;
  const given = await db.inOrganisation(caller, (scope) =>
    scope
      .selectFrom('app.mandates')
      .selectAll()
      .where('organisation_id', '=', holderId)
      .where('representative_id', '=', caller.organisationId)
      .orderBy('valid_to', 'desc')
      .execute(),
  );
  const [any] = given;
  if (!any) throw new HttpProblem('mandate-unknown');
  const params = { holder: any.holder_name };
  const today = new Date().toISOString().slice(0, 10);
  const registering = given.filter(({ powers }) => powers.includes('register-rights'));
  const confirmed = registering.filter(({ status }) => status === 'in_force');
  const ended = confirmed.find(({ revoked_at, valid_to }) => revoked_at === null && valid_to < today);
  const revoked = confirmed.find(({ revoked_at }) => revoked_at !== null)?.revoked_at;
  const why = { status: 403 };
  if (ended) throw new HttpProblem('mandate-ended', { ...why, params: { ...params, day: ended.valid_to } });
  if (revoked) {
    const day = revoked.toISOString().slice(0, 10);
    throw new HttpProblem('mandate-revoked', { ...why, params: { ...params, day } });
  }
  if (registering.length > 0) throw new HttpProblem('mandate-not-in-force', { ...why, params });
  throw new HttpProblem('mandate-without-registering', { params });
}

/** The caller as the agent of a right's holder; undefined where no mandate lets them keep this right now. */
export async function agentOfRight(
  db: Database,
  caller: Caller,
  rightId: string,
): Promise<AgentIdentity | undefined> {
  const found = await grantsOver(db, caller, rightId);
  return found?.grants.some(({ powers }) => powers.includes('register-rights'))
    ? agentOf(caller, found.holderId, rightId)
    : undefined;
}

async function grantsOver(db: Database, caller: Caller, rightId: string) {
  if (!isAgent(caller)) return undefined;
  const row = await db.inOrganisation(caller, (scope) =>
    rightsQuery(scope, caller.organisationId, [rightId]).executeTakeFirst(),
  );
  return row?.grants ? { holderId: row.holder_id, grants: row.grants } : undefined;
}

/**
 * Why the caller may not keep a right that is not their own: what their mandates from its holder say, and where there is none, that it is
 * not here.
 */
export async function agencyRefusal(db: Database, caller: Caller, rightId: string): Promise<HttpProblem> {
  if (!isAgent(caller)) return new HttpProblem('right-not-here');
  const found = await grantsOver(db, caller, rightId);
  const [longest] = found?.grants ?? [];
  if (longest) return new HttpProblem('mandate-without-registering', { params: { holder: longest.holder } });
  const refusals = await db.inOrganisation(caller, (scope) => mandateRefusals(scope, [rightId], 403));
  return refusals.get(rightId) ?? new HttpProblem('right-not-here');
}

/** Who acts, as a holder's history and audit name them, in a transaction of the agent's. */
async function agentActor(scope: Scope, caller: Caller): Promise<Actor> {
  // The one mandate that the transaction sees is the one by which it was entered.
  const mandate = await scope
    .selectFrom('app.mandates')
    .select(['mandate_id', 'holder_name', 'right_ids'])
    .executeTakeFirstOrThrow();
  return {
    ...actorOf(caller),
    agency: {
      organisation: caller.organisationName,
      holder: mandate.holder_name,
      mandateId: mandate.mandate_id,
      overAll: mandate.right_ids === null,
    },
  };
}

/** Who changes a right in a transaction: the caller themselves, or the caller as an agent. */
export function keeperOf(scope: Scope, identity: Identity, caller: Caller): Promise<Actor> | Actor {
  return identity.as === 'agent' ? agentActor(scope, caller) : actorOf(caller);
}
