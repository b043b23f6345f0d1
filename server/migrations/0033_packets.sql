-- Packets: what an approved claim becomes part of on its way to the marketplace. Participants' side and the program's stand in `app`; what the
-- marketplace gets to see stands in tables of its own, in schema `disclosed`, where nothing else is, and its people read those as a role
-- that can read nothing else.

-- Where the marketplace writes to: an address of the organisation's office, never a person's.
alter table app.organisations add column contact_email text check (length(contact_email) between 3 and 254);

create table app.packets (
  -- Who complains: whose claims they are.
  organisation_id uuid not null references app.organisations,
  packet_id uuid not null,
  number text not null unique check (number ~ '^MP-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  holder_id uuid not null,
  right_id uuid not null,
  marketplace text not null,
  target_kind text not null,
  reason text not null,
  state text not null check (state in ('built', 'released', 'sent', 'acknowledged', 'withdrawn', 'cancelled')),
  expedited text check (expedited in ('safety', 'launch', 'repeat-seller')),
  -- What all links have in common, as it goes out. Json, because texts of pages stand in it.
  head json not null,
  built_at timestamptz not null,
  built_by uuid not null,
  built_by_name text not null,
  released_at timestamptz,
  released_by uuid,
  released_by_name text,
  -- Of what went out, as canonical JSON.
  content_sha256 text,
  sent_at timestamptz,
  channel text check (channel in ('desk', 'form', 'mail')),
  reference text not null default '' check (length(reference) <= 200),
  primary key (organisation_id, packet_id),
  foreign key (holder_id, right_id) references app.rights (organisation_id, right_id),
  check ((released_at is null) = (content_sha256 is null)),
  -- Two people, always.
  check (released_by <> built_by)
);
create unique index packets_id_once on app.packets (packet_id);
create index packets_newest on app.packets (built_at desc, packet_id desc);

create table app.packet_links (
  organisation_id uuid not null,
  packet_id uuid not null,
  position int not null check (position >= 0),
  item_id text not null,
  -- As it goes out.
  content json not null,
  primary key (organisation_id, packet_id, position),
  foreign key (organisation_id, packet_id) references app.packets
);

create table app.packet_claims (
  organisation_id uuid not null,
  packet_id uuid not null,
  claim_id uuid not null,
  position int not null,
  -- When it went out of the packet again: withdrawn before it was released, or the packet was cancelled.
  left_at timestamptz,
  primary key (organisation_id, packet_id, claim_id),
  foreign key (organisation_id, packet_id, position) references app.packet_links,
  foreign key (organisation_id, claim_id) references app.claims
);
create index packet_claims_of_claim on app.packet_claims (organisation_id, claim_id);

create table app.packet_events (
  organisation_id uuid not null,
  packet_id uuid not null,
  sequence int not null check (sequence > 0),
  at timestamptz not null,
  by_user uuid not null,
  by_name text not null,
  to_state text not null,
  channel text,
  text text not null default '' check (length(text) <= 1000),
  primary key (organisation_id, packet_id, sequence),
  foreign key (organisation_id, packet_id) references app.packets
);
create trigger append_only before update or delete on app.packet_events
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.packet_events
  for each statement execute function app.refuse_change();

-- For which marketplaces a marketplace's own people speak.
create table app.desks (
  organisation_id uuid not null references app.organisations,
  marketplace text not null,
  primary key (organisation_id, marketplace)
);

do $$
declare
  named text;
begin
  foreach named in array array['packets', 'packet_links', 'packet_claims', 'packet_events', 'desks']
  loop
    execute format('alter table app.%I enable row level security, force row level security', named);
    execute format('create policy own on app.%I using (organisation_id = app.current_organisation())', named);
    execute format('create policy staff_read on app.%I for select to marketsafe_staff using (true)', named);
    execute format('grant select on app.%I to marketsafe_app', named);
    execute format('grant select, insert on app.%I to marketsafe_staff', named);
  end loop;
end
$$;
grant update (state, released_at, released_by, released_by_name, content_sha256, sent_at, channel, reference)
  on app.packets to marketsafe_staff;
grant update (left_at) on app.packet_claims to marketsafe_staff;
-- What a packet had gone out with stays as it was.
create function app.refuse_released_change() returns trigger language plpgsql as $$
begin
  if old.released_at is not null
    and (new.released_at, new.released_by, new.content_sha256) is distinct from (old.released_at, old.released_by, old.content_sha256)
  then
    raise exception 'a released packet stays as it was' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger released_stays before update on app.packets for each row execute function app.refuse_released_change();

-- Approved claims that wait for a packet, group by group.
create index claims_to_packet on app.claims (organisation_id, holder_id, right_id, marketplace, reason, state_since, claim_id)
  where state = 'approved';

-- What the marketplace gets. Nothing here says whose organisation it is, who worked on it or at what time of day.
create schema disclosed;

create table disclosed.packets (
  packet_id uuid primary key,
  number text not null unique,
  marketplace text not null,
  -- Released and not handed in yet: the marketplace does not see it.
  state text not null check (state in ('released', 'sent', 'acknowledged', 'withdrawn')),
  -- Canonical JSON (RFC 8785) of the packet, byte for byte as it went.
  content bytea not null,
  content_sha256 text not null check (content_sha256 = encode(sha256(content), 'hex')),
  links int not null check (links > 0),
  sent_on date not null
);
create index disclosed_newest on disclosed.packets (marketplace, sent_on desc, packet_id desc);

create table disclosed.links (
  packet_id uuid not null references disclosed.packets,
  position int not null,
  claim text not null,
  item_id text not null,
  canonical_url text not null,
  primary key (packet_id, position)
);
create index disclosed_links_item on disclosed.links (item_id);

create table disclosed.files (
  packet_id uuid not null references disclosed.packets,
  name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  type text not null,
  primary key (packet_id, name)
);

do $$
begin
  if not exists (select from pg_roles where rolname = 'marketsafe_liaison') then
    create role marketsafe_liaison nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant marketsafe_liaison to %I', current_user);
  end if;
end
$$;

-- Marketplaces for which the transaction's caller speaks.
create function disclosed.marketplaces() returns text[] language sql stable
  return string_to_array(nullif(current_setting('disclosed.marketplaces', true), ''), ',');

do $$
declare
  named text;
begin
  foreach named in array array['packets', 'links', 'files']
  loop
    execute format('alter table disclosed.%I enable row level security, force row level security', named);
    execute format('create policy staff_write on disclosed.%I for insert to marketsafe_staff with check (true)', named);
    execute format('create policy staff_read on disclosed.%I for select to marketsafe_staff using (true)', named);
    execute format('grant select, insert on disclosed.%I to marketsafe_staff', named);
    execute format('grant select on disclosed.%I to marketsafe_liaison', named);
  end loop;
end
$$;
create policy staff_move on disclosed.packets for update to marketsafe_staff using (true) with check (true);
grant update (state, sent_on) on disclosed.packets to marketsafe_staff;
create policy desk on disclosed.packets for select to marketsafe_liaison
  using (state <> 'released' and marketplace = any(disclosed.marketplaces()));
create policy desk on disclosed.links for select to marketsafe_liaison
  using (exists (select from disclosed.packets where packets.packet_id = links.packet_id));
create policy desk on disclosed.files for select to marketsafe_liaison
  using (exists (select from disclosed.packets where packets.packet_id = files.packet_id));
grant usage on schema disclosed to marketsafe_staff, marketsafe_liaison;

-- What went out stays as it went.
create trigger append_only before update or delete on disclosed.links for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on disclosed.links for each statement execute function app.refuse_change();
create trigger append_only before update or delete on disclosed.files for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on disclosed.files for each statement execute function app.refuse_change();

-- The one way to become the marketplace's people: a transaction of somebody who is a liaison of a marketplace's organisation. It reads what was
-- disclosed to the marketplaces that this organisation speaks for, and nothing of `app`.
create function app.enter_as_liaison(person uuid, organisation uuid) returns void language plpgsql as $$
declare
  spoken_for text;
begin
  perform set_config('role', 'marketsafe_app', true),
    set_config('app.organisation_id', organisation::text, true),
    set_config('app.user_id', person::text, true);
  if not exists (
    select from app.memberships membership
    join app.organisations own on own.organisation_id = membership.organisation_id
    where membership.organisation_id = organisation and membership.user_id = person and membership.ended_at is null
      and 'liaison' = any(membership.roles) and own.kind = 'marketplace'
  ) then
    raise exception 'only a marketplace''s own people may enter as liaison' using errcode = 'insufficient_privilege';
  end if;
  select string_agg(marketplace, ',') into spoken_for from app.desks where organisation_id = organisation;
  perform set_config('disclosed.marketplaces', coalesce(spoken_for, ''), true),
    set_config('app.organisation_id', '', true),
    set_config('app.user_id', '', true),
    set_config('role', 'marketsafe_liaison', true);
end
$$;
