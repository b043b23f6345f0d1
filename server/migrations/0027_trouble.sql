-- Trouble with claims and rights: a thread on each, from its participant to the program and on to who can help, and what was at the bottom.

create table app.threads (
  organisation_id uuid not null references app.organisations,
  kind text not null check (kind in ('claim', 'right')),
  subject_id uuid not null,
  level text not null check (level in ('analyst', 'lead', 'liaison')),
  opened_at timestamptz not null,
  last_at timestamptz not null,
  entries int not null,
  -- Null while the participant has to answer, and once it is closed.
  due_at timestamptz,
  closed_at timestamptz,
  cause text,
  primary key (organisation_id, kind, subject_id),
  check ((closed_at is null) = (cause is null)),
  check (closed_at is null or due_at is null)
);
create index threads_open on app.threads (due_at) where closed_at is null;
create index threads_closed on app.threads (closed_at) where closed_at is not null;

create table app.thread_entries (
  organisation_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  sequence int not null check (sequence > 0),
  entry_id uuid not null,
  entry text not null check (entry in ('message', 'note', 'escalated', 'closed')),
  at timestamptz not null,
  -- No key to memberships: the program's staff is in none of the participant's.
  author_id uuid not null,
  author_name text not null,
  author_role text not null,
  text text not null,
  subject_state text not null,
  level text,
  cause text,
  primary key (organisation_id, kind, subject_id, sequence),
  unique (organisation_id, entry_id),
  foreign key (organisation_id, kind, subject_id) references app.threads
);
create trigger append_only before update or delete on app.thread_entries
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.thread_entries
  for each statement execute function app.refuse_change();

alter table app.threads enable row level security, force row level security;
create policy own on app.threads using (organisation_id = app.current_organisation());
create policy staff_read on app.threads for select to marketsafe_staff using (true);

-- What staff note for themselves, participants never see; and they neither note nor close.
alter table app.thread_entries enable row level security, force row level security;
create policy own on app.thread_entries using (organisation_id = app.current_organisation());
create policy staff_read on app.thread_entries for select to marketsafe_staff using (true);
create policy no_notes on app.thread_entries as restrictive for select to marketsafe_app using (entry <> 'note');
create policy no_closing on app.thread_entries as restrictive for insert to marketsafe_app
  with check (entry in ('message', 'escalated') and level is distinct from 'liaison');

grant select, insert, update (level, last_at, entries, due_at, closed_at, cause) on app.threads to marketsafe_app, marketsafe_staff;
grant select, insert on app.thread_entries to marketsafe_app, marketsafe_staff;
