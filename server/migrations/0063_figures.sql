-- What is counted of all claims, the program's yearly report and its export for research, and requests for penalties. What the marketplace decided
-- is counted by the functions of standing alone; here is what they do not know: how many claims came, and what packets are about.

create index claims_counted on app.claims (organisation_id, received_at) include (holder_id, right_id, marketplace, reason, state);
create index claims_counted_for_others on app.claims (holder_id, received_at) include (organisation_id, right_id, marketplace, reason, state)
  where holder_id <> organisation_id;
create index seller_penalties on app.seller_entries (organisation_id, seller_id) where kind = 'penalty';

grant select (organisation_id, received_at, holder_id, right_id, marketplace, reason, state) on app.claims to marketsafe_search;
grant select (organisation_id, right_id, brand) on app.rights to marketsafe_search;
create policy counting on app.rights for select to marketsafe_search using (true);

-- Claims that came between two days (UTC, both within), and how many of them ended without the marketplace: by month and what they are about.
create function app.figures_claims(filers uuid[], since date, until date) returns table (
  organisation_id uuid, holder_id uuid, month text, marketplace text, reason text, brand text,
  received bigint, duplicate bigint, declined bigint, withdrawn bigint
) language sql stable as $$
  select counted.organisation_id, counted.holder_id, to_char(counted.month, 'YYYY-MM'), counted.marketplace, counted.reason,
    coalesce(owned.brand, ''), counted.received, counted.duplicate, counted.declined, counted.withdrawn
  from (
    select claim.organisation_id, claim.holder_id, date_trunc('month', claim.received_at at time zone 'UTC') as month, claim.marketplace,
      claim.reason, claim.right_id, count(*) as received, count(*) filter (where claim.state = 'duplicate') as duplicate,
      count(*) filter (where claim.state = 'declined') as declined, count(*) filter (where claim.state = 'withdrawn') as withdrawn
    from app.claims claim
    where claim.organisation_id = any(filers) and claim.received_at >= (since::timestamp at time zone 'UTC')
      and claim.received_at < ((until + 1)::timestamp at time zone 'UTC')
    group by 1, 2, 3, 4, 5, 6
  ) counted
  left join app.rights owned on owned.organisation_id = counted.holder_id and owned.right_id = counted.right_id
$$;

-- What one organisation may count: what it filed itself, and what was filed for it.
create function app.figures_own_claims(since date, until date) returns table (
  organisation_id uuid, holder_id uuid, month text, marketplace text, reason text, brand text,
  received bigint, duplicate bigint, declined bigint, withdrawn bigint
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select * from app.figures_claims(array[app.current_organisation()], since, until)
  union all
  select found.* from app.figures_claims((
    select coalesce(array_agg(distinct claim.organisation_id), '{}') from app.claims claim
    where claim.holder_id = app.current_organisation() and claim.holder_id <> claim.organisation_id
  ), since, until) found
  where found.holder_id = app.current_organisation()
$$;

-- As before, with the brand, and the day on which it was sent.
drop function app.standing_packets(uuid[]);
create function app.standing_packets(named uuid[]) returns table (
  packet_id uuid, organisation_id uuid, holder_id uuid, marketplace text, reason text, brand text, sent_on text
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select packet.packet_id, packet.organisation_id, packet.holder_id, packet.marketplace, packet.reason, coalesce(owned.brand, ''),
    to_char(packet.sent_at at time zone 'UTC', 'YYYY-MM-DD')
  from app.packets packet
  left join app.rights owned on owned.organisation_id = packet.holder_id and owned.right_id = packet.right_id
  where packet.packet_id = any(named)
    and app.current_organisation() in (packet.organisation_id, packet.holder_id)
$$;

revoke all on function app.figures_claims, app.figures_own_claims, app.standing_packets from public;
grant execute on function app.figures_claims to marketsafe_search, marketsafe_staff;
grant create on schema app to marketsafe_search;
alter function app.figures_own_claims owner to marketsafe_search;
alter function app.standing_packets owner to marketsafe_search;
revoke create on schema app from marketsafe_search;
grant execute on function app.figures_own_claims, app.standing_packets to marketsafe_app;

-- What the program publishes: its yearly report, and exports for research. Both rest on what was counted when they were prepared.
create table program.publications (
  publication_id uuid primary key,
  kind text not null check (kind in ('public-report', 'research-export')),
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  state text not null check (state in ('prepared', 'released', 'declined', 'withdrawn')),
  -- The report itself; of an export, how many of its rows were generalised and left out.
  content json not null,
  -- The export, made once: its pseudonyms were made for it and are kept nowhere else.
  file bytea,
  file_sha256 text,
  prepared_at timestamptz not null,
  prepared_by uuid not null,
  prepared_by_name text not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_by_name text,
  check ((kind = 'research-export') = (file is not null)),
  check ((file is null) = (file_sha256 is null)),
  check ((state = 'prepared') = (decided_at is null)),
  check ((state = 'withdrawn') = (withdrawn_at is not null)),
  -- Two people, always.
  check (state not in ('released', 'withdrawn') or decided_by <> prepared_by)
);
alter table program.publications alter column file set storage external;
create unique index publications_report_once on program.publications (from_day) where kind = 'public-report' and state = 'released';
create function program.refuse_undeciding() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) not in (('prepared', 'released'), ('prepared', 'declined'), ('released', 'withdrawn')) then
    raise exception 'what was decided on a publication stays so' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger decided_once before update on program.publications for each row execute function program.refuse_undeciding();
create trigger kept before delete on program.publications for each row execute function app.refuse_change();
create trigger kept_whole before truncate on program.publications for each statement execute function app.refuse_change();
alter table program.publications enable row level security, force row level security;
create policy staff_see on program.publications for select using (app.is_program_staff());
create policy everybody_reads on program.publications for select using (kind = 'public-report' and state = 'released');
create policy staff_write on program.publications for insert with check (app.is_program_staff());
create policy staff_decide on program.publications for update using (app.is_program_staff()) with check (app.is_program_staff());
create policy staff_read on program.publications for select to marketsafe_staff using (true);
grant select, insert on program.publications to marketsafe_app;
grant update (state, decided_at, decided_by, decided_by_name, withdrawn_at, withdrawn_by, withdrawn_by_name) on program.publications
  to marketsafe_app;
grant select on program.publications to marketsafe_staff;

-- Requests that a marketplace does something about a seller, and what was told of them.
create table app.penalty_requests (
  organisation_id uuid not null references app.organisations,
  request_id uuid not null,
  seller_id uuid not null,
  wanted text not null check (wanted in ('store-closure', 'penalty')),
  -- On what it rests: a raid whose package was released, or removals that stand.
  raid_id uuid,
  claims uuid[],
  -- What goes to the marketplace, as it was when it was asked.
  content json not null,
  asked_on date not null,
  look_on date not null,
  at timestamptz not null,
  by_user uuid not null,
  by_name text not null,
  primary key (organisation_id, request_id),
  foreign key (organisation_id, raid_id) references app.raids,
  check ((raid_id is null) <> (claims is null))
);
create unique index penalty_requests_id_once on app.penalty_requests (request_id);
create index penalty_requests_of_seller on app.penalty_requests (seller_id, at desc);
create table app.penalty_events (
  organisation_id uuid not null,
  event_id uuid not null,
  sequence bigint generated always as identity,
  request_id uuid not null,
  kind text not null check (kind in ('granted', 'refused', 'none', 'look')),
  -- The day on which it was told; of a look, when to look next.
  on_day date not null,
  -- Json, because it is text that somebody typed.
  said json not null,
  -- The penalty that was granted, as it is kept of the seller.
  entry_id uuid,
  at timestamptz not null,
  by_user uuid not null,
  by_name text not null,
  primary key (organisation_id, event_id),
  foreign key (organisation_id, request_id) references app.penalty_requests,
  foreign key (organisation_id, entry_id) references app.seller_entries,
  check ((kind = 'granted') = (entry_id is not null))
);
create index penalty_events_of_request on app.penalty_events (organisation_id, request_id, sequence);
do $$
declare named text;
begin
  foreach named in array array['penalty_requests', 'penalty_events'] loop
    execute format('alter table app.%I enable row level security, force row level security', named);
    execute format('create policy own on app.%I using (organisation_id = app.current_organisation())', named);
    execute format('create policy staff_read on app.%I for select to marketsafe_staff using (true)', named);
    execute format('grant select on app.%I to marketsafe_app, marketsafe_staff', named);
    execute format('grant insert on app.%I to marketsafe_app', named);
    execute format('create trigger append_only before update or delete on app.%I for each row execute function app.refuse_change()', named);
    execute format('create trigger append_only_whole before truncate on app.%I for each statement execute function app.refuse_change()', named);
  end loop;
end
$$;
