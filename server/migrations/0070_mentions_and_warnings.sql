-- Who of the working group is mentioned, and warnings of standing as news in the console. What somebody has seen of both stands beside what they
-- have seen of claims.

alter table app.told
  add column seen_mention bigint not null default 0,
  add column seen_warning bigint not null default 0;

-- Who may be mentioned: whoever showed themselves in the group and reads it now. An organisation that wrote; a person who chose to be named. Each goes by
-- the first of its entries that shows it, so that no other id of an organisation or a person leaves the database.
create index entries_of_organisation on working_group.entries (organisation_id, sequence);
create index entries_mentioning on working_group.entries using gin ((said -> 'mentions') jsonb_path_ops) where said ? 'mentions';
create policy mentioning on app.memberships for select to current_user using (true);
create function working_group.mentionable() returns table (mention_id text, organisation_id uuid, organisation text, user_id uuid, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with reading as (
    select organisations.organisation_id from app.organisations
    where working_group.is_member() and organisations.kind in ('rights_holder', 'representative', 'program')
      and not app.has_left(organisations.organisation_id)
      and exists (select from app.memberships
        where memberships.organisation_id = organisations.organisation_id and memberships.ended_at is null)
  ), named as (
    select distinct on (entries.organisation_id, entries.author_id) entries.organisation_id, entries.author_id, entries.entry_id
    from working_group.entries where entries.author_name is not null
    order by entries.organisation_id, entries.author_id, entries.sequence
  )
  select 'o:' || shown.entry_id, reading.organisation_id, latest.organisation_name, null::uuid, null::text
  from reading
  cross join lateral (select entries.entry_id from working_group.entries
    where entries.organisation_id = reading.organisation_id order by entries.sequence limit 1) shown
  cross join lateral (select entries.organisation_name from working_group.entries
    where entries.organisation_id = reading.organisation_id order by entries.sequence desc limit 1) latest
  union all
  select 'p:' || named.entry_id, named.organisation_id, latest.organisation_name, named.author_id, latest.author_name
  from reading
  join named on named.organisation_id = reading.organisation_id
  join app.memberships on memberships.organisation_id = named.organisation_id and memberships.user_id = named.author_id
    and memberships.ended_at is null
  cross join lateral (select entries.organisation_name, entries.author_name from working_group.entries
    where entries.organisation_id = named.organisation_id and entries.author_id = named.author_id and entries.author_name is not null
    order by entries.sequence desc limit 1) latest
$$;
revoke execute on function working_group.mentionable from public;
grant execute on function working_group.mentionable to marketsafe_app;

-- Warnings that went out, as news: what stood when each was given.
create table app.standing_warnings (
  organisation_id uuid not null references app.organisations,
  sequence bigint generated always as identity,
  at timestamptz not null,
  measure text not null check (measure in ('takedown', 'counters')),
  -- Null: overall.
  reason text,
  level text not null check (level in ('near', 'missed')),
  part int not null,
  out_of int not null,
  -- How many more break it, or where it is broken how many removals reach it again.
  distance int,
  primary key (organisation_id, sequence)
);
create trigger append_only before update or delete on app.standing_warnings
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.standing_warnings
  for each statement execute function app.refuse_change();
alter table app.standing_warnings enable row level security, force row level security;
create policy own on app.standing_warnings using (organisation_id = app.current_organisation());
create policy staff_read on app.standing_warnings for select to marketsafe_staff using (true);
grant select, insert on app.standing_warnings to marketsafe_app;
grant select on app.standing_warnings to marketsafe_staff;
