-- The program's own part: kinds of organisations, people who act for several, and the program's staff, who read what all participants have
-- handed in and write in one organisation at a time.

alter table app.organisations
  add column kind text not null default 'rights_holder'
    check (kind in ('rights_holder', 'representative', 'program', 'marketplace'));

alter table app.organisations no force row level security;
alter table app.memberships no force row level security;
update app.organisations set kind = 'program' where exists (
  select from app.memberships
  where memberships.organisation_id = organisations.organisation_id
    and memberships.roles && array['analyst', 'program_lead']
);
alter table app.organisations force row level security;
alter table app.memberships force row level security;

-- A person may act for several organisations; for which one, each of their sessions says.
alter table app.memberships drop constraint memberships_user_id_key;
create index memberships_of_person on app.memberships (user_id, created_at);

-- Null is the organisation that the person has belonged to longest.
alter table auth."session" add column "organisationId" text;

-- Staff are analysts and program leads of an organisation of the program.
create or replace function app.is_program_staff() returns boolean language sql stable
  return exists (
    select from app.memberships
    join app.organisations on organisations.organisation_id = memberships.organisation_id
    where memberships.organisation_id = app.current_organisation()
      and memberships.user_id = app.current_user_id()
      and memberships.ended_at is null
      and memberships.roles && array['analyst', 'program_lead']
      and organisations.kind = 'program'
  );

drop function app.membership_of(uuid);

-- The organisation that a user acts for, asked for by every request: one statement, which sees what a transaction of that user's sees.
create function app.membership_of(wanted uuid, acting_for uuid) returns table (
  organisation_id uuid, organisation_name text, kind text, name text, roles text[], language text, language_chosen_at timestamptz
) language plpgsql as $$
begin
  perform set_config('role', 'marketsafe_app', true),
    set_config('app.organisation_id', '', true),
    set_config('app.user_id', wanted::text, true);
  return query
    select membership.organisation_id, organisation.name, organisation.kind, membership.name, membership.roles, membership.language,
      membership.language_chosen_at
    from app.memberships membership
    join app.organisations organisation on organisation.organisation_id = membership.organisation_id
    where membership.user_id = wanted and membership.ended_at is null
      and (acting_for is null or membership.organisation_id = acting_for)
    order by membership.created_at, membership.organisation_id
    limit 1;
end
$$;

-- Program staff.
do $$
begin
  if not exists (select from pg_roles where rolname = 'marketsafe_staff') then
    create role marketsafe_staff nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant marketsafe_staff to %I', current_user);
  end if;
end
$$;

-- The one way to become them: a transaction of somebody who works for the program. It reads every organisation's rows, because staff's
-- policies say so, and writes in the organisation that it is set to, or in none.
create function app.enter_as_staff(person uuid, organisation uuid) returns void language plpgsql as $$
begin
  perform set_config('role', 'marketsafe_app', true),
    set_config('app.organisation_id', '', true),
    set_config('app.user_id', person::text, true);
  if not exists (
    select from app.memberships membership
    join app.organisations own on own.organisation_id = membership.organisation_id
    where membership.user_id = person and membership.ended_at is null
      and membership.roles && array['analyst', 'program_lead'] and own.kind = 'program'
  ) then
    raise exception 'only program staff may enter as staff' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('role', 'marketsafe_staff', true),
    set_config('app.organisation_id', coalesce(organisation::text, ''), true);
end
$$;

grant usage on schema app, program, meta to marketsafe_staff;
grant select on all tables in schema app, program to marketsafe_staff;
grant select on meta.signing_keys to marketsafe_staff;

-- A constant condition, not a function: a condition that is no constant would come before every search of texts, and no index of texts
-- would be used.
do $$
declare
  one record;
begin
  for one in
    select schemaname, tablename from pg_tables where schemaname in ('app', 'program')
  loop
    execute format('create policy staff_read on %I.%I for select to marketsafe_staff using (true)', one.schemaname, one.tablename);
  end loop;
end
$$;

-- An id is one claim's, whosever it is: staff name claims by it.
create unique index claims_id_once on app.claims (claim_id);
create index claims_newest_of_all on app.claims (received_at desc, claim_id desc);

-- What happens to a claim after it was received. Staff belong to no participant, so an event keeps the name of who acted, as it was then.
alter table app.claim_events drop constraint claim_events_organisation_id_actor_user_id_fkey;
alter table app.claim_events add column actor_name text;
-- Which reasons there are is the contract's list alone.
alter table app.claim_events drop constraint claim_events_reason_code_check,
  add constraint claim_events_reason_code_check check (reason_code ~ '^[a-z0-9-]{1,60}$');

grant update (state) on app.claims to marketsafe_app, marketsafe_staff;
grant insert on app.claim_events, app.audit, app.changes to marketsafe_staff;
grant update on app.ledger_heads to marketsafe_staff;

-- What a participant may do to a claim by itself: answer, and withdraw. Everything else is decided by staff.
create policy participants_move on app.claims as restrictive for update to marketsafe_app
  with check (state in ('in_review', 'withdrawn'));
