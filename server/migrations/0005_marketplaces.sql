-- What holds for the whole program, the same for every organisation, and walls among the evidence.
--
-- A table of schema program holds nothing of an organisation; everybody who is signed in may read it and only the program's staff
-- may write. Row-level security is forced here too, and the server refuses to start on a table where it is not.

create schema program;
grant usage on schema program to marketsafe_app;

-- Whether the transaction's user works for the program: an analyst or program lead of the organisation that is set. Memberships
-- are made by the database's owner alone, so no organisation can make itself staff.
create function app.is_program_staff() returns boolean language sql stable
  return exists (
    select from app.memberships
    where memberships.organisation_id = app.current_organisation()
      and memberships.user_id = app.current_user_id()
      and memberships.ended_at is null
      and memberships.roles && array['analyst', 'program_lead']
  );

-- Each time the reading of a marketplace's pages was switched off up to an adapter version, or on again. What holds is the last
-- row of the marketplace.
create table program.reading_switches (
  sequence bigint generated always as identity primary key,
  marketplace text not null,
  up_to_version int check (up_to_version > 0),
  reason text check (length(reason) between 1 and 500),
  at timestamptz not null,
  switched_by uuid not null,
  check ((up_to_version is null) = (reason is null))
);
create index reading_switches_newest on program.reading_switches (marketplace, sequence desc);

create trigger append_only before update or delete on program.reading_switches
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on program.reading_switches
  for each statement execute function app.refuse_change();

alter table program.reading_switches enable row level security, force row level security;
create policy members_read on program.reading_switches for select using (app.current_organisation() is not null);
create policy staff_write on program.reading_switches for insert with check (app.is_program_staff());

grant select, insert on program.reading_switches to marketsafe_app;

-- A capture may show a wall beside another that shows the listing: it is kept, and never shown as the listing. Json, because it is
-- text that somebody handed in.
alter table app.claim_evidence add column wall json;
