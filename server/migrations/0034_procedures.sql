-- How marketplaces take listings down: what each release says of it, and what the program's staff changed. What holds of a value is its last
-- change; without one, or where that says so, the release's own.

-- Every set of procedures that a release brought, so that a past state can be told after the release is gone.
create table meta.procedure_releases (
  fingerprint text primary key check (fingerprint ~ '^[0-9a-f]{16}$'),
  book json not null,
  since timestamptz not null
);

create table program.procedure_changes (
  sequence bigint generated always as identity primary key,
  scope text not null check (scope ~ '^[a-z0-9-]{1,40}$'),
  part text not null check (part ~ '^[A-Za-z]{1,40}$'),
  item text not null check (item ~ '^[a-z0-9-]{1,60}$'),
  field text not null check (field ~ '^[A-Za-z]{1,40}$'),
  -- The change of the same value that it follows; 0 for the first. Of two who change one value at the same time, one is told.
  follows bigint not null check (follows >= 0),
  -- Null: the release's own value holds. Json, because it is text that somebody handed in.
  leaf json,
  -- What held before, and what the release said then.
  before json,
  released json,
  why text not null check (length(why) between 1 and 500),
  undoes bigint references program.procedure_changes,
  at timestamptz not null,
  changed_by uuid not null,
  changed_by_name text not null,
  unique (scope, part, item, field, follows)
);

create trigger append_only before update or delete on program.procedure_changes
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on program.procedure_changes
  for each statement execute function app.refuse_change();

alter table program.procedure_changes enable row level security, force row level security;
-- Participants and staff; a marketplace's own people get what is picked for them.
create policy participants_read on program.procedure_changes for select using (exists (
  select from app.organisations own
  where own.organisation_id = app.current_organisation() and own.kind <> 'marketplace'
));
create policy staff_read on program.procedure_changes for select to marketsafe_staff using (true);
create policy staff_write on program.procedure_changes for insert with check (app.is_program_staff());

grant select, insert on program.procedure_changes to marketsafe_app;
grant select on program.procedure_changes to marketsafe_staff;
