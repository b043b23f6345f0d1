import type { MandateTerms, NewMandate } from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { handedIn, keepFurther, type Papers } from './papers.ts';

/** The two sides of a mandate. */
export interface Sides {
  holder: { organisationId: string; name: string };
  representative: { organisationId: string; name: string };
}

/**
 * Gives a mandate: a holder's manager or signatory gives one that is in force at once, a representative's proposes one that the holder or the
 * program's staff confirm with `decideMandate`. Its papers must have been handed in as files by whoever gives it. The same id once more is
 * the same mandate.
 * @throws HttpProblem `not-your-role`, `file-unknown`, `file-type-unknown` or `body-invalid`
 */
export async function giveMandate(
  tools: { db: Database; store: BlobStore },
  caller: Caller,
  given: NewMandate,
): Promise<void> {
  refuseContradictingDays(given);
  const papers = await handedIn(tools, caller, given);
  await tools.db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    if (await isThere(scope, given.mandateId)) return;
    const sides = await sidesOf(scope, caller, given.party);
    const byHolder = sides.holder.organisationId === caller.organisationId;
    if (byHolder) await requireRights(scope, caller.organisationId, given.rightIds);
    const at = new Date();
    await insertMandate(scope, { caller, given, sides, at, papers, how: byHolder ? 'given' : 'proposed' });
    await appendAudit(scope, ledger, {
      action: byHolder ? 'mandate.given' : 'mandate.proposed',
      at,
      actorUserId: caller.userId,
      entity: given.mandateId,
      detail: auditedTerms(given, sides, papers),
    });
  });
}

/** Whether a mandate of this id was given before. */
export async function isThere(scope: Scope, mandateId: string): Promise<boolean> {
  const there = await scope
    .selectFrom('app.mandates')
    .select('mandate_id')
    .where('mandate_id', '=', mandateId)
    .executeTakeFirst();
  return there !== undefined;
}

/** What the audit keeps of a mandate that is given. */
export function auditedTerms(
  { rightIds, powers, document }: Pick<MandateTerms, 'rightIds' | 'powers' | 'document'>,
  { holder, representative }: Sides,
  papers: Papers,
) {
  return {
    ...{ holder: holder.organisationId, representative: representative.organisationId },
    ...{ rights: rightIds?.length ?? null, powers: powers.join(' ') },
    ...{ document, papers: papers.length },
  };
}

type Wrong = 'days-contradict' | 'nobody-called-so' | 'right-not-registered';

function refuse(path: string, code: Wrong): never {
  throw new HttpProblem('body-invalid', { errors: [{ path, code, params: {} }] });
}

/** @throws HttpProblem `body-invalid` */
export function refuseContradictingDays({ validFrom, validTo }: MandateTerms): void {
  if (validTo < validFrom) refuse('/validTo', 'days-contradict');
}

/** Who is who: the caller's organisation, and the one that is called so. */
async function sidesOf(scope: Scope, caller: Caller, party: string): Promise<Sides> {
  const own = { organisationId: caller.organisationId, name: caller.organisationName };
  const isHolder = caller.organisationKind === 'rights_holder';
  if (!isHolder && caller.organisationKind !== 'representative') throw new HttpProblem('not-your-role');
  await sql`select set_config('app.asked_name', ${party.trim()}, true)`.execute(scope);
  const found = await scope
    .selectFrom('app.organisations')
    .select(['organisation_id', 'name'])
    .where(sql<boolean>`lower(name) = lower(${party.trim()})`)
    .where('kind', '=', isHolder ? 'representative' : 'rights_holder')
    .limit(2)
    .execute();
  await sql`select set_config('app.asked_name', '', true)`.execute(scope);
  const [other] = found;
  if (!other || found.length > 1) refuse('/party', 'nobody-called-so');
  const named = { organisationId: other.organisation_id, name: other.name };
  return isHolder ? { holder: own, representative: named } : { holder: named, representative: own };
}

/** All must be the holder's, and in use. @throws HttpProblem `body-invalid` */
export async function requireRights(
  scope: Scope,
  organisationId: string,
  rightIds: readonly string[] | null,
): Promise<void> {
  if (rightIds === null) return;
  const found = await scope
    .selectFrom('app.rights')
    .select('right_id')
    .where('organisation_id', '=', organisationId)
    .where('retired_at', 'is', null)
    .where(sql<boolean>`right_id = any(${[...rightIds]}::uuid[])`)
    .execute();
  if (found.length < new Set(rightIds).size) refuse('/rightIds', 'right-not-registered');
}

/** Writes a mandate with its papers. `how`: by its holder in force, proposed by its representative, or entered by the program's staff. */
export async function insertMandate(
  scope: Scope,
  row: {
    caller: Caller;
    given: MandateTerms & { mandateId: string };
    sides: Sides;
    at: Date;
    papers: Papers;
    how: 'given' | 'proposed' | 'entered';
  },
): Promise<void> {
  const { caller, given, sides, at, papers, how } = row;
  const [paper] = papers;
  const byHolder = how === 'given';
  const { organisationId } = sides.holder;
  await scope
    .insertInto('app.mandates')
    .values({
      organisation_id: organisationId,
      mandate_id: given.mandateId,
      representative_id: sides.representative.organisationId,
      holder_name: sides.holder.name,
      representative_name: sides.representative.name,
      right_ids: given.rightIds && [...new Set(given.rightIds)],
      marketplaces: given.marketplaces && [...new Set(given.marketplaces)],
      powers: [...new Set(given.powers)],
      valid_from: given.validFrom,
      valid_to: given.validTo,
      document_of: paper.storeOf,
      document_sha256: paper.sha256,
      document_type: paper.type,
      document_bytes: paper.bytes,
      authority: given.authority,
      signed_name: given.signedName,
      signed_title: given.signedTitle,
      status: byHolder ? 'in_force' : 'proposed',
      entered_by_program: how === 'entered',
      proposed_at: at,
      proposed_by: caller.userId,
      proposed_by_name: caller.userName,
      decided_at: byHolder ? at : null,
      decided_by: byHolder ? caller.userId : null,
      decided_by_name: byHolder ? caller.userName : null,
    })
    .execute();
  await keepFurther(scope, { organisationId, mandateId: given.mandateId }, papers);
}
