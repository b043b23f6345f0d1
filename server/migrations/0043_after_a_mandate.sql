-- What a representative filed under a mandate that has ended is its holder's and the program's to read, wherever it stands: history,
-- evidence, questions, links, changes, threads, and the rows of the search, sellers included.

-- Whether the current organisation has, or had, a mandate: nobody else has claims that it may read no longer. Once a statement.
create function app.is_mandated() returns boolean language plpgsql stable as $$
begin
  return exists (select from app.mandates where mandates.representative_id = app.current_organisation());
end
$$;

create function app.reads_claim(named uuid) returns boolean language plpgsql stable as $$
begin
  return exists (
    select from app.claims where claims.organisation_id = app.current_organisation() and claims.claim_id = named
  );
end
$$;

do $$
declare
  named text;
begin
  foreach named in array array['claim_events', 'claim_evidence', 'claim_questions', 'claim_answers', 'claim_traces']
  loop
    execute format(
      'create policy while_mandated on app.%I as restrictive for select to marketsafe_app
        using (not (select app.is_mandated()) or app.reads_claim(claim_id))', named
    );
  end loop;
end
$$;
create policy while_mandated on app.claim_links as restrictive for select to marketsafe_app
  using (not (select app.is_mandated()) or (app.reads_claim(claim_id) and app.reads_claim(earlier)));
create policy while_mandated on app.changes as restrictive for select to marketsafe_app
  using (kind not in ('claim', 'answer') or not (select app.is_mandated()) or app.reads_claim(entity_id));
create policy while_mandated on app.threads as restrictive for select to marketsafe_app
  using (kind <> 'claim' or not (select app.is_mandated()) or app.reads_claim(subject_id));
create policy while_mandated on app.thread_entries as restrictive for select to marketsafe_app
  using (kind <> 'claim' or not (select app.is_mandated()) or app.reads_claim(subject_id));

-- Packets that such claims went out in.
create policy while_mandated on app.packets as restrictive for select to marketsafe_app
  using (holder_id = organisation_id or app.mandate_holds(holder_id, right_id));
do $$
declare
  named text;
begin
  foreach named in array array['packet_links', 'packet_claims', 'packet_events', 'marketplace_answers']
  loop
    execute format(
      'create policy while_mandated on app.%1$I as restrictive for select to marketsafe_app using (
        not (select app.is_mandated()) or exists (select from app.packets
          where packets.organisation_id = %1$I.organisation_id and packets.packet_id = %1$I.packet_id))', named
    );
  end loop;
end
$$;

-- The search asks for itself which rights the current organisation claimed under and may claim under no longer.
grant select (organisation_id, right_id, holder_id, mandate_id, state) on app.claims to marketsafe_search;
grant select on app.mandates to marketsafe_search;
create index claims_under_mandates on app.claims (organisation_id, right_id, holder_id) where mandate_id is not null;

create function app.ended_rights() returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
  ended uuid[];
begin
  if not app.is_mandated() then return '{}'; end if;
  -- From one right to the next, however many claims rest on each.
  with recursive claimed as (
    (select claims.right_id, claims.holder_id from app.claims
      where claims.organisation_id = app.current_organisation() and claims.mandate_id is not null
      order by claims.right_id limit 1)
    union all
    select next.right_id, next.holder_id from claimed cross join lateral (
      select claims.right_id, claims.holder_id from app.claims
      where claims.organisation_id = app.current_organisation() and claims.mandate_id is not null and claims.right_id > claimed.right_id
      order by claims.right_id limit 1
    ) next
  )
  select array_agg(right_id) into ended from claimed where not app.mandate_holds(holder_id, right_id);
  return coalesce(ended, '{}');
end
$$;

-- The organisation's own, without what it may read no longer. A seller is found where a claim that may be read names it.
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
      select from app.search_page(
        own, 'claim', null, open || jsonb_build_object('v', jsonb_build_array(found.entity_id)), null, null, null, null, 1
      )
    )
    order by found.at desc, found.entity_id desc
    limit most;
end
$$;

-- What became of the claims that the current organisation filed under mandates, of one holder's or of all: numbers, also where a mandate has
-- ended, because how it fares is the representative's own.
create function app.filed_under_mandates(holder uuid) returns table (state text, claims bigint) language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select claims.state, count(*) from app.claims
  where claims.organisation_id = app.current_organisation() and claims.mandate_id is not null
    and (holder is null or claims.holder_id = holder)
  group by claims.state
$$;

revoke all on function app.ended_rights, app.filed_under_mandates from public;
grant create on schema app to marketsafe_search;
alter function app.ended_rights owner to marketsafe_search;
alter function app.filed_under_mandates owner to marketsafe_search;
revoke create on schema app from marketsafe_search;
grant execute on function app.ended_rights, app.filed_under_mandates to marketsafe_app;

create function app.reads_found(named_kind text, named uuid) returns boolean language plpgsql stable as $$
begin
  if named_kind = 'claim' then
    return app.reads_claim(named);
  elsif named_kind = 'seller' then
    return exists (
      select from app.search_own('claim', null, jsonb_build_object('v', jsonb_build_array(named)), null, null, null, null, 1)
    );
  end if;
  return true;
end
$$;
create policy while_mandated on app.claim_search as restrictive for select to marketsafe_app
  using (not (select app.is_mandated()) or app.reads_found('claim', entity_id));
create policy while_mandated on app.name_search as restrictive for select to marketsafe_app
  using (not (select app.is_mandated()) or app.reads_found(kind, entity_id));
