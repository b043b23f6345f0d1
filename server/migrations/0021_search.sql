-- Search over claims, rights and sellers: one row a thing, with the words it is found by and its facets in one text vector, so that one
-- index answers any combination of them. Rows are made by the database itself, in the statement that writes the thing.
--
-- The database's own word index knows no Chinese, and row-level security switches text indexes off: so words are made here, and looked up
-- by functions of a role of its own, which say themselves whose rows are found. docs/search.md has the plans.

do $$
begin
  if not exists (select from pg_roles where rolname = 'marketsafe_search') then
    create role marketsafe_search nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant marketsafe_search to %I', current_user);
  end if;
end
$$;
grant usage on schema app to marketsafe_search;

create table app.search (
  organisation_id uuid not null references app.organisations,
  kind text not null check (kind in ('claim', 'right', 'seller')),
  -- A seller's is the same in every organisation.
  entity_id uuid not null,
  at timestamptz not null,
  terms tsvector not null,
  -- What a seller is called, as the first claim had it; json for the reason given in 0004. Null for the others.
  seller json,
  primary key (organisation_id, kind, entity_id),
  check ((kind = 'seller') = (seller is not null))
);
create index search_newest on app.search (kind, at desc, entity_id desc);
create index search_newest_own on app.search (organisation_id, kind, at desc, entity_id desc);
create index search_terms on app.search using gin (terms);

alter table app.search enable row level security, force row level security;
create policy own on app.search using (organisation_id = app.current_organisation());
create policy searcher on app.search for select to marketsafe_search using (true);
-- The owner changes rows of many organisations at once, in migrations, and the rows here follow.
create policy keeper on app.search to current_user using (true);
grant select, insert, update on app.search to marketsafe_app;
create policy staff_read on app.search for select to marketsafe_staff using (true);
grant select on app.search to marketsafe_search;
-- Rows follow what staff do to claims of the organisation that they work in.
grant select, insert, update on app.search to marketsafe_staff;

-- Scripts without spaces between words: Thai and Lao, kana, Chinese characters, Hangul.
create function app.run_class() returns text language sql immutable parallel safe as $$
  select '[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]'
$$;

-- Words of a text as they are found: small letters, full width as narrow. Scripts without spaces go by each two neighbours, and the last
-- character of a run alone, too: so one character is found as the beginning of a pair.
create function app.search_words(given text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
  plain text := lower(given);
  runs constant text := app.run_class();
  words text[];
begin
  if octet_length(plain) = length(plain) then
    return array(select left(x, 60) from string_to_table(regexp_replace(plain, '[^a-z0-9]+', ' ', 'g'), ' ') x where x <> '');
  end if;
  plain := regexp_replace(
    lower(normalize(plain, NFKC)),
    '[\u0001-\u002f\u003a-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u2bff\u3000-\u303f\ue000-\uf8ff\ufe00-\ufe4f\uff00-\uff0f\U0001f000-\U0001faff]+',
    ' ', 'g'
  );
  with tokens as (
    select distinct token from string_to_table(plain, ' ') token where token <> ''
  ), parts as (
    select token as part, false as run from tokens where octet_length(token) = length(token)
    union all
    select piece[1], piece[1] ~ runs
    from tokens, regexp_matches(token, '(' || runs || '+|' || overlay(runs placing '[^' from 1 for 1) || '+)', 'g') piece
    where octet_length(token) <> length(token)
  )
  select array_agg(word) into words from (
    select left(part, 60) as word from parts where not run
    union all
    select substr(part, n, 2) from parts, generate_series(1, length(part)) n where run
  ) every;
  return coalesce(words, '{}');
end
$$;

-- A word as it stands in a query.
create function app.search_lexeme(word text) returns text language sql immutable strict parallel safe as $$
  select '''' || replace(replace(word, '\', '\\'), '''', '''''') || ''''
$$;

-- A claim's number is one word, without its hyphens, which begins as far as it is typed.
create function app.search_number(given text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(given, '\yms-([0-9a-z]{1,4})(?:-([0-9a-z]{1,4}))?\y', 'ms\1\2', 'gi')
$$;

-- What somebody typed, as a query: every word of it has to be there, or one that begins with it. Figures and single letters have to be
-- there as they are: too much begins with them. Null where it holds no word.
create function app.search_query(given text) returns text language sql immutable strict parallel safe as $$
  with typed as (
    select distinct word, word ~ app.run_class() as run from unnest(app.search_words(app.search_number(left(given, 500)))) word
  )
  select string_agg(
    app.search_lexeme(word)
      || case when (run and length(word) = 2) or (not run and (length(word) = 1 or word ~ '^[0-9]+$')) then '' else ':*' end,
    ' & '
  )
  from typed
  -- The last character of a run is there with its pair already.
  where not (run and length(word) = 1 and exists (
    select from typed pair where pair.run and length(pair.word) = 2 and right(pair.word, 1) = typed.word
  ))
$$;

-- A json text of ours without what only json can hold, U+0000 and lone surrogates: nobody searches for them.
create function app.search_json(given json) returns json language sql immutable strict parallel safe as $$
  select case when position('\' in given::text) = 0 then given
    else regexp_replace(replace(given::text, '\\', ' '), '\\u[0-9a-fA-F]{4}', ' ', 'g')::json end
$$;

-- A seller's id here: the same wherever the marketplace's own id, or else the name, is the same.
create function app.seller_id(marketplace text, seller json) returns uuid language sql immutable parallel safe as $$
  select md5(marketplace || '/' || coalesce('id/' || (seller ->> 'id'), 'name/' || lower(seller ->> 'name')))::uuid
$$;

-- Rows of claims and of their sellers. No facet can be taken for a word: no word holds a colon.
create function app.search_claims() returns trigger language plpgsql as $$
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
        array['k:claim', organisation, place, month, 's:' || state, 'r:' || reason, 't:' || right_id, 'i:' || item_id, 'v:' || seller_id],
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

create function app.search_claim_moved() returns trigger language plpgsql as $$
begin
  update app.search set terms = ts_delete(terms, array['s:' || old.state, 't:' || old.right_id])
    || array_to_tsvector(array['s:' || new.state, 't:' || new.right_id])
  where organisation_id = new.organisation_id and kind = 'claim' and entity_id = new.claim_id;
  return null;
end
$$;

create function app.search_right() returns trigger language plpgsql as $$
begin
  insert into app.search (organisation_id, kind, entity_id, at, terms)
  values (
    new.organisation_id, 'right', new.right_id, new.created_at,
    array_to_tsvector(
      array[
        'k:right', 'o:' || new.organisation_id, 's:' || new.status, 'c:' || to_char(new.created_at at time zone 'UTC', 'YYYY-MM')
      ] || app.search_words(concat_ws(' ', new.mark, new.number, new.brand, new.owner))
    )
  )
  on conflict (organisation_id, kind, entity_id) do update set terms = excluded.terms;
  return null;
end
$$;

create trigger search_claims after insert on app.claims
  referencing new table as fresh for each statement execute function app.search_claims();
create trigger search_claim_moved after update of state, right_id on app.claims
  for each row when (old.state <> new.state or old.right_id <> new.right_id) execute function app.search_claim_moved();
create trigger search_right after insert or update of mark, number, brand, owner, status on app.rights
  for each row execute function app.search_right();

-- One page, newest first. Whose rows it may show is an argument that only the two functions below give. Looks in three ways, each of them
-- quick where the one before is not: among the newest rows; by the index, where few are found in all; by the index, month by month.
create function app.search_page(
  only_organisation uuid, wanted_kind text, typed text, facets jsonb, since timestamptz, until timestamptz,
  before_at timestamptz, before_id uuid, most int
) returns table (organisation_id uuid, entity_id uuid, at timestamptz) language plpgsql stable
set search_path = pg_catalog, pg_temp set enable_seqscan = off set plan_cache_mode = force_custom_plan as $$
declare
  walked constant int := 600;
  few constant int := 3000;
  newest constant text := ' order by at desc, entity_id desc limit ';
  query text := app.search_query(typed);
  facet record;
  bounds text := format('kind = %L', wanted_kind);
  indexed text;
  walk text;
  last record;
  owners uuid[];
  ids uuid[];
  times timestamptz[];
  rows bigint;
  remaining int := most;
  oldest timestamptz;
  month timestamptz;
begin
  -- Something was typed, and no word of it can be found.
  if btrim(coalesce(typed, '')) <> '' and query is null then return; end if;
  for facet in select key, value from jsonb_each(coalesce(facets, '{}')) loop
    query := concat_ws(' & ', query, (
      select '(' || coalesce(string_agg(app.search_lexeme(facet.key || ':' || value), ' | '), '''none:''') || ')'
      from jsonb_array_elements_text(facet.value)
    ));
  end loop;
  if only_organisation is not null then bounds := bounds || format(' and organisation_id = %L', only_organisation); end if;
  if since is not null then bounds := bounds || format(' and at >= %L', since); end if;
  if until is not null then bounds := bounds || format(' and at < %L', until); end if;
  walk := ' from app.search where ' || bounds
    || case when before_at is null then '' else format(' and (at, entity_id) < (%L, %L::uuid)', before_at, before_id) end
    || newest;
  if query is null then
    raise debug 'search: a page of the list';
    return query execute 'select organisation_id, entity_id, at' || walk || most;
    return;
  end if;

  -- Among the newest.
  execute 'select count(*) over () as rows, at, entity_id from (select at, entity_id' || walk || walked
    || ') walk order by at, entity_id limit 1' into last;
  return query execute 'select organisation_id, entity_id, at from (select *' || walk || walked
    || format(') walk where terms @@ %L', query) || newest || most;
  get diagnostics rows = row_count;
  remaining := most - rows;
  if remaining = 0 or last.rows is null or last.rows < walked then
    raise debug 'search: among the newest';
    return;
  end if;

  -- By the index of words alone: written so that no other one can answer.
  indexed := format(
    ' from app.search where terms @@ %L and kind || '''' = %L and (at + interval ''0'', entity_id) < (%L, %L::uuid)',
    concat_ws(' & ', query, nullif(app.search_lexeme('k:' || wanted_kind), app.search_lexeme('k:claim')), app.search_lexeme('o:' || only_organisation)),
    wanted_kind, last.at, last.entity_id
  );
  if only_organisation is not null then
    indexed := indexed || format(' and organisation_id::text = %L', only_organisation);
  end if;
  if since is not null then indexed := indexed || format(' and at + interval ''0'' >= %L', since); end if;
  execute format(
    'select array_agg(organisation_id), array_agg(entity_id), array_agg(at) from (select *%s limit %s) found', indexed, few
  ) into owners, ids, times;
  if coalesce(cardinality(ids), 0) < few then
    raise debug 'search: few, by the index';
    return query select * from unnest(owners, ids, times) as found (owner, id, received)
      order by received desc, id desc limit remaining;
    return;
  end if;

  -- Many: month by month.
  raise debug 'search: month by month';
  execute 'select at from app.search where ' || bounds || ' order by at limit 1' into oldest;
  oldest := date_trunc('month', oldest at time zone 'UTC') at time zone 'UTC';
  month := date_trunc('month', last.at at time zone 'UTC') at time zone 'UTC';
  while remaining > 0 and month >= oldest loop
    return query execute 'select organisation_id, entity_id, at' || indexed || format(
      ' and terms @@ %L', app.search_lexeme('c:' || to_char(month at time zone 'UTC', 'YYYY-MM'))
    ) || newest || remaining;
    get diagnostics rows = row_count;
    remaining := remaining - rows;
    month := (month at time zone 'UTC' - interval '1 month') at time zone 'UTC';
  end loop;
end
$$;

-- The organisation's own.
create function app.search_own(
  wanted_kind text, typed text, facets jsonb, since timestamptz, until timestamptz, before_at timestamptz, before_id uuid, most int
) returns table (organisation_id uuid, entity_id uuid, at timestamptz) language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if app.current_organisation() is null then return; end if;
  return query select * from app.search_page(
    app.current_organisation(), wanted_kind, typed, facets, since, until, before_at, before_id, most
  );
end
$$;

-- Everybody's.
create function app.search_all(
  wanted_kind text, typed text, facets jsonb, since timestamptz, until timestamptz, before_at timestamptz, before_id uuid, most int
) returns table (organisation_id uuid, entity_id uuid, at timestamptz) language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select * from app.search_page(null, wanted_kind, typed, facets, since, until, before_at, before_id, most)
$$;

revoke all on function app.search_page, app.search_own, app.search_all from public;
grant create on schema app to marketsafe_search;
alter function app.search_page owner to marketsafe_search;
alter function app.search_own owner to marketsafe_search;
alter function app.search_all owner to marketsafe_search;
revoke create on schema app from marketsafe_search;
grant execute on function app.search_own to marketsafe_app;
grant execute on function app.search_all to marketsafe_staff;

-- What is here already.
create temporary table before_search (like app.claims);
create trigger search_claims after insert on before_search
  referencing new table as fresh for each statement execute function app.search_claims();
alter table app.claims no force row level security;
alter table app.rights no force row level security;
insert into before_search select * from app.claims;
update app.rights set mark = mark;
alter table app.claims force row level security;
alter table app.rights force row level security;
drop table before_search;
