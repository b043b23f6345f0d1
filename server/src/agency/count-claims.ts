import { isProgramStaff, type VaultRightDetail } from '@marketsafe/contract';
import { sql } from 'kysely';
import { asVisitor } from '../claims/reach.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

type Counts = VaultRightDetail['claims'];

/** Claims under a right that one organisation filed; with null, those that the transaction sees and that were filed under mandates. */
async function count(scope: Scope, rightId: string, filerId: string | null): Promise<Counts['own']> {
  const under = scope
    .selectFrom('app.claims')
    .select((select) => select.fn.countAll<string>().as('all'))
    .select(sql<string>`count(*) filter (where state = 'held')`.as('held'))
    .where('right_id', '=', rightId);
  const row = await (filerId === null
    ? under.where('mandate_id', 'is not', null)
    : under.where('organisation_id', '=', filerId)
  ).executeTakeFirstOrThrow();
  return { all: Number(row.all), held: Number(row.held) };
}

/**
 * How many claims rest on a right: its holder's own, and apart from them those that representatives filed under mandates, whether these still
 * hold or not. A representative counts what it filed itself and may still read.
 */
export async function claimsUnder(
  db: Database,
  caller: Caller,
  { rightId, holderId }: { rightId: string; holderId: string },
): Promise<Counts> {
  const others = (scope: Scope) => count(scope, rightId, null);
  if (isProgramStaff(caller.roles))
    return db.asStaff(caller.userId, async (scope) => ({
      own: await count(scope, rightId, holderId),
      byRepresentatives: await others(scope),
    }));
  const filerId = caller.organisationId;
  const own = await db.inOrganisation(caller, (scope) => count(scope, rightId, filerId));
  const isHolder = filerId === holderId;
  return {
    own,
    byRepresentatives: isHolder ? await db.inOrganisation(asVisitor(caller, null), others) : null,
  };
}
