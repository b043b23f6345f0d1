import type pg from 'pg';
import type { ChainEntry } from './faults.ts';

/**
 * The last entries that say that these things were deleted, by what they are about: of those that name a proposal that one person made and
 * another approved before, as the same chain has it.
 */
export async function tombstonesOf(
  client: pg.ClientBase,
  organisationId: string,
  action: 'claim.deleted' | 'blob.deleted',
  entries: readonly ChainEntry[],
): Promise<ReadonlyMap<string, ChainEntry>> {
  if (entries.length === 0) return new Map();
  const { rows } = await client.query<{ entry: ChainEntry }>(
    `select entry from app.audit stone
      where organisation_id = $1 and entity = any($2::text[]) and entry ->> 'action' = $3 and exists (
        select from app.audit approved
        join app.audit proposed using (organisation_id, entity)
        where organisation_id = $1 and entity = stone.entry -> 'detail' ->> 'proposalId'
          and approved.entry ->> 'action' = 'retention.approved' and proposed.entry ->> 'action' = 'retention.proposed'
          and approved.entry ->> 'actorUserId' <> proposed.entry ->> 'actorUserId'
          and proposed.sequence < approved.sequence and approved.sequence < stone.sequence)
      order by sequence`,
    [organisationId, entries.map(({ entity }) => entity), action],
  );
  return new Map(rows.map(({ entry }) => [entry.entity, entry]));
}
