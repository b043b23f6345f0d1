-- What an organisation keeps of sellers: lists, notes, and penalties that somebody was told of. Append-only: what is taken back stays, and a
-- row says by whom it was taken back.

create table app.seller_entries (
  organisation_id uuid not null references app.organisations,
  entry_id uuid not null,
  sequence bigint generated always as identity,
  -- The same for a seller in every organisation, as in app.name_search.
  seller_id uuid not null,
  kind text not null check (kind in ('list', 'note', 'penalty')),
  -- Json, because it is text that somebody typed. Null where the row takes another back.
  said json,
  undoes uuid,
  -- The list that is said, where one is; null for off all of them, too.
  list text check (list in ('watch', 'allow', 'deny')),
  at timestamptz not null,
  by_user uuid not null,
  by_name text not null,
  primary key (organisation_id, entry_id),
  -- Each is taken back once.
  unique (organisation_id, undoes),
  foreign key (organisation_id, undoes) references app.seller_entries (organisation_id, entry_id),
  check ((said is null) = (undoes is not null)),
  check (list is null or kind = 'list')
);
create index seller_entries_of_seller on app.seller_entries (organisation_id, seller_id, sequence);
create index seller_entries_of_all on app.seller_entries (seller_id, sequence);
create index seller_entries_of_list on app.seller_entries (organisation_id, list, sequence) where list is not null;

create trigger append_only before update or delete on app.seller_entries
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.seller_entries
  for each statement execute function app.refuse_change();

alter table app.seller_entries enable row level security, force row level security;
-- Nobody reads an organisation's notes but its own people: staff who write in a participant's organisation neither. Their own they write as
-- people of the program's organisation.
create policy own on app.seller_entries to marketsafe_app using (organisation_id = app.current_organisation());
create policy staff_read on app.seller_entries for select to marketsafe_staff using (kind <> 'note');
-- The search asks which sellers an organisation keeps something of.
create policy searcher on app.seller_entries for select to marketsafe_search using (true);
grant select, insert on app.seller_entries to marketsafe_app;
grant select on app.seller_entries to marketsafe_staff;
grant select (organisation_id, seller_id) on app.seller_entries to marketsafe_search;

-- Makes a seller known whom no claim names yet, for the current organisation, and says under which id; one that is known stays as it is.
create function app.know_seller(place text, given_id text, given_name text) returns uuid language plpgsql as $$
declare
  own uuid := app.current_organisation();
  known uuid := app.seller_id(place, json_build_object('id', given_id, 'name', given_name));
begin
  insert into app.name_search (organisation_id, kind, entity_id, at, terms, seller)
  values (
    own, 'seller', known, now(),
    array_to_tsvector(
      array['k:seller', 'o:' || own, 'm:' || place, 'c:' || to_char(now() at time zone 'UTC', 'YYYY-MM')]
      || app.search_words(concat_ws(' ', given_name, given_id))
    ),
    json_build_object('marketplace', place, 'id', given_id, 'name', given_name)
  )
  on conflict do nothing;
  return known;
end
$$;

-- A representative finds a seller, too, of whom it keeps something itself, whatever mandates have ended.
create or replace function app.reads_found(named_kind text, named uuid) returns boolean language plpgsql stable as $$
begin
  if named_kind = 'claim' then
    return app.reads_claim(named);
  elsif named_kind = 'seller' then
    return exists (
      select from app.seller_entries kept
      where kept.organisation_id = app.current_organisation() and kept.seller_id = named
    ) or exists (
      select from app.search_own('claim', null, jsonb_build_object('v', jsonb_build_array(named)), null, null, null, null, 1)
    );
  end if;
  return true;
end
$$;

-- The organisation's own, without what it may read no longer. A seller is found where a claim that may be read
-- names it, or where the organisation keeps something of it.
create or replace function app.search_own(
  wanted_kind text, typed text, facets jsonb, since timestamptz, until timestamptz, before_at timestamptz, before_id uuid, most int
) returns table (organisation_id uuid, entity_id uuid, at timestamptz) language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
  own uuid := app.current_organisation();
  ended uuid[];
  open jsonb;
begin
  if own is null then return; end if;
  ended := app.ended_rights();
  if cardinality(ended) = 0 or wanted_kind = 'right' then
    return query select * from app.search_page(own, wanted_kind, typed, facets, since, until, before_at, before_id, most);
    return;
  end if;
  open := jsonb_build_object('hidden', to_jsonb(ended));
  if wanted_kind = 'claim' then
    return query select * from app.search_page(
      own, wanted_kind, typed, coalesce(facets, '{}') || open, since, until, before_at, before_id, most
    );
    return;
  end if;
  return query select found.organisation_id, found.entity_id, found.at
    from app.search_page(own, wanted_kind, typed, facets, since, until, before_at, before_id, greatest(most, 500)) found
    where exists (
      select from app.seller_entries kept where kept.organisation_id = own and kept.seller_id = found.entity_id
    ) or exists (
      select from app.search_page(
        own, 'claim', null, open || jsonb_build_object('v', jsonb_build_array(found.entity_id)), null, null, null, null, 1
      )
    )
    order by found.at desc, found.entity_id desc
    limit most;
end
$$;
