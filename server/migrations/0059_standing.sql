-- Good-faith standing: how the links that a participant sent have fared, counted from the marketplace's answers and from what became of
-- counter-notices; graduation by it, by two people of the program; and the export that whoever leaves takes along.

-- Decisions by day. What moved no claim decided nothing, and what was taken back neither.
create index marketplace_answers_decided on app.marketplace_answers (organisation_id, at, packet_id) include (outcome, cause)
  where undone_at is null and outcome in ('removed', 'already-gone', 'refused') and json_array_length(moved) > 0;
-- Removals that a counter-notice undid. Giving a claim up after one is the same.
create index claim_events_lost on app.claim_events (organisation_id, claim_id, at)
  where to_state in ('conceded', 'overturned', 'reinstated') or (to_state = 'withdrawn' and from_state in ('countered', 'contested'));
-- What the marketplace has not decided.
create index claims_undecided on app.claims (organisation_id, claim_id) include (state)
  where state in ('sent', 'acknowledged', 'countered', 'contested');
create index packets_of_holder on app.packets (holder_id) where holder_id <> organisation_id;

grant select (claim_id) on app.claims to marketsafe_search;
grant select on app.packets, app.packet_claims, app.marketplace_answers to marketsafe_search;
grant select (organisation_id, claim_id, at, from_state, to_state) on app.claim_events to marketsafe_search;
create policy standing on app.packets for select to marketsafe_search using (true);
create policy standing on app.packet_claims for select to marketsafe_search using (true);
create policy standing on app.marketplace_answers for select to marketsafe_search using (true);
create policy standing on app.claim_events for select to marketsafe_search using (true);
create policy standing on app.claims for select to marketsafe_search using (true);

-- What happened to links, by packet and day (UTC), of these who filed: of all their packets, or of those for one holder.
create function app.standing_days(filers uuid[], holder uuid, since date) returns table (
  organisation_id uuid, packet_id uuid, day date, removed bigint, refused bigint, gone bigint, lost bigint
) language sql stable as $$
  with happened as (
    select answer.organisation_id, answer.packet_id, (answer.at at time zone 'UTC')::date as day,
      count(*) filter (where answer.outcome = 'removed') as removed, count(*) filter (where answer.outcome = 'refused') as refused,
      count(*) filter (where answer.outcome = 'already-gone') as gone, 0::bigint as lost
    from app.marketplace_answers answer
    where answer.organisation_id = any(filers) and answer.at >= (since::timestamp at time zone 'UTC') and answer.undone_at is null
      and answer.outcome in ('removed', 'already-gone', 'refused') and json_array_length(answer.moved) > 0
    group by 1, 2, 3
    union all
    select link.organisation_id, link.packet_id, link.day, 0, 0, 0, count(*) from (
      select event.organisation_id, member.packet_id, member.position, (min(event.at) at time zone 'UTC')::date as day
      from app.claim_events event
      -- The packet in which it was removed is the last that it was in.
      cross join lateral (
        select found.packet_id, found.position from app.packet_claims found
        where found.organisation_id = event.organisation_id and found.claim_id = event.claim_id
        order by found.left_at desc nulls first limit 1) member
      where event.organisation_id = any(filers) and (event.to_state in ('conceded', 'overturned', 'reinstated')
        or (event.to_state = 'withdrawn' and event.from_state in ('countered', 'contested')))
      group by 1, 2, 3
    ) link where link.day >= since group by 1, 2, 3
  )
  select happened.organisation_id, happened.packet_id, happened.day, sum(happened.removed)::bigint, sum(happened.refused)::bigint,
    sum(happened.gone)::bigint, sum(happened.lost)::bigint
  from happened join app.packets packet
    on packet.organisation_id = happened.organisation_id and packet.packet_id = happened.packet_id
  where holder is null or packet.holder_id = holder
  group by 1, 2, 3
$$;

-- Links that the marketplace has not decided, and those that a counter-notice is open about, by packet.
create function app.standing_undecided(filers uuid[], holder uuid) returns table (
  organisation_id uuid, packet_id uuid, links bigint, counters bigint
) language sql stable as $$
  select member.organisation_id, member.packet_id,
    count(distinct member.position) filter (where claim.state in ('sent', 'acknowledged')),
    count(distinct member.position) filter (where claim.state in ('countered', 'contested'))
  from app.claims claim
  join app.packet_claims member
    on member.organisation_id = claim.organisation_id and member.claim_id = claim.claim_id and member.left_at is null
  join app.packets packet on packet.organisation_id = member.organisation_id and packet.packet_id = member.packet_id
  where claim.organisation_id = any(filers) and claim.state in ('sent', 'acknowledged', 'countered', 'contested')
    and (holder is null or packet.holder_id = holder)
  group by 1, 2
$$;

-- For what links were refused, by packet.
create function app.standing_causes(filers uuid[], since date) returns table (reason text, cause text, links bigint) language sql stable as $$
  select packet.reason, answer.cause, count(*)
  from app.marketplace_answers answer
  join app.packets packet on packet.organisation_id = answer.organisation_id and packet.packet_id = answer.packet_id
  where answer.organisation_id = any(filers) and answer.at >= (since::timestamp at time zone 'UTC') and answer.undone_at is null
    and answer.outcome = 'refused' and json_array_length(answer.moved) > 0
  group by 1, 2 order by 3 desc, 1, 2
$$;

-- Who filed for the current organisation under its mandates.
create function app.standing_filers_for() returns uuid[] language sql stable as $$
  select coalesce(array_agg(distinct packet.organisation_id), '{}') from app.packets packet
  where packet.holder_id = app.current_organisation() and packet.organisation_id <> packet.holder_id
$$;

-- What one organisation may count: what it filed itself, and what was filed for it.
create function app.standing_own(since date) returns table (
  organisation_id uuid, packet_id uuid, day date, removed bigint, refused bigint, gone bigint, lost bigint
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select * from app.standing_days(array[app.current_organisation()], null, since)
  union all
  select * from app.standing_days(app.standing_filers_for(), app.current_organisation(), since)
$$;
create function app.standing_own_undecided() returns table (organisation_id uuid, packet_id uuid, links bigint, counters bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select * from app.standing_undecided(array[app.current_organisation()], null)
  union all
  select * from app.standing_undecided(app.standing_filers_for(), app.current_organisation())
$$;
create function app.standing_own_causes(since date) returns table (reason text, cause text, links bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select * from app.standing_causes(array[app.current_organisation()], since)
$$;
-- What packets are about, of those that the current organisation may count; also where a mandate has ended, because the numbers are its own.
create function app.standing_packets(named uuid[]) returns table (
  packet_id uuid, organisation_id uuid, holder_id uuid, marketplace text, reason text
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select packet.packet_id, packet.organisation_id, packet.holder_id, packet.marketplace, packet.reason from app.packets packet
  where packet.packet_id = any(named)
    and app.current_organisation() in (packet.organisation_id, packet.holder_id)
$$;

revoke all on function app.standing_days, app.standing_undecided, app.standing_causes, app.standing_filers_for, app.standing_own,
  app.standing_own_undecided, app.standing_own_causes, app.standing_packets from public;
grant execute on function app.standing_days, app.standing_undecided, app.standing_causes to marketsafe_search, marketsafe_staff;
grant execute on function app.standing_filers_for to marketsafe_search;
grant create on schema app to marketsafe_search;
alter function app.standing_own owner to marketsafe_search;
alter function app.standing_own_undecided owner to marketsafe_search;
alter function app.standing_own_causes owner to marketsafe_search;
alter function app.standing_packets owner to marketsafe_search;
revoke create on schema app from marketsafe_search;
grant execute on function app.standing_own, app.standing_own_undecided, app.standing_own_causes, app.standing_packets to marketsafe_app;

-- Thresholds: what holds is the last row.
create table program.standing_settings (
  sequence bigint generated always as identity primary key,
  settings json not null,
  at timestamptz not null,
  set_by uuid not null,
  set_by_name text not null
);
create trigger append_only before update or delete on program.standing_settings
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on program.standing_settings
  for each statement execute function app.refuse_change();
alter table program.standing_settings enable row level security, force row level security;
create policy everybody_reads on program.standing_settings for select using (true);
create policy staff_write on program.standing_settings for insert with check (app.is_program_staff());
grant select, insert on program.standing_settings to marketsafe_app;
grant select on program.standing_settings to marketsafe_staff;

-- Who leaves the program for the marketplace's own mechanism.
create table app.graduations (
  organisation_id uuid not null references app.organisations,
  graduation_id uuid not null,
  state text not null check (state in ('asked', 'seconded', 'left', 'refused', 'taken-back', 'undone')),
  asked_as text not null check (asked_as in ('participant', 'staff')),
  asked_at timestamptz not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_text text not null check (length(asked_text) <= 1000),
  seconded_at timestamptz,
  seconded_by uuid,
  seconded_by_name text,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  decided_text text not null default '' check (length(decided_text) <= 1000),
  undone_at timestamptz,
  undone_by uuid,
  undone_by_name text,
  undone_text text not null default '' check (length(undone_text) <= 1000),
  primary key (organisation_id, graduation_id),
  check ((seconded_at is null) = (seconded_by is null)),
  check ((decided_at is null) = (state in ('asked', 'seconded'))),
  check ((undone_at is null) = (state <> 'undone')),
  -- Two people, always.
  check (state not in ('left', 'undone') or decided_by <> seconded_by)
);
create unique index graduations_id_once on app.graduations (graduation_id);
create unique index graduations_one on app.graduations (organisation_id) where state in ('asked', 'seconded', 'left');

-- The export that whoever left takes along: one file, packed in the background.
create table app.leaving_exports (
  organisation_id uuid not null references app.organisations,
  export_id uuid not null,
  state text not null check (state in ('waiting', 'packing', 'done', 'cancelled', 'failed')),
  asked_at timestamptz not null,
  asked_by uuid not null,
  asked_by_name text not null,
  done int not null default 0 check (done >= 0),
  claims int not null default 0 check (claims >= 0),
  left_out int not null default 0 check (left_out >= 0),
  file_name text,
  bytes bigint,
  sha256 text,
  done_at timestamptz,
  primary key (organisation_id, export_id),
  check ((state = 'done') = (sha256 is not null))
);
create unique index leaving_exports_one on app.leaving_exports (organisation_id) where state in ('waiting', 'packing');

-- Warnings that went out, so that each crossing is told once.
create table app.standing_alarms (
  organisation_id uuid not null references app.organisations,
  -- A measure, overall or of a reason.
  subject text not null check (subject ~ '^[a-z-]{1,80}(:[a-z-]{1,60})?$'),
  level text not null check (level in ('fine', 'near', 'missed')),
  at timestamptz not null,
  primary key (organisation_id, subject)
);

do $$
declare
  named text;
begin
  foreach named in array array['graduations', 'leaving_exports', 'standing_alarms']
  loop
    execute format('alter table app.%I enable row level security, force row level security', named);
    execute format('create policy own on app.%I using (organisation_id = app.current_organisation())', named);
    execute format('create policy staff_read on app.%I for select to marketsafe_staff using (true)', named);
    execute format('grant select on app.%I to marketsafe_app, marketsafe_staff', named);
  end loop;
end
$$;
grant insert on app.graduations to marketsafe_app, marketsafe_staff;
grant update (state, decided_at, decided_by, decided_by_name, decided_text) on app.graduations to marketsafe_app;
grant update (state, seconded_at, seconded_by, seconded_by_name, decided_at, decided_by, decided_by_name, decided_text,
  undone_at, undone_by, undone_by_name, undone_text) on app.graduations to marketsafe_staff;
grant insert, update on app.leaving_exports, app.standing_alarms to marketsafe_app;
-- A participant asks, and takes it back; nothing else.
create policy participants_ask on app.graduations as restrictive for insert to marketsafe_app
  with check (state = 'asked' and asked_as = 'participant' and asked_by = app.current_user_id());
create policy participants_take_back on app.graduations as restrictive for update to marketsafe_app
  using (state in ('asked', 'seconded')) with check (state = 'taken-back' and decided_by = app.current_user_id());
create policy by_strangers on app.graduations as restrictive for insert to marketsafe_staff
  with check (state = 'seconded' and asked_as = 'staff' and seconded_by = app.current_user_id() and not app.belongs_to(organisation_id));
create policy by_strangers_decided on app.graduations as restrictive for update to marketsafe_staff
  using (state in ('asked', 'seconded', 'left')) with check (not app.belongs_to(organisation_id) and (
    (state = 'seconded' and seconded_by = app.current_user_id())
    or (state in ('left', 'refused', 'taken-back') and decided_by = app.current_user_id())
    or (state = 'undone' and undone_by = app.current_user_id())));

-- Whether an organisation has left the program: it reads and takes along, and writes nothing.
create function app.has_left(named uuid) returns boolean language plpgsql stable as $$
begin
  return exists (
    select from app.graduations where graduations.organisation_id = named and graduations.state = 'left'
  );
end
$$;
create policy while_taking_part on app.claims as restrictive for insert to marketsafe_app
  with check (not app.has_left(organisation_id));

-- Exports that are to be packed: also those whose server ended while it packed.
create function app.exports_to_pack() returns table (organisation_id uuid, export_id uuid) language plpgsql as $$
begin
  perform set_config('role', 'marketsafe_staff', true);
  return query select found.organisation_id, found.export_id from app.leaving_exports found
    where found.state in ('waiting', 'packing') order by found.asked_at;
  perform set_config('role', 'marketsafe_app', true);
end
$$;
