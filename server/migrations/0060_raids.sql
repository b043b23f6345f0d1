-- Civil raids: what was seized from whom, by which instrument, how it is tied to shops, who has had the goods since, and the package that goes
-- to the marketplace. What a raid says is one document; each saving of it is a version that stays.

create table app.raids (
  organisation_id uuid not null references app.organisations,
  raid_id uuid not null,
  number text not null unique check (number ~ '^MR-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  opened_at timestamptz not null,
  opened_by uuid not null,
  primary key (organisation_id, raid_id)
);
create unique index raids_id_once on app.raids (raid_id);

create table app.raid_versions (
  organisation_id uuid not null,
  raid_id uuid not null,
  version int not null check (version > 0),
  -- Json, because texts that somebody typed stand in it.
  content json not null,
  saved_at timestamptz not null,
  saved_by uuid not null,
  saved_by_name text not null,
  -- The earlier version that was saved anew.
  restored int,
  primary key (organisation_id, raid_id, version),
  foreign key (organisation_id, raid_id) references app.raids
);

-- The custody log: what was noted, and what became of it.
create table app.raid_handovers (
  organisation_id uuid not null,
  raid_id uuid not null,
  handover_id uuid not null,
  at timestamptz not null,
  said json not null,
  -- The paper that somebody outside signed.
  paper text,
  noted_at timestamptz not null,
  noted_by uuid not null,
  noted_by_name text not null,
  primary key (organisation_id, handover_id),
  foreign key (organisation_id, raid_id) references app.raids,
  foreign key (organisation_id, paper) references app.blobs (organisation_id, sha256)
);
create index raid_handovers_of_raid on app.raid_handovers (organisation_id, raid_id);

create table app.raid_handover_events (
  organisation_id uuid not null,
  handover_id uuid not null,
  event text not null check (event in ('confirmed', 'withdrawn')),
  by_user uuid not null,
  by_name text not null,
  at timestamptz not null,
  reason json,
  primary key (organisation_id, handover_id, event, by_user),
  foreign key (organisation_id, handover_id) references app.raid_handovers,
  check ((reason is null) = (event = 'confirmed'))
);
-- It is withdrawn once.
create unique index raid_handovers_withdrawn on app.raid_handover_events (organisation_id, handover_id) where event = 'withdrawn';

create table app.raid_packages (
  organisation_id uuid not null,
  package_id uuid not null,
  sequence bigint generated always as identity,
  raid_id uuid not null,
  version int not null,
  state text not null check (state in ('prepared', 'released', 'declined')),
  -- What goes, as canonical JSON.
  content json not null,
  content_sha256 text not null,
  -- The index as a document, in the package's own folder of the store.
  index_sha256 text not null,
  index_bytes bigint not null check (index_bytes > 0),
  prepared_at timestamptz not null,
  prepared_by uuid not null,
  prepared_by_name text not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  reason json,
  archive_name text,
  archive_sha256 text,
  archive_bytes bigint check (archive_bytes > 0),
  primary key (organisation_id, package_id),
  foreign key (organisation_id, raid_id, version) references app.raid_versions,
  check ((state = 'prepared') = (decided_at is null)),
  check ((state = 'released') = (archive_sha256 is not null)),
  -- Two people, always.
  check (state <> 'released' or decided_by <> prepared_by)
);
create index raid_packages_of_raid on app.raid_packages (organisation_id, raid_id, sequence desc);

create table app.raid_outcomes (
  organisation_id uuid not null,
  outcome_id uuid not null,
  raid_id uuid not null,
  kind text not null check (kind in ('stores-closed', 'accounts-linked', 'listings-removed', 'penalty', 'refused')),
  told_on date not null,
  said json not null,
  noted_at timestamptz not null,
  noted_by uuid not null,
  noted_by_name text not null,
  primary key (organisation_id, outcome_id),
  foreign key (organisation_id, raid_id) references app.raids
);
create index raid_outcomes_of_raid on app.raid_outcomes (organisation_id, raid_id);

do $$
declare named text;
begin
  foreach named in array array['raids', 'raid_versions', 'raid_handovers', 'raid_handover_events', 'raid_packages', 'raid_outcomes'] loop
    execute format('alter table app.%I enable row level security, force row level security', named);
    execute format('create policy own on app.%I using (organisation_id = app.current_organisation())', named);
    execute format('create policy staff_read on app.%I for select to marketsafe_staff using (true)', named);
    execute format('grant select on app.%I to marketsafe_app, marketsafe_staff', named);
  end loop;
  foreach named in array array['raids', 'raid_versions', 'raid_handovers', 'raid_handover_events', 'raid_outcomes'] loop
    execute format('create trigger append_only before update or delete on app.%I for each row execute function app.refuse_change()', named);
    execute format('create trigger append_only_whole before truncate on app.%I for each statement execute function app.refuse_change()', named);
  end loop;
end
$$;

-- Participants write their raids, staff release or decline; of outcomes whoever was told writes.
grant insert on app.raids, app.raid_versions, app.raid_handovers, app.raid_handover_events, app.raid_packages, app.raid_outcomes to marketsafe_app;
grant insert on app.raid_outcomes to marketsafe_staff;
grant update (state, decided_at, decided_by, decided_by_name, reason, archive_name, archive_sha256, archive_bytes) on app.raid_packages
  to marketsafe_staff;
create policy prepared_first on app.raid_packages as restrictive for insert to marketsafe_app with check (state = 'prepared');

-- What is released or declined stays so, and whoever belongs, or belonged, to the organisation releases nothing of it.
create function app.refuse_own_raid() returns trigger language plpgsql as $$
begin
  if old.state <> 'prepared' then
    raise exception 'a raid''s package that was decided on stays so' using errcode = 'restrict_violation';
  end if;
  if new.state = 'released' and exists (
    select from app.memberships
    where memberships.user_id = new.decided_by and memberships.organisation_id = old.organisation_id
  ) then
    raise exception 'whoever belongs to the organisation does not release its package' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger own_raid before update on app.raid_packages for each row execute function app.refuse_own_raid();

-- A deletion of claims asks which files are still named.
grant select on app.raid_versions, app.raid_handovers to marketsafe_deletion;
