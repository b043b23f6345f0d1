import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';

/** A file as the store has it. */
export interface StoredFile {
  /** Folder of the store: the organisation's id, or a packet's. */
  folder: string;
  sha256: string;
  bytes: number;
}

/** Stored files of the organisation that these claims name anywhere: in what was filed, answered, or said against them. */
export async function filesNamedBy(
  scope: Scope,
  organisationId: string,
  claimIds: readonly string[],
): Promise<StoredFile[]> {
  const ids = sql`${[...claimIds]}::uuid[]`;
  const { rows } = await sql<StoredFile>`
    select blob.organisation_id as folder, blob.sha256, blob.bytes from app.blobs blob
    where blob.organisation_id = ${organisationId} and blob.sha256 in (
      select found[1] from (
        select convert_from(body, 'UTF8') as text from app.claims where organisation_id = ${organisationId} and claim_id = any(${ids})
        union all
        select concat_ws(' ', manifest_sha256, files::text, masked::text) from app.claim_evidence
          where organisation_id = ${organisationId} and claim_id = any(${ids})
        union all
        select concat_ws(' ', files::text, evidence::text) from app.claim_answers
          where organisation_id = ${organisationId} and claim_id = any(${ids})
        union all
        select reply::text from app.counter_notices where organisation_id = ${organisationId} and claim_id = any(${ids})
      ) named cross join lateral regexp_matches(named.text, '[0-9a-f]{64}', 'g') as found
    )`.execute(scope);
  return rows;
}

/**
 * Which of these hashes something of the organisation still names: other claims with what was answered and said, what became of their
 * captures, rights, mandates, raids, test buys, and what was written to the working group.
 */
export async function stillNamed(
  scope: Scope,
  organisationId: string,
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const { rows } = await sql<{ sha256: string }>`
    with wanted as (select unnest(${[...hashes]}::text[]) as sha256),
    texts as (
      select particulars::text as text from app.claims
        where organisation_id = ${organisationId} and particulars::text like '%sha256%'
      union all
      select concat_ws(' ', manifest_sha256, files::text, masked::text) from app.claim_evidence where organisation_id = ${organisationId}
      union all
      select concat_ws(' ', files::text, evidence::text) from app.claim_answers where organisation_id = ${organisationId}
      union all
      select reply::text from app.counter_notices where organisation_id = ${organisationId} and reply is not null
      union all
      select content::text from app.raid_versions where organisation_id = ${organisationId}
      union all
      select said::text from working_group.entries where organisation_id = ${organisationId} and said ? 'files'
      union all
      select content::text from app.raid_annexes where organisation_id = ${organisationId}
      union all
      select content::text from app.test_buy_versions where organisation_id = ${organisationId}
    )
    select distinct wanted.sha256 from texts
      cross join lateral regexp_matches(texts.text, '[0-9a-f]{64}', 'g') as found
      join wanted on wanted.sha256 = found[1]
    union
    select sha256 from app.captures join wanted on sha256 = manifest_sha256 where organisation_id = ${organisationId}
    union
    select sha256 from app.right_files join wanted using (sha256) where organisation_id = ${organisationId}
    union
    select sha256 from app.mandates join wanted on sha256 = document_sha256 where document_of = ${organisationId}
    union
    select sha256 from app.counter_files join wanted using (sha256) where store_of = ${organisationId}
    union
    select sha256 from app.mandate_papers join wanted using (sha256) where store_of = ${organisationId}
    union
    select sha256 from app.raid_handovers join wanted on sha256 = paper where organisation_id = ${organisationId}`.execute(
    scope,
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}
