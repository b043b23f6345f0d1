-- Who looks into a claim is a facet of it, too: its analyst, or nobody.

create or replace function app.search_claims() returns trigger language plpgsql as $$
begin
  with plain as (
    select organisation_id, claim_id, received_at, number, state, marketplace, reason, right_id, item_id,
      app.search_json(target) as target, app.search_json(explanation) as explanation
    from fresh
  ), read as (
    select *, target -> 'seller' as seller, app.seller_id(marketplace, target -> 'seller') as seller_id,
      'o:' || organisation_id as organisation, 'm:' || marketplace as place,
      'c:' || to_char(received_at at time zone 'UTC', 'YYYY-MM') as month
    from plain
  ), sellers as (
    insert into app.search (organisation_id, kind, entity_id, at, terms, seller)
    select distinct on (organisation_id, seller_id) organisation_id, 'seller', seller_id, received_at,
      array_to_tsvector(
        array['k:seller', organisation, place, month] || app.search_words(concat_ws(' ', seller ->> 'name', seller ->> 'id'))
      ),
      json_build_object('marketplace', marketplace, 'id', seller ->> 'id', 'name', seller ->> 'name')
    from read where seller_id is not null
    on conflict do nothing
  )
  insert into app.search (organisation_id, kind, entity_id, at, terms)
  select organisation_id, 'claim', claim_id, received_at,
    array_to_tsvector(
      array_remove(
        array['k:claim', organisation, place, month, 's:' || state, 'r:' || reason, 't:' || right_id, 'i:' || item_id, 'v:' || seller_id, 'a:nobody'],
        null
      )
      || app.search_words(concat_ws(' ', app.search_number(number), substr(number, 4), item_id, target ->> 'title', seller ->> 'name', seller ->> 'id'))
      || app.search_words(coalesce(explanation ->> 'en', ''))
      || app.search_words(coalesce(explanation ->> 'zh', ''))
    )
  from read;
  return null;
end
$$;

create or replace function app.search_claim_moved() returns trigger language plpgsql as $$
begin
  update app.search set terms = ts_delete(
      terms, array['s:' || old.state, 't:' || old.right_id, 'a:' || coalesce(old.assignee::text, 'nobody')]
    ) || array_to_tsvector(array['s:' || new.state, 't:' || new.right_id, 'a:' || coalesce(new.assignee::text, 'nobody')])
  where organisation_id = new.organisation_id and kind = 'claim' and entity_id = new.claim_id;
  return null;
end
$$;
drop trigger search_claim_moved on app.claims;
create trigger search_claim_moved after update of state, right_id, assignee on app.claims
  for each row when ((old.state, old.right_id, old.assignee) is distinct from (new.state, new.right_id, new.assignee))
  execute function app.search_claim_moved();

alter table app.claims no force row level security;
update app.search set terms = terms || array_to_tsvector(array['a:' || coalesce(claim.assignee::text, 'nobody')])
from app.claims claim
where search.kind = 'claim' and search.organisation_id = claim.organisation_id and search.entity_id = claim.claim_id;
alter table app.claims force row level security;
