import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';

/** Rows of claims, table by table: those first that refer to others. `ids` are the claims. */
const OF_CLAIMS: readonly { table: string; where: string }[] = [
  {
    table: 'app.time_stamps',
    where: `capture_id in (select capture_id from app.captures
      where captures.organisation_id = time_stamps.organisation_id and captures.claim_id = any(ids))`,
  },
  { table: 'app.captures', where: 'claim_id = any(ids)' },
  { table: 'app.claim_answers', where: 'claim_id = any(ids)' },
  { table: 'app.claim_questions', where: 'claim_id = any(ids)' },
  { table: 'app.claim_traces', where: 'claim_id = any(ids)' },
  { table: 'app.claim_links', where: '(claim_id = any(ids) or earlier = any(ids))' },
  { table: 'app.sightings', where: 'claim_id = any(ids)' },
  {
    table: 'app.counter_files',
    where: `counter_id in (select counter_id from app.counter_notices
      where counter_notices.organisation_id = counter_files.organisation_id and counter_notices.claim_id = any(ids))`,
  },
  { table: 'app.counter_notices', where: 'claim_id = any(ids)' },
  {
    table: 'app.penalty_events',
    where: `request_id in (select request_id from app.penalty_requests
      where penalty_requests.organisation_id = penalty_events.organisation_id and penalty_requests.claims && ids)`,
  },
  { table: 'app.penalty_requests', where: 'claims && ids' },
  { table: 'app.packet_claims', where: 'claim_id = any(ids)' },
  { table: 'app.claim_events', where: 'claim_id = any(ids)' },
  { table: 'app.claim_evidence', where: 'claim_id = any(ids)' },
  { table: 'app.thread_entries', where: `kind = 'claim' and subject_id = any(ids)` },
  { table: 'app.threads', where: `kind = 'claim' and subject_id = any(ids)` },
  { table: 'app.idempotency', where: `response ->> 'claimId' = any(ids::text[])` },
  { table: 'app.claim_search', where: 'entity_id = any(ids)' },
  { table: 'app.claims', where: 'claim_id = any(ids)' },
];

/** Rows of packets, the same way. What was disclosed has no organisation of its own: its packet says whose it is. */
const OF_PACKETS = [
  ...[
    'disclosed.answers_undone',
    'disclosed.answers',
    'disclosed.counter_files',
    'disclosed.counter_notices',
    'disclosed.withdrawn_links',
    'disclosed.files',
    'disclosed.links',
    'disclosed.packets',
  ],
  ...['app.marketplace_answers', 'app.packet_events', 'app.packet_links', 'app.packets'],
];

/** Deletes every row of claims of the transaction's organisation. */
export async function deleteClaimRows(
  scope: Scope,
  organisationId: string,
  claimIds: readonly string[],
): Promise<void> {
  for (const { table, where } of OF_CLAIMS) {
    const [before = '', ...after] = where.split('ids');
    const ids = sql`${[...claimIds]}::uuid[]`;
    const condition = after.reduce((built, part) => sql`${built}${ids}${sql.raw(part)}`, sql.raw(before));
    await sql`delete from ${sql.table(table)} where organisation_id = ${organisationId} and ${condition}`.execute(
      scope,
    );
  }
}

/** Deletes every row of packets that have no claim any more. */
export async function deletePacketRows(scope: Scope, packetIds: readonly string[]): Promise<void> {
  for (const table of OF_PACKETS) {
    await sql`delete from ${sql.table(table)} where packet_id = any(${[...packetIds]}::uuid[])`.execute(
      scope,
    );
  }
}

/** What the search knows of sellers and words that no claim has any more, of those that these claims had. */
export async function deleteSearchRows(
  scope: Scope,
  organisationId: string,
  { sellers, words }: { sellers: readonly string[]; words: readonly string[] },
): Promise<void> {
  await sql`delete from app.name_search where organisation_id = ${organisationId} and kind = 'seller'
    and entity_id = any(${[...sellers]}::uuid[]) and not exists (
      select from app.claim_search claim
      where claim.organisation_id = name_search.organisation_id and claim.seller_id = name_search.entity_id)`.execute(
    scope,
  );
  await sql`delete from app.claim_words where organisation_id = ${organisationId}
    and word = any(${[...words]}) and not exists (
      select from app.claim_search claim
      where claim.organisation_id = claim_words.organisation_id
        and claim.terms @@ (app.search_lexeme(claim_words.word) || ':*')::tsquery)`.execute(scope);
}

/** What the search knows of these claims. */
export async function searchedOf(scope: Scope, organisationId: string, claimIds: readonly string[]) {
  const { rows } = await sql<{ sellers: string[] | null; words: string[] | null }>`
    select array_agg(distinct claim.seller_id) filter (where claim.seller_id is not null) as sellers,
      array_agg(distinct stem) filter (where stem is not null) as words
    from app.claim_search claim
    left join lateral (
      select app.word_stem(term) as stem from unnest(tsvector_to_array(claim.terms)) term
    ) stems on true
    where claim.organisation_id = ${organisationId} and claim.entity_id = any(${[...claimIds]}::uuid[])`.execute(
    scope,
  );
  return { sellers: rows[0]?.sellers ?? [], words: rows[0]?.words ?? [] };
}
