-- Signals to the working group: what enough organisations met with in a quarter that is over. What was published stays as it was; which
-- organisations it rests on is read by nobody, and kept only so that something else is said where enough of them changed.

create table working_group.publications (
  -- First day of the quarter, UTC.
  period date not null check (period = date_trunc('quarter', period::timestamp)::date),
  demo boolean not null,
  published_at timestamptz not null,
  enough boolean not null,
  signals jsonb not null,
  primary key (period, demo)
);
create trigger append_only before update or delete on working_group.publications
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on working_group.publications
  for each statement execute function app.refuse_change();
alter table working_group.publications enable row level security, force row level security;
create policy members_read on working_group.publications for select to marketsafe_app using (working_group.is_member());
create policy publishing on working_group.publications to current_user using (true);
grant select on working_group.publications to marketsafe_app;

-- Whose data counts in half a year: fixed when its first quarter is published.
create table working_group.cohorts (
  half date not null,
  organisation_id uuid not null references app.organisations,
  primary key (half, organisation_id)
);
-- Of one thing, whose it was when that was last taken up, what is said of it, and since which quarter.
create table working_group.signal_bases (
  signal text primary key,
  level int not null,
  having_it uuid[] not null,
  said int not null,
  since date not null
);
alter table working_group.cohorts enable row level security, force row level security;
alter table working_group.signal_bases enable row level security, force row level security;
create policy publishing on working_group.cohorts to current_user using (true);
create policy publishing on working_group.signal_bases to current_user using (true);

-- The owner counts across organisations, and writes down no organisation beside what it has but above.
create policy publishing on app.claims for select to current_user using (true);
create policy publishing on app.claim_events for select to current_user using (true);
create policy publishing on app.packets for select to current_user using (true);
create policy publishing on app.marketplace_answers for select to current_user using (true);
create policy publishing on app.sightings for select to current_user using (true);
create policy publishing on app.graduations for select to current_user using (true);

-- What is written may have files, and a meeting an agenda: items that whoever writes puts on it, and what came of each.
alter table working_group.entries drop constraint entries_kind_check,
  add constraint entries_kind_check
    check (kind in ('topic', 'post', 'dialogue', 'minutes', 'library', 'taken-back', 'agenda', 'agenda-done'));
create unique index entries_agenda_done on working_group.entries ((said ->> 'of')) where kind = 'agenda-done';
create or replace function working_group.may_write(written text, to_step text) returns boolean language sql stable as $$
  select exists (
    select from app.memberships
    join app.organisations on organisations.organisation_id = memberships.organisation_id
    where memberships.organisation_id = app.current_organisation() and memberships.user_id = app.current_user_id()
      and memberships.ended_at is null
      and (organisations.kind = 'program' and memberships.roles && array['analyst', 'program_lead']
        or organisations.kind in ('rights_holder', 'representative') and memberships.roles && array['manager', 'signatory']
          and (written in ('topic', 'post', 'taken-back', 'agenda') or written = 'dialogue' and to_step = 'raised'))
  )
$$;
-- A deletion of claims asks which files are still named. Who it is, is no member.
alter policy members_read on working_group.entries to marketsafe_app;
create index entries_with_files on working_group.entries (organisation_id) where said ? 'files';
create policy deletion_asks on working_group.entries for select to marketsafe_deletion
  using (organisation_id = app.current_organisation());
grant usage on schema working_group to marketsafe_deletion;
grant select on working_group.entries to marketsafe_deletion;
