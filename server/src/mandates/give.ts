import { ADDED_FILE_TYPES, type AddedFileType, type NewMandate } from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit, openLedger } from '../audit/service.ts';
import { findBlob } from '../blobs/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';

/** The two sides of a mandate. */
interface Sides {
  holder: { organisationId: string; name: string };
  representative: { organisationId: string; name: string };
}

/**
 * Gives a mandate: a holder's manager or signatory gives one that is in force at once, a representative's proposes one that the holder or the
 * program's staff confirm with `decideMandate`. The paper must have been handed in as a file by whoever gives it. The same id once more is the
 * same mandate.
 * @throws HttpProblem `not-your-role`, `file-unknown`, `file-type-unknown` or `body-invalid`
 */
export async function giveMandate(
  { db, store }: { db: Database; store: BlobStore },
  caller: Caller,
  given: NewMandate,
): Promise<void> {
  if (given.validTo < given.validFrom) refuse('/validTo', 'days-contradict');
  const document = await findBlob(db, store, caller, given.document);
  if (!document) throw new HttpProblem('file-unknown');
  const type = ADDED_FILE_TYPES.find((known) => known === document.type);
  if (!type) throw new HttpProblem('file-type-unknown', { status: 415 });
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const there = await scope
      .selectFrom('app.mandates')
      .select('mandate_id')
      .where('mandate_id', '=', given.mandateId)
      .executeTakeFirst();
    if (there) return;
    const sides = await sidesOf(scope, caller, given.party);
    const byHolder = sides.holder.organisationId === caller.organisationId;
    if (byHolder) await requireRights(scope, caller.organisationId, given.rightIds);
    const at = new Date();
    await insertMandate(scope, { caller, given, sides, at, byHolder, file: { type, bytes: document.bytes } });
    await appendAudit(scope, ledger, {
      action: byHolder ? 'mandate.given' : 'mandate.proposed',
      at,
      actorUserId: caller.userId,
      entity: given.mandateId,
      detail: {
        holder: sides.holder.organisationId,
        representative: sides.representative.organisationId,
        rights: given.rightIds?.length ?? null,
        powers: given.powers.join(' '),
        document: given.document,
      },
    });
  });
}

function refuse(path: string, code: 'days-contradict' | 'nobody-called-so' | 'right-not-registered'): never {
  throw new HttpProblem('body-invalid', { errors: [{ path, code, params: {} }] });
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

async function insertMandate(
  scope: Scope,
  row: {
    caller: Caller;
    given: NewMandate;
    sides: Sides;
    at: Date;
    byHolder: boolean;
    file: { type: AddedFileType; bytes: number };
  },
): Promise<void> {
  const { caller, given, sides, at, byHolder, file } = row;
  await scope
    .insertInto('app.mandates')
    .values({
      organisation_id: sides.holder.organisationId,
      mandate_id: given.mandateId,
      representative_id: sides.representative.organisationId,
      holder_name: sides.holder.name,
      representative_name: sides.representative.name,
      right_ids: given.rightIds && [...new Set(given.rightIds)],
      marketplaces: given.marketplaces && [...new Set(given.marketplaces)],
      powers: [...new Set(given.powers)],
      valid_from: given.validFrom,
      valid_to: given.validTo,
      document_of: caller.organisationId,
      document_sha256: given.document,
      document_type: file.type,
      document_bytes: file.bytes,
      authority: given.authority,
      signed_name: given.signedName,
      signed_title: given.signedTitle,
      status: byHolder ? 'in_force' : 'proposed',
      proposed_at: at,
      proposed_by: caller.userId,
      proposed_by_name: caller.userName,
      decided_at: byHolder ? at : null,
      decided_by_name: byHolder ? caller.userName : null,
    })
    .execute();
}
