-- What the marketplace answers, link by link. Its people write into schema `disclosed`, which is all that they reach; a role of its own brings
-- these answers to the claims, and can do nothing else. Staff bring in the files that the marketplace sends.

create table disclosed.answers (
  answer_id uuid primary key,
  packet_id uuid not null,
  position int not null,
  -- Of one order of its people's.
  written bigint generated always as identity,
  outcome text not null check (outcome in ('acknowledged', 'removed', 'already-gone', 'needs-more', 'refused')),
  cause text check (cause ~ '^[a-z-]{1,40}$'),
  words text not null default '' check (length(words) <= 2000),
  by_user uuid not null,
  by_name text not null,
  -- The marketplace reads days, never times of day.
  on_day date not null,
  foreign key (packet_id, position) references disclosed.links,
  check ((outcome = 'refused') = (cause is not null))
);
create index disclosed_answers_of_link on disclosed.answers (packet_id, position, written desc);
alter table disclosed.answers enable row level security, force row level security;
create policy desk on disclosed.answers for select to marketsafe_liaison
  using (exists (select from disclosed.packets where packets.packet_id = answers.packet_id));
-- Of a packet that they see and that was not taken back.
create policy desk_writes on disclosed.answers for insert to marketsafe_liaison
  with check (exists (
    select from disclosed.packets
    where packets.packet_id = answers.packet_id and packets.state in ('sent', 'acknowledged')));
create policy staff_read on disclosed.answers for select to marketsafe_staff using (true);
grant select, insert on disclosed.answers to marketsafe_liaison;
grant select on disclosed.answers to marketsafe_staff;
create trigger append_only before update or delete on disclosed.answers for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on disclosed.answers for each statement execute function app.refuse_change();

-- Files of answers, as they came. They belong to the program: lines of one are about claims of many.
create table app.answer_imports (
  organisation_id uuid not null references app.organisations,
  import_id uuid not null,
  marketplace text not null,
  name text not null check (length(name) <= 300),
  content bytea not null,
  sha256 text not null check (sha256 = encode(sha256(content), 'hex')),
  reading json not null,
  lines int not null check (lines > 0),
  matched int not null check (matched > 0 and matched <= lines),
  state text not null check (state in ('applying', 'applied', 'undone')),
  at timestamptz not null,
  by_user uuid not null,
  by_name text not null,
  primary key (organisation_id, import_id)
);
create unique index answer_imports_id_once on app.answer_imports (import_id);
create unique index answer_imports_once on app.answer_imports (organisation_id, marketplace, sha256) where state <> 'undone';
create index answer_imports_newest on app.answer_imports (at desc, import_id desc);

-- Every line, also those that are taken for nothing. A line of several claims stands once for each organisation's link.
create table app.answer_lines (
  organisation_id uuid not null,
  import_id uuid not null,
  line int not null check (line > 0),
  cells json not null,
  state text not null check (state ~ '^[a-z-]{1,40}$'),
  outcome text,
  cause text,
  words text not null default '' check (length(words) <= 2000),
  -- Numbers of claims, and how they stand where that is in the way.
  claims json not null default '[]',
  claim_state text,
  -- The link that it is about, where it is taken.
  of_organisation uuid,
  packet_id uuid,
  position int,
  primary key (organisation_id, import_id, line),
  foreign key (organisation_id, import_id) references app.answer_imports,
  check ((state = 'matched') = (packet_id is not null))
);

-- What became of a link by an answer; the participant's own.
create table app.marketplace_answers (
  organisation_id uuid not null,
  answer_id uuid not null,
  packet_id uuid not null,
  -- Of the link as it was disclosed.
  position int not null,
  outcome text not null check (outcome in ('acknowledged', 'removed', 'already-gone', 'needs-more', 'refused')),
  cause text check (cause ~ '^[a-z-]{1,40}$'),
  words text not null default '' check (length(words) <= 2000),
  through text not null check (through in ('desk', 'import')),
  import_id uuid,
  line int,
  by_user uuid not null,
  at timestamptz not null,
  -- Claims behind the link, and those that it moved: where from, and the number of the event that did.
  claims json not null,
  moved json not null,
  undone_at timestamptz,
  primary key (organisation_id, answer_id),
  foreign key (organisation_id, packet_id) references app.packets,
  check ((through = 'import') = (import_id is not null))
);
create index marketplace_answers_of_link on app.marketplace_answers (organisation_id, packet_id, position, at desc);
create unique index marketplace_answers_of_import on app.marketplace_answers (import_id, line) where import_id is not null;

create trigger append_only before update or delete on app.answer_lines for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.answer_lines for each statement execute function app.refuse_change();

do $$
declare
  named text;
begin
  foreach named in array array['answer_imports', 'answer_lines', 'marketplace_answers']
  loop
    execute format('alter table app.%I enable row level security, force row level security', named);
    execute format('create policy own on app.%I using (organisation_id = app.current_organisation())', named);
    execute format('create policy staff_read on app.%I for select to marketsafe_staff using (true)', named);
    execute format('grant select on app.%I to marketsafe_app', named);
    execute format('grant select, insert on app.%I to marketsafe_staff', named);
  end loop;
end
$$;
grant update (state) on app.answer_imports to marketsafe_staff;
grant update (undone_at) on app.marketplace_answers to marketsafe_staff;

create index disclosed_links_claim on disclosed.links (claim);

alter table app.changes drop constraint changes_kind_check,
  add constraint changes_kind_check check (kind in ('claim', 'right', 'draft', 'translation', 'answer'));

do $$
begin
  if not exists (select from pg_roles where rolname = 'marketsafe_desk') then
    create role marketsafe_desk nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant marketsafe_desk to %I', current_user);
  end if;
end
$$;

-- The packet of the transaction, which the role is confined to.
create function app.current_packet() returns uuid language sql stable
  return nullif(current_setting('app.packet_id', true), '')::uuid;

grant usage on schema app, disclosed to marketsafe_desk;
grant select on disclosed.answers to marketsafe_desk;
create policy applied on disclosed.answers for select to marketsafe_desk using (packet_id = app.current_packet());
grant select on disclosed.links to marketsafe_desk;
create policy applied on disclosed.links for select to marketsafe_desk using (packet_id = app.current_packet());
grant select on disclosed.packets to marketsafe_desk;
grant update (state) on disclosed.packets to marketsafe_desk;
create policy applied on disclosed.packets for select to marketsafe_desk using (packet_id = app.current_packet());
create policy acknowledged on disclosed.packets for update to marketsafe_desk
  using (packet_id = app.current_packet() and state = 'sent') with check (state = 'acknowledged');

-- Of claims the number and the state, and only of those that went with the packet.
grant select (organisation_id, claim_id, number, state) on app.claims to marketsafe_desk;
grant update (state, state_since) on app.claims to marketsafe_desk;
create policy of_packet on app.claims as restrictive to marketsafe_desk
  using (exists (
    select from app.packet_claims member
    where member.organisation_id = claims.organisation_id and member.claim_id = claims.claim_id
      and member.packet_id = app.current_packet()))
  with check (state in ('acknowledged', 'removed', 'platform_rejected'));
grant select (organisation_id, claim_id, sequence), insert on app.claim_events to marketsafe_desk;
create policy of_packet on app.claim_events as restrictive to marketsafe_desk
  using (exists (
    select from app.packet_claims member
    where member.organisation_id = claim_events.organisation_id and member.claim_id = claim_events.claim_id
      and member.packet_id = app.current_packet()));
grant select (organisation_id, packet_id, number, state) on app.packets to marketsafe_desk;
grant update (state) on app.packets to marketsafe_desk;
create policy of_packet on app.packets as restrictive to marketsafe_desk
  using (packet_id = app.current_packet()) with check (state = 'acknowledged');
grant select on app.packet_claims to marketsafe_desk;
create policy of_packet on app.packet_claims as restrictive to marketsafe_desk using (packet_id = app.current_packet());
grant select (organisation_id, packet_id, sequence), insert on app.packet_events to marketsafe_desk;
create policy of_packet on app.packet_events as restrictive to marketsafe_desk using (packet_id = app.current_packet());
grant select, insert on app.marketplace_answers to marketsafe_desk;
create policy of_packet on app.marketplace_answers as restrictive to marketsafe_desk
  using (packet_id = app.current_packet()) with check (packet_id = app.current_packet() and through = 'desk');
-- The ledgers, and what the search knows of a claim's state.
grant select, update on app.ledger_heads to marketsafe_desk;
grant insert on app.changes, app.audit to marketsafe_desk;
grant select (organisation_id, kind, entity_id, terms), update (terms) on app.search to marketsafe_desk;

-- Packets of which an answer of the marketplace's people waits to be brought to the claims.
create function app.packets_with_answers() returns setof uuid language plpgsql as $$
begin
  perform set_config('role', 'marketsafe_staff', true);
  return query select distinct answer.packet_id from disclosed.answers answer
    join app.packets packet on packet.packet_id = answer.packet_id and packet.state in ('sent', 'acknowledged')
    where not exists (select from app.marketplace_answers done where done.answer_id = answer.answer_id);
  perform set_config('role', 'marketsafe_app', true);
end
$$;
-- Files whose answers have not all been brought to the claims: their server ended before.
create function app.answers_to_apply() returns table (import_id uuid, by_user uuid) language plpgsql as $$
begin
  perform set_config('role', 'marketsafe_staff', true);
  return query select found.import_id, found.by_user from app.answer_imports found where found.state = 'applying';
  perform set_config('role', 'marketsafe_app', true);
end
$$;
create index marketplace_answers_id on app.marketplace_answers (answer_id);

-- The one way to become who brings answers to claims: of one packet, by which somebody's answer waits. Only a liaison of its marketplace can
-- have written that, and nothing but that is brought.
create function app.enter_as_desk(packet uuid) returns uuid language plpgsql as $$
declare
  organisation uuid;
begin
  perform set_config('role', 'marketsafe_staff', true);
  select found.organisation_id into organisation from app.packets found
    where found.packet_id = packet and found.state in ('sent', 'acknowledged')
      and exists (
        select from disclosed.answers answer
        where answer.packet_id = packet
          and not exists (select from app.marketplace_answers done where done.answer_id = answer.answer_id));
  if organisation is null then
    raise exception 'no answer of this packet waits' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.organisation_id', organisation::text, true),
    set_config('app.user_id', '', true),
    set_config('app.packet_id', packet::text, true),
    set_config('role', 'marketsafe_desk', true);
  return organisation;
end
$$;
