import { isProgramStaff, type SellerEntry } from '@marketsafe/contract';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/** Most entries of a seller that are read: the newest. */
const MOST = 500;

/**
 * What the caller may read of what is kept of a seller, the newest first: people of a participant all that their organisation keeps, staff
 * lists and penalties of every organisation, and the program's own notes.
 */
export async function readEntries(db: Database, caller: Caller, sellerId: string): Promise<SellerEntry[]> {
  const own = await db.inOrganisation(caller, (scope) => entriesIn(scope, caller, sellerId));
  if (!isProgramStaff(caller.roles)) return own;
  const all = await db.asStaff(caller.userId, (scope) => entriesIn(scope, caller, sellerId));
  const notes = own.filter(({ kind }) => kind === 'note');
  return [...all, ...notes].sort((one, other) => other.at.localeCompare(one.at));
}

/** The same, of what a transaction may see. */
async function entriesIn(scope: Scope, caller: Caller, sellerId: string): Promise<SellerEntry[]> {
  const rows = await scope
    .selectFrom('app.seller_entries as entry')
    .innerJoin('app.organisations as owner', 'owner.organisation_id', 'entry.organisation_id')
    .leftJoin('app.seller_entries as undo', (join) =>
      join
        .onRef('undo.organisation_id', '=', 'entry.organisation_id')
        .onRef('undo.undoes', '=', 'entry.entry_id'),
    )
    .select(['entry.entry_id', 'entry.kind', 'entry.said', 'entry.at', 'entry.by_name'])
    .select(['entry.organisation_id', 'owner.name', 'undo.at as undone_at', 'undo.by_name as undone_by'])
    .where('entry.seller_id', '=', sellerId)
    .where('entry.undoes', 'is', null)
    .orderBy('entry.sequence', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => {
    const undone = row.undone_at && { at: row.undone_at.toISOString(), by: row.undone_by ?? '' };
    // What is kept was parsed by the contract's schema when it was said.
    return {
      kind: row.kind,
      said: row.said,
      entryId: row.entry_id,
      at: row.at.toISOString(),
      by: row.by_name,
      organisation: { organisationId: row.organisation_id, name: row.name },
      undone: undone ?? null,
      own: row.organisation_id === caller.organisationId,
    } as SellerEntry;
  });
}
