import type { Right } from '@marketsafe/contract';
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

/** Every right of the organisation that is in use, by brand and then newest first. */
export async function listRights(scope: Scope, organisationId: string): Promise<Right[]> {
  const rows = await scope
    .selectFrom('app.rights')
    .select(COLUMNS)
    .where('organisation_id', '=', organisationId)
    .where('retired_at', 'is', null)
    .orderBy('brand')
    .orderBy('created_at', 'desc')
    .orderBy('right_id')
    .execute();
  return rows.map(rightOf);
}

/** One right of the organisation, retired ones included: claims of before rest on them. */
export async function findRight(
  scope: Scope,
  organisationId: string,
  rightId: string,
): Promise<Right | undefined> {
  const row = await rightsQuery(scope, organisationId, [rightId]).executeTakeFirst();
  return row && rightOf(row);
}

/** Asks for the organisation's rights among these; `rightOf` reads its rows. */
export function rightsQuery(scope: Scope, organisationId: string, rightIds: readonly string[]) {
  return scope
    .selectFrom('app.rights')
    .select([...COLUMNS, 'retired_at'])
    .where('organisation_id', '=', organisationId)
    .where(sql<boolean>`right_id = any(${[...rightIds]}::uuid[])`);
}

/** A right as claims meet it. */
export interface ClaimRight {
  right: Right;
  /** Taken out of use: nothing new rests on it. */
  isRetired: boolean;
}

export function claimRightOf(row: RightRow & { retired_at: unknown }): ClaimRight {
  return { right: rightOf(row), isRetired: row.retired_at !== null };
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
