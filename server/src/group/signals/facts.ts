import { SIGNAL_TERM_TEXTS } from '@marketsafe/contract';
import type pg from 'pg';

/** One thing, and the organisations of a cohort that have it. */
export type SignalFacts = ReadonlyMap<string, readonly string[]>;

/**
 * What each organisation of `$1` met with from `$2` until `$3`, each once, however often. An organisation is who filed. What was taken back
 * is none: an answer that was undone brought its claims back to where they had been sent.
 */
const FACTS = `with removed as materialized (
    select distinct event.organisation_id, event.claim_id, claim.marketplace,
      app.seller_id(claim.marketplace, app.search_json(claim.target) -> 'seller') as seller,
      app.search_json(claim.target) ->> 'title' as title
    from app.claim_events event join app.claims claim using (organisation_id, claim_id)
    where event.organisation_id = any($1) and event.to_state = 'removed' and event.at >= $2 and event.at < $3
      and not exists (select from app.claim_events later
        where later.organisation_id = event.organisation_id and later.claim_id = event.claim_id and later.sequence > event.sequence
          and later.to_state in ('sent', 'acknowledged'))
  )
  select 'refusal/' || packet.marketplace || '/' || answer.cause as signal, answer.organisation_id
  from app.marketplace_answers answer join app.packets packet using (organisation_id, packet_id)
  where answer.organisation_id = any($1) and answer.at >= $2 and answer.at < $3 and answer.undone_at is null
    and answer.outcome = 'refused' and answer.cause is not null and json_array_length(answer.moved) > 0
  group by 1, 2
  union
  select 'term/' || term.code, removed.organisation_id
  from removed join unnest($4::text[], $5::text[]) as term (code, found) on removed.title ~* term.found
  union
  select 'seller/' || marketplace || '/three-removed', organisation_id
  from removed where seller is not null group by marketplace, organisation_id, seller having count(distinct claim_id) >= 3
  union
  select 'seller/' || claim.marketplace || '/goes-on', claim.organisation_id
  from app.claims claim
  where claim.organisation_id = any($1) and claim.received_at >= $2 and claim.received_at < $3 and exists (
    select from removed where removed.organisation_id = claim.organisation_id and removed.claim_id <> claim.claim_id
      and removed.seller = app.seller_id(claim.marketplace, app.search_json(claim.target) -> 'seller')
      and exists (select from app.claim_events event where event.organisation_id = removed.organisation_id
        and event.claim_id = removed.claim_id and event.to_state = 'removed' and event.at < claim.received_at))
  union
  select 'seller/' || claim.marketplace || '/there-again', sighting.organisation_id
  from app.sightings sighting join app.claims claim using (organisation_id, claim_id)
  where sighting.organisation_id = any($1) and sighting.seen = 'live' and sighting.told_at >= $2 and sighting.told_at < $3
  union
  select 'seller/' || claim.marketplace || '/counter-notice', event.organisation_id
  from app.claim_events event join app.claims claim using (organisation_id, claim_id)
  where event.organisation_id = any($1) and event.to_state = 'countered' and event.at >= $2 and event.at < $3`;

/**
 * Reads who of a cohort met with what in a time.
 * @param client acts as the database's owner
 */
export async function readSignalFacts(
  client: pg.PoolClient,
  cohort: readonly string[],
  { since, until }: { since: Date; until: Date },
): Promise<SignalFacts> {
  const terms = Object.entries(SIGNAL_TERM_TEXTS);
  const { rows } = await client.query<{ signal: string; organisation_id: string }>(FACTS, [
    ...[cohort, since, until],
    ...[terms.map(([code]) => code), terms.map(([, { found }]) => found)],
  ]);
  const facts = new Map<string, string[]>();
  for (const { signal, organisation_id: organisationId } of rows)
    facts.set(signal, [...(facts.get(signal) ?? []), organisationId]);
  return facts;
}
