import {
  type FoundSeller,
  isProgramStaff,
  type NewSeller,
  type NewSellerEntry,
  type SellerEntry,
} from '@marketsafe/contract';
import { type Insertable, sql } from 'kysely';
import { appendAudit, type Ledger, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { sellersOf } from '../search/named.ts';
import { readEntries } from './entries.ts';

/**
 * Keeps a list, a note or a penalty of a seller whom the caller may read of, for the caller's own organisation; staff for the program's.
 * @throws HttpProblem `seller-unknown`
 */
export async function keepOfSeller(
  db: Database,
  caller: Caller,
  sellerId: string,
  entry: NewSellerEntry,
): Promise<SellerEntry[]> {
  await requireSeller(db, caller, sellerId);
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    await writeEntry(scope, ledger, caller, sellerId, entry);
  });
  return readEntries(db, caller, sellerId);
}

/** Puts a seller on a list whom no claim may have named yet, and says under which id. */
export async function enterSeller(
  db: Database,
  caller: Caller,
  { marketplace, id, name, entryId, list, why }: NewSeller,
): Promise<string> {
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const { rows } = await sql<{ id: string }>`
      select app.know_seller(${marketplace}, ${id}, ${name}) as id`.execute(scope);
    const sellerId = rows[0]?.id ?? '';
    await writeEntry(scope, ledger, caller, sellerId, { kind: 'list', said: { list, why }, entryId });
    return sellerId;
  });
}

/**
 * Takes back what the caller's organisation keeps of a seller. It stays to be read, with who took it back.
 * @throws HttpProblem `seller-entry-unknown`, also where it is another organisation's
 */
export async function takeBack(
  db: Database,
  caller: Caller,
  { sellerId, entryId, undoId }: { sellerId: string; entryId: string; undoId: string },
): Promise<SellerEntry[]> {
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const rows = await scope
      .selectFrom('app.seller_entries')
      .select(['entry_id', 'kind', 'undoes'])
      .where('organisation_id', '=', caller.organisationId)
      .where('seller_id', '=', sellerId)
      .where((where) => where.or([where('entry_id', '=', entryId), where('undoes', '=', entryId)]))
      .execute();
    const entry = rows.find((row) => row.entry_id === entryId && row.undoes === null);
    if (!entry) throw new HttpProblem('seller-entry-unknown');
    // Taken back already, perhaps by this very request, whose answer was lost.
    if (rows.length > 1) return;
    const { kind } = entry;
    await insert(scope, caller, {
      ...{ entry_id: undoId, seller_id: sellerId, kind, said: null, undoes: entryId, list: null },
    });
    await record(scope, ledger, caller, {
      action: 'seller.taken-back',
      sellerId,
      detail: { kind, entry: entryId },
    });
  });
  return readEntries(db, caller, sellerId);
}

/** @throws HttpProblem `seller-unknown` */
export async function requireSeller(db: Database, caller: Caller, sellerId: string): Promise<FoundSeller> {
  const look = (scope: Scope) => sellersOf(scope, [sellerId]);
  const [seller] = isProgramStaff(caller.roles)
    ? await db.asStaff(caller.userId, look)
    : await db.inOrganisation(caller, look);
  if (!seller) throw new HttpProblem('seller-unknown');
  return seller;
}

/** Writes it in the transaction of what it belongs to. */
export async function writeEntry(
  scope: Scope,
  ledger: Ledger,
  caller: Caller,
  sellerId: string,
  { entryId, kind, said }: NewSellerEntry,
): Promise<void> {
  const there = await scope
    .selectFrom('app.seller_entries')
    .select('entry_id')
    .where('organisation_id', '=', caller.organisationId)
    .where('entry_id', '=', entryId)
    .executeTakeFirst();
  // The same one, handed in again: an answer may have been lost on its way.
  if (there) return;
  const list = 'list' in said ? said.list : null;
  await insert(scope, caller, {
    ...{ entry_id: entryId, seller_id: sellerId, kind, said: JSON.stringify(said), undoes: null, list },
  });
  await record(scope, ledger, caller, {
    action: 'seller.kept',
    sellerId,
    detail: {
      kind,
      entry: entryId,
      ...('list' in said && { list: said.list }),
      ...('penalty' in said && { penalty: said.penalty }),
    },
  });
}

type Row = Pick<
  Insertable<Tables['app.seller_entries']>,
  'entry_id' | 'seller_id' | 'kind' | 'said' | 'undoes' | 'list'
>;

async function insert(scope: Scope, { organisationId, userId, userName }: Caller, row: Row): Promise<void> {
  await scope
    .insertInto('app.seller_entries')
    .values({ ...row, organisation_id: organisationId, at: new Date(), by_user: userId, by_name: userName })
    .execute();
}

async function record(
  scope: Scope,
  ledger: Ledger,
  { userId }: Caller,
  entry: {
    action: 'seller.kept' | 'seller.taken-back';
    sellerId: string;
    detail: Record<string, string | null>;
  },
): Promise<void> {
  await appendAudit(scope, ledger, {
    ...{ action: entry.action, at: new Date(), actorUserId: userId, entity: entry.sellerId },
    detail: entry.detail,
  });
}
