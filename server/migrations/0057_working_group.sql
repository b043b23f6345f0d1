-- The working group: topics, posts, polls, minutes, and the dialogue with the marketplace. Members of the program read all of it, whoever wrote
-- it; the marketplace's own people nothing. What is written stays as it was; taking back is another row.

create schema working_group;

-- Whether the transaction's user belongs to a participant or the program, where they act now.
create function working_group.is_member() returns boolean language sql stable as $$
  select exists (
    select from app.memberships
    join app.organisations on organisations.organisation_id = memberships.organisation_id
    where memberships.organisation_id = app.current_organisation() and memberships.user_id = app.current_user_id()
      and memberships.ended_at is null and organisations.kind in ('rights_holder', 'representative', 'program')
  )
$$;

-- Investigators read; those who answer for their organisation write; the program's staff say how far the dialogue has come.
create function working_group.may_write(written text, to_step text) returns boolean language sql stable as $$
  select exists (
    select from app.memberships
    join app.organisations on organisations.organisation_id = memberships.organisation_id
    where memberships.organisation_id = app.current_organisation() and memberships.user_id = app.current_user_id()
      and memberships.ended_at is null
      and (organisations.kind = 'program' and memberships.roles && array['analyst', 'program_lead']
        or organisations.kind in ('rights_holder', 'representative') and memberships.roles && array['manager', 'signatory']
          and (written in ('topic', 'post', 'taken-back') or written = 'dialogue' and to_step = 'raised'))
  )
$$;

create table working_group.entries (
  entry_id uuid primary key,
  topic_id uuid not null,
  sequence bigint generated always as identity,
  kind text not null check (kind in ('topic', 'post', 'dialogue', 'minutes', 'library', 'taken-back')),
  at timestamptz not null,
  organisation_id uuid not null references app.organisations,
  -- As it was called then: members cannot read each other's organisations.
  organisation_name text not null,
  author_id uuid not null,
  -- Null where the writer did not choose to be named.
  author_name text,
  said jsonb not null,
  check ((kind = 'topic') = (entry_id = topic_id))
);
create index entries_of_topic on working_group.entries (topic_id, sequence);
create index entries_topics on working_group.entries (at) where kind = 'topic';
create trigger append_only before update or delete on working_group.entries
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on working_group.entries
  for each statement execute function app.refuse_change();

alter table working_group.entries enable row level security, force row level security;
create policy members_read on working_group.entries for select using (working_group.is_member());
create policy own_write on working_group.entries for insert with check (
  organisation_id = app.current_organisation() and author_id = app.current_user_id()
  and working_group.may_write(kind, said ->> 'step')
);

-- One vote an organisation, which nobody else reads.
create table working_group.votes (
  topic_id uuid not null references working_group.entries,
  organisation_id uuid not null references app.organisations,
  option int not null check (option >= 0),
  voted_by uuid not null,
  at timestamptz not null,
  primary key (topic_id, organisation_id)
);
alter table working_group.votes enable row level security, force row level security;
create policy own on working_group.votes using (organisation_id = app.current_organisation() and working_group.may_write('post', null));
create policy counting on working_group.votes for select to current_user using (true);
create policy counting on working_group.entries for select to current_user using (true);

-- Votes by option, once the poll is closed and at least so many organisations voted; null before.
create function working_group.poll_result(topic uuid, fewest int) returns int[] language sql stable security definer
  set search_path = pg_catalog as $$
  select (
    select array_agg((select count(*)::int from working_group.votes where votes.topic_id = topic and votes.option = place) order by place)
    from generate_series(0, jsonb_array_length(entries.said -> 'poll' -> 'options') - 1) as place
  )
  from working_group.entries
  where entry_id = topic and kind = 'topic' and (said -> 'poll' ->> 'closesOn')::date < (now() at time zone 'UTC')::date
    and (select count(*) from working_group.votes where votes.topic_id = topic) >= fewest
$$;
revoke execute on function working_group.poll_result from public;

grant usage on schema working_group to marketsafe_app;
grant execute on function working_group.poll_result to marketsafe_app;
grant select, insert on working_group.entries to marketsafe_app;
grant select, insert, update (option, voted_by, at) on working_group.votes to marketsafe_app;
