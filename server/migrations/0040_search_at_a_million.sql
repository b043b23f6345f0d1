-- Search that answers within a tenth of a second among a million claims. Rows of claims stand by themselves, apart from those of rights and
-- sellers: one list of a word's rows, not two that are read through together. Words that begin with what was typed are known beforehand, so
-- that the index is asked for whole words, whose rows it can pass over; and what a seller's claims are, an index of their own tells.

create table app.claim_search (
  organisation_id uuid not null references app.organisations,
  entity_id uuid not null,
  at timestamptz not null,
  seller_id uuid,
  terms tsvector not null,
  primary key (organisation_id, entity_id)
);
create table app.name_search (
  organisation_id uuid not null references app.organisations,
  kind text not null check (kind in ('right', 'seller')),
  -- A seller's is the same in every organisation.
  entity_id uuid not null,
  at timestamptz not null,
  terms tsvector not null,
  -- What a seller is called, as the first claim had it; json for the reason given in 0004. Null for a right.
  seller json,
  primary key (organisation_id, kind, entity_id),
  check ((kind = 'seller') = (seller is not null))
);
-- Words that begin with a letter from a to z, of an organisation's claims. One with figures in it stands here to its first figure.
create table app.claim_words (
  organisation_id uuid not null references app.organisations,
  word text not null,
  primary key (organisation_id, word)
);

do $$
declare
  named text;
begin
  foreach named in array array['claim_search', 'name_search', 'claim_words']
  loop
    execute format('alter table app.%I enable row level security, force row level security', named);
    execute format('create policy own on app.%I using (organisation_id = app.current_organisation())', named);
    execute format('create policy staff_read on app.%I for select to marketsafe_staff using (true)', named);
    execute format('create policy searcher on app.%I for select to marketsafe_search using (true)', named);
    -- The owner changes rows of many organisations at once, in migrations, and the rows here follow.
    execute format('create policy keeper on app.%I to current_user using (true)', named);
    execute format('grant select on app.%I to marketsafe_search', named);
  end loop;
end
$$;
-- Rows follow what staff do to claims and rights of the organisation that they work in.
grant select, insert, update on app.claim_search, app.name_search to marketsafe_app, marketsafe_staff;
grant select (organisation_id, entity_id, terms), update (terms) on app.claim_search to marketsafe_desk;
grant select, insert on app.claim_words to marketsafe_app;
grant select on app.claim_words to marketsafe_staff;

-- What of a term stands among the words; null for facets, for figures, and for other scripts.
create function app.word_stem(term text) returns text language sql immutable strict parallel safe as $$
  select case when term >= 'a' and term < '{' and substr(term, 2, 1) <> ':' then substring(term from '^[^0-9]+[0-9]?') end
$$;

drop trigger search_claims on app.claims;
drop trigger search_claim_moved on app.claims;
drop trigger search_right on app.rights;

-- Rows of claims and of their sellers. No facet can be taken for a word: no word holds a colon. The statements are planned once for a
-- connection: planning them took longer than they do.
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
  select distinct made.organisation_id, stem
  from made, unnest(tsvector_to_array(made.terms)) term, app.word_stem(term) stem
  where stem is not null and not exists (
    select from app.claim_words known where known.organisation_id = made.organisation_id and known.word = stem
  )
  on conflict do nothing;
  return null;
end
$$;

create or replace function app.search_claim_moved() returns trigger language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  update app.claim_search set terms = ts_delete(
      terms, array['s:' || old.state, 't:' || old.right_id, 'a:' || coalesce(old.assignee::text, 'nobody')]
    ) || array_to_tsvector(array['s:' || new.state, 't:' || new.right_id, 'a:' || coalesce(new.assignee::text, 'nobody')])
  where organisation_id = new.organisation_id and entity_id = new.claim_id;
  return null;
end
$$;

create or replace function app.search_right() returns trigger language plpgsql as $$
begin
  insert into app.name_search (organisation_id, kind, entity_id, at, terms)
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
create trigger search_claim_moved after update of state, right_id, assignee on app.claims
  for each row when ((old.state, old.right_id, old.assignee) is distinct from (new.state, new.right_id, new.assignee))
  execute function app.search_claim_moved();
create trigger search_right after insert or update of mark, number, brand, owner, status on app.rights
  for each row execute function app.search_right();

-- What is here already.
set local work_mem = '64MB';
set local maintenance_work_mem = '256MB';
alter table app.search no force row level security;
insert into app.claim_search (organisation_id, entity_id, at, seller_id, terms)
select organisation_id, entity_id, at,
  (select substr(term, 3)::uuid from unnest(tsvector_to_array(terms)) term where term like 'v:%'), ts_delete(terms, 'k:claim')
from app.search where kind = 'claim' order by at;
insert into app.name_search select organisation_id, kind, entity_id, at, terms, seller from app.search where kind <> 'claim' order by at;
insert into app.claim_words (organisation_id, word)
select distinct organisation_id, stem
from (
  select distinct organisation_id, term from app.claim_search, unnest(tsvector_to_array(terms)) term
  where term >= 'a' and term < '{' and substr(term, 2, 1) <> ':'
) there, app.word_stem(term) stem
where stem is not null;

create index claim_search_newest on app.claim_search (at desc, entity_id desc);
create index claim_search_newest_own on app.claim_search (organisation_id, at desc, entity_id desc);
create index claim_search_of_seller on app.claim_search (seller_id, organisation_id) where seller_id is not null;
-- What is not yet in its place in the index is read through by every search: as little as half a megabyte of it waits.
create index claim_search_terms on app.claim_search using gin (terms) with (gin_pending_list_limit = 512);
create index name_search_newest on app.name_search (kind, at desc, entity_id desc);
create index name_search_newest_own on app.name_search (organisation_id, kind, at desc, entity_id desc);
create index name_search_terms on app.name_search using gin (terms);
create index claim_words_of_all on app.claim_words (word);

drop function app.search_own, app.search_all, app.search_page, app.search_query;
drop table app.search;
create index name_search_of_seller on app.name_search (entity_id, at) where kind = 'seller';

-- What somebody typed, as a query: every word of it has to be there, or one that begins with it. Figures and single letters have to be
-- there as they are: too much begins with them. Where few words of claims and sellers begin with one, those are asked for. Null where it holds no word,
-- `'none:'` where nothing begins with one of its words.
create function app.search_query(given text, wanted_kind text, only_organisation uuid) returns text language plpgsql stable as $$
declare
  few constant int := 8;
  typed text[] := app.search_words(app.search_number(left(given, 500)));
  terms text;
  part text;
  term text;
  stems text[];
begin
  foreach part in array array(select distinct word from unnest(typed) word) loop
    term := app.search_lexeme(part);
    if part ~ app.run_class() then
      if length(part) < 2 then
        -- The last character of a run is there with its pair already.
        continue when exists (select from unnest(typed) pair where length(pair) = 2 and right(pair, 1) = part);
        term := term || ':*';
      end if;
    elsif length(part) > 1 and part !~ '^[0-9]+$' then
      term := term || ':*';
      -- What sellers are called stands in their claims.
      if wanted_kind <> 'right' and part ~ '^[a-z][^0-9]*$' then
        if only_organisation is null then
          stems := array(select distinct word from app.claim_words
            where word >= part and word < part || chr(1114111) order by word limit few + 1);
        else
          stems := array(select word from app.claim_words
            where organisation_id = only_organisation and word >= part and word < part || chr(1114111) order by word limit few + 1);
        end if;
        if cardinality(stems) = 0 then return app.search_lexeme('none:'); end if;
        if cardinality(stems) <= few then
          select '(' || string_agg(app.search_lexeme(stem) || case when stem ~ '[0-9]$' then ':*' else '' end, ' | ') || ')'
          into term from unnest(stems) stem;
        end if;
      end if;
    end if;
    terms := concat_ws(' & ', terms, term);
  end loop;
  return terms;
end
$$;

-- One page, newest first. Whose rows it may show is an argument that only the two functions below give. Looks first among the newest rows,
-- and then by the index of words: all months together where it is rare, otherwise one month, and then as many together as the rows that
-- were found promise to be enough.
create function app.search_page(
  only_organisation uuid, wanted_kind text, typed text, facets jsonb, since timestamptz, until timestamptz,
  before_at timestamptz, before_id uuid, most int
) returns table (organisation_id uuid, entity_id uuid, at timestamptz) language plpgsql stable
set search_path = pg_catalog, pg_temp set enable_seqscan = off set plan_cache_mode = force_custom_plan set work_mem = '32MB' set jit = off as $$
declare
  walked constant int := 600;
  few constant int := 3000;
  newest constant text := ' order by at desc, entity_id desc limit ';
  source constant text := case wanted_kind when 'claim' then ' from app.claim_search' else ' from app.name_search' end;
  query text := app.search_query(typed, wanted_kind, only_organisation);
  facet record;
  bounds text := case wanted_kind when 'claim' then 'true' else format('kind = %L', wanted_kind) end;
  indexed text;
  walk text;
  last_at timestamptz;
  last_id uuid;
  owners uuid[];
  ids uuid[];
  times timestamptz[];
  rows bigint;
  remaining int := most;
  oldest timestamp;
  month timestamp;
  left_over int;
  width int;
  widest constant int := 4;
  many boolean := false;
  hidden text;
begin
  -- Something was typed, and no word of it can be found.
  if most = 0 or query = '''none:''' or query is null and btrim(coalesce(typed, '')) <> '' then
    raise debug 'search: nothing';
    return;
  end if;
  -- What must not be found.
  hidden := (
    select string_agg(app.search_lexeme('t:' || value), ' | ') from jsonb_array_elements_text(facets -> 'hidden') value
  );
  for facet in select key, value from jsonb_each(coalesce(facets, '{}') - 'hidden') loop
    query := concat_ws(' & ', query, (
      select '(' || coalesce(string_agg(app.search_lexeme(facet.key || ':' || value), ' | '), '''none:''') || ')'
      from jsonb_array_elements_text(facet.value)
    ));
  end loop;
  if only_organisation is not null then bounds := bounds || format(' and organisation_id = %L', only_organisation); end if;
  if hidden is not null then bounds := bounds || format(' and not terms @@ %L', hidden); end if;
  if since is not null then bounds := bounds || format(' and at >= %L', since); end if;
  if until is not null then bounds := bounds || format(' and at < %L', until); end if;
  walk := source || ' where ' || bounds
    || case when before_at is null then '' else format(' and (at, entity_id) < (%L, %L::uuid)', before_at, before_id) end
    || newest;
  if query is null then
    raise debug 'search: a page of the list';
    return query execute 'select organisation_id, entity_id, at' || walk || most;
    return;
  end if;

  -- Among the newest.
  execute 'select array_agg(organisation_id) filter (where hit), array_agg(entity_id) filter (where hit), array_agg(at) filter (where hit),
      count(*), min(at), (array_agg(entity_id order by at, entity_id))[1]
    from (select organisation_id, entity_id, at, terms @@ ' || quote_literal(query) || ' as hit' || walk || walked || ') walk'
    into owners, ids, times, rows, last_at, last_id;
  return query select * from unnest(owners, ids, times) as found (owner, id, received) order by received desc, id desc limit most;
  remaining := greatest(most - coalesce(cardinality(ids), 0), 0);
  if remaining = 0 or rows < walked then
    raise debug 'search: among the newest';
    return;
  end if;

  -- By the index of words alone: written so that no other one can answer.
  raise debug 'search: by months';
  execute 'select at at time zone ''UTC''' || source || ' where ' || bounds || ' order by at limit 1' into oldest;
  oldest := date_trunc('month', oldest);
  month := date_trunc('month', last_at at time zone 'UTC');
  query := concat_ws(' & ', query, app.search_lexeme('o:' || only_organisation),
    case when wanted_kind <> 'claim' then app.search_lexeme('k:' || wanted_kind) end);
  left_over := 1 + (extract(year from age(month, oldest)) * 12 + extract(month from age(month, oldest)))::int;
  -- Of what is not among the newest there is little as a rule.
  width := case when remaining = most then left_over else 1 end;
  while remaining > 0 and left_over > 0 loop
    -- Of very many months together the index is not asked by their names: holding rows against each costs more than reading the rows.
    width := least(width, left_over);
    indexed := source || format(
      ' where terms @@ %L and (at + interval ''0'', entity_id) < (%L, %L::uuid)',
      concat_ws(' & ', query, case when width <= widest then (
        select '(' || string_agg(app.search_lexeme('c:' || to_char(month - make_interval(months => n), 'YYYY-MM')), ' | ') || ')'
        from generate_series(0, width - 1) n
      ) end),
      last_at, last_id
    );
    if wanted_kind <> 'claim' then indexed := indexed || format(' and kind || '''' = %L', wanted_kind); end if;
    if only_organisation is not null then
      indexed := indexed || format(' and organisation_id::text = %L', only_organisation);
    end if;
    if hidden is not null then indexed := indexed || format(' and not terms @@ %L', hidden); end if;
    if since is not null then indexed := indexed || format(' and at + interval ''0'' >= %L', since); end if;
    if width > widest then
      indexed := indexed || format(' and at + interval ''0'' < %L', month at time zone 'UTC' + interval '1 month');
    end if;
    execute 'select array_agg(organisation_id), array_agg(entity_id), array_agg(at) from (select *' || indexed
      || case when width > 1 then ' limit ' || few else newest || remaining end || ') found'
      into owners, ids, times;
    rows := coalesce(cardinality(ids), 0);
    if width > 1 and rows = few then
      -- More than can be looked at together.
      many := true;
      width := 1;
      continue;
    end if;
    return query select * from unnest(owners, ids, times) as found (owner, id, received)
      order by received desc, id desc limit remaining;
    month := month - make_interval(months => width);
    left_over := left_over - width;
    remaining := greatest(remaining - rows, 0);
    -- As many months as what was found promises to be enough, or all of them where that is little.
    width := case
      when not many and rows * left_over <= few / 2 * width then left_over
      when rows = 0 then width * 2
      else ceil(1.5 * width * remaining / rows)::int
    end;
    if width > widest and (many or width < left_over) then width := widest; end if;
    width := greatest(width, 1);
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

revoke all on function app.search_page, app.search_own, app.search_all, app.search_query from public;
grant create on schema app to marketsafe_search;
alter function app.search_page owner to marketsafe_search;
alter function app.search_query owner to marketsafe_search;
alter function app.search_own owner to marketsafe_search;
alter function app.search_all owner to marketsafe_search;
revoke create on schema app from marketsafe_search;
grant execute on function app.search_own to marketsafe_app;
grant execute on function app.search_all to marketsafe_staff;

-- The last name of a table's policies is asked first: `own` before what looks for mandates, which takes long and is not needed for what is
-- an organisation's own.
alter policy under_mandate on app.rights rename to by_mandate;
