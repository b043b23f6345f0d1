import type { EndedMandate, MarketplaceId, Power, Right } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';

const COLUMNS = [
  'right_id',
  'type',
  'brand',
  'mark',
  'place',
  'number',
  'owner',
  'nice_classes',
  'status',
  'expires_on',
] as const;

/** What a mandate that holds today allows over a right. */
export interface Grant {
  mandateId: string;
  holder: string;
  powers: readonly Power[];
  /** Null for every marketplace. */
  marketplaces: readonly MarketplaceId[] | null;
  validFrom: string;
  validTo: string;
}

/** Mandates of the transaction's organisation over a right that is another's, the one that lasts longest first; null over its own. */
function grants(organisationId: string) {
  return sql<Grant[] | null>`case when organisation_id <> ${organisationId}::uuid
    then app.mandates_for(organisation_id, right_id) end`.as('grants');
}

/**
 * Every right in use that is the organisation's own or under a mandate of its that holds today, whatever that lets it do, by brand and then
 * newest first. What a representative sees of others' rights, its mandates decide, by row-level security.
 */
export async function listRights(scope: Scope, organisationId: string): Promise<Right[]> {
  const rows = await scope
    .selectFrom('app.rights')
    .select(COLUMNS)
    .select(grants(organisationId))
    .where('retired_at', 'is', null)
    .orderBy('brand')
    .orderBy('created_at', 'desc')
    .orderBy('right_id')
    .execute();
  return rows.map((row) => {
    if (row.grants === null) return rightOf(row);
    const mandates = row.grants.map((grant) => ({
      ...grant,
      powers: [...grant.powers],
      marketplaces: grant.marketplaces && [...grant.marketplaces],
    }));
    return { ...rightOf(row), mandates };
  });
}

/** One right that claims of the organisation rest on, retired ones included. */
export async function findRight(
  scope: Scope,
  organisationId: string,
  rightId: string,
): Promise<Right | undefined> {
  const row = await rightsQuery(scope, organisationId, [rightId]).executeTakeFirst();
  return row && rightOf(row);
}

/** Asks for those of these rights that the organisation may see, its own and those of its mandates; `claimRightOf` reads its rows. */
export function rightsQuery(scope: Scope, organisationId: string, rightIds: readonly string[]) {
  return scope
    .selectFrom('app.rights')
    .select([...COLUMNS, 'retired_at', 'organisation_id as holder_id'])
    .select(grants(organisationId))
    .where(sql<boolean>`right_id = any(${[...rightIds]}::uuid[])`);
}

/** A right as claims meet it. */
export interface ClaimRight {
  right: Right;
  /** Taken out of use: nothing new rests on it. */
  isRetired: boolean;
  holderId: string;
  /** By which mandates it may be claimed under; null where it is the organisation's own. */
  grants: readonly Grant[] | null;
}

export function claimRightOf(
  row: RightRow & { retired_at: unknown; holder_id: string; grants: Grant[] | null },
): ClaimRight {
  return {
    right: rightOf(row),
    isRetired: row.retired_at !== null,
    holderId: row.holder_id,
    grants: row.grants,
  };
}

/** What is read of a right. */
interface RightRow {
  right_id: string;
  type: Right['type'];
  brand: string;
  mark: string;
  place: string;
  number: string;
  owner: string;
  nice_classes: number[];
  status: Right['status'];
  expires_on: string | null;
}

export function rightOf(row: RightRow): Right {
  return {
    rightId: row.right_id,
    type: row.type,
    brand: row.brand,
    mark: row.mark,
    place: row.place,
    number: row.number,
    owner: row.owner,
    niceClasses: row.nice_classes,
    status: row.status,
    expiresOn: row.expires_on,
  };
}

/** Mandates that a representative had and that have ended within the last year. */
export async function endedMandates(scope: Scope, organisationId: string): Promise<EndedMandate[]> {
  const rows = await scope
    .selectFrom('app.mandates')
    .select(['mandate_id', 'valid_to'])
    .select(sql<string | null>`to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD')`.as('revoked_on'))
    .where('representative_id', '=', organisationId)
    .where('status', '=', 'in_force')
    .where(
      sql<boolean>`(revoked_at > now() - interval '1 year' or (revoked_at is null and valid_to between current_date - 365 and current_date - 1))`,
    )
    .orderBy('valid_to', 'desc')
    .execute();
  return rows.map(({ mandate_id: mandateId, valid_to: validTo, revoked_on: revokedOn }) => ({
    ...{ mandateId, validTo, revokedOn },
  }));
}
