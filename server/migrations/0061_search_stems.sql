-- Among the tables a function is started anew for every word, which took most of the time in which a claim is written. It stands among
-- the columns now, and is written into the statement itself: a strict one is not. Of null it makes null as before.
create or replace function app.word_stem(term text) returns text language sql immutable parallel safe as $$
  select case when term >= 'a' and term < '{' and substr(term, 2, 1) <> ':' then substring(term from '^[^0-9]+[0-9]?') end
$$;

create or replace function app.search_claims() returns trigger language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  with plain as (
    select organisation_id, claim_id, received_at, number, state, marketplace, reason, right_id, item_id, assignee,
      app.search_json(target) as target, app.search_json(explanation) as explanation
    from fresh
  ), read as (
    select *, target -> 'seller' as seller, app.seller_id(marketplace, target -> 'seller') as seller_id,
      'o:' || organisation_id as organisation, 'm:' || marketplace as place,
      'c:' || to_char(received_at at time zone 'UTC', 'YYYY-MM') as month
    from plain
  ), sellers as (
    insert into app.name_search (organisation_id, kind, entity_id, at, terms, seller)
    select distinct on (organisation_id, seller_id) organisation_id, 'seller', seller_id, received_at,
      array_to_tsvector(
        array['k:seller', organisation, place, month] || app.search_words(concat_ws(' ', seller ->> 'name', seller ->> 'id'))
      ),
      json_build_object('marketplace', marketplace, 'id', seller ->> 'id', 'name', seller ->> 'name')
    from read where seller_id is not null and not exists (
      select from app.name_search known
      where known.organisation_id = read.organisation_id and known.kind = 'seller' and known.entity_id = read.seller_id
    )
    on conflict do nothing
  ), made as (
    insert into app.claim_search (organisation_id, entity_id, at, seller_id, terms)
    select organisation_id, claim_id, received_at, seller_id,
      array_to_tsvector(
        array_remove(
          array[
            organisation, place, month, 's:' || state, 'r:' || reason, 't:' || right_id, 'i:' || item_id, 'v:' || seller_id,
            'a:' || coalesce(assignee::text, 'nobody')
          ],
          null
        )
        || app.search_words(concat_ws(' ', app.search_number(number), substr(number, 4), item_id, explanation ->> 'en'))
        || app.search_words(concat_ws(' ', target ->> 'title', seller ->> 'name', seller ->> 'id', explanation ->> 'zh'))
      )
    from read
    returning organisation_id, terms
  )
  insert into app.claim_words (organisation_id, word)
  select distinct organisation_id, stem
  from (
    select made.organisation_id, app.word_stem(term) as stem from made, unnest(tsvector_to_array(made.terms)) term offset 0
  ) stems
  where stem is not null and not exists (
    select from app.claim_words known where known.organisation_id = stems.organisation_id and known.word = stem
  )
  on conflict do nothing;
  return null;
end
$$;
