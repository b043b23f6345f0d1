-- What else the marketplace's people write in their own portal, beside answers: that an answer of theirs was a mistake, and a seller's
-- counter-notice with the seller's documents. They write into schema `disclosed`, where alone they read, and the role that brings answers to
-- the claims brings these, too.

-- Answers that were taken back, by whoever writes answers there.
create table disclosed.answers_undone (
  answer_id uuid primary key references disclosed.answers,
  packet_id uuid not null references disclosed.packets,
  by_user uuid not null,
  by_name text not null,
  on_day date not null
);
create index answers_undone_of_packet on disclosed.answers_undone (packet_id);

-- What a seller says against a removal.
create table disclosed.counter_notices (
  counter_id uuid primary key,
  packet_id uuid not null,
  position int not null,
  -- Of one packet.
  written bigint generated always as identity,
  received_on date not null,
  reply_by date,
  -- Json, because a seller's text may hold what a text column refuses.
  statement json not null,
  by_user uuid not null,
  by_name text not null,
  on_day date not null,
  foreign key (packet_id, position) references disclosed.links
);
create index disclosed_counter_notices_of_link on disclosed.counter_notices (packet_id, position, written);

-- Documents of the seller's, in the store of the organisation whose people handed them in.
create table disclosed.counter_files (
  counter_id uuid not null references disclosed.counter_notices,
  position smallint not null check (position between 0 and 19),
  packet_id uuid not null references disclosed.packets,
  store_of uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Json, as the statement.
  name json not null,
  type text not null,
  bytes bigint not null check (bytes > 0),
  primary key (counter_id, position)
);

do $$
declare
  named text;
begin
  foreach named in array array['answers_undone', 'counter_notices', 'counter_files']
  loop
    execute format('alter table disclosed.%I enable row level security, force row level security', named);
    execute format('create policy desk on disclosed.%1$I for select to marketsafe_liaison
      using (exists (select from disclosed.packets where packets.packet_id = %1$I.packet_id))', named);
    -- Of a packet that they see and that was not taken back.
    execute format('create policy desk_writes on disclosed.%1$I for insert to marketsafe_liaison
      with check (exists (select from disclosed.packets
        where packets.packet_id = %1$I.packet_id and packets.state in (''sent'', ''acknowledged'')))', named);
    execute format('create policy staff_read on disclosed.%I for select to marketsafe_staff using (true)', named);
    execute format('create policy applied on disclosed.%I for select to marketsafe_desk using (packet_id = app.current_packet())', named);
    execute format('grant select, insert on disclosed.%I to marketsafe_liaison', named);
    execute format('grant select on disclosed.%I to marketsafe_staff, marketsafe_desk', named);
    execute format('create trigger append_only before update or delete on disclosed.%I for each row execute function app.refuse_change()', named);
    execute format('create trigger append_only_whole before truncate on disclosed.%I for each statement execute function app.refuse_change()', named);
  end loop;
end
$$;
-- Only what is of this packet.
create policy own_answer on disclosed.answers_undone as restrictive for insert to marketsafe_liaison
  with check (exists (select from disclosed.answers
    where answers.answer_id = answers_undone.answer_id and answers.packet_id = answers_undone.packet_id));
create policy own_notice on disclosed.counter_files as restrictive for insert to marketsafe_liaison
  with check (exists (select from disclosed.counter_notices
    where counter_notices.counter_id = counter_files.counter_id and counter_notices.packet_id = counter_files.packet_id));

-- A seller's documents at the claim: evidence of a third party, read by who complained and by staff, and by nobody else.
create table app.counter_files (
  organisation_id uuid not null,
  counter_id uuid not null,
  position smallint not null check (position between 0 and 19),
  store_of uuid not null,
  sha256 text not null,
  name json not null,
  type text not null,
  bytes bigint not null check (bytes > 0),
  primary key (organisation_id, counter_id, position),
  foreign key (organisation_id, counter_id) references app.counter_notices,
  foreign key (store_of, sha256) references app.blobs (organisation_id, sha256)
);
alter table app.counter_files enable row level security, force row level security;
-- As the counter-notice, which is read as its claim is.
create policy own on app.counter_files using (
  organisation_id = app.current_organisation()
  and exists (
    select from app.counter_notices
    where counter_notices.organisation_id = counter_files.organisation_id
      and counter_notices.counter_id = counter_files.counter_id
  )
);
create policy staff_read on app.counter_files for select to marketsafe_staff using (true);
grant select on app.counter_files to marketsafe_app;
grant select, insert on app.counter_files to marketsafe_staff, marketsafe_desk;
create trigger append_only before update or delete on app.counter_files for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.counter_files for each statement execute function app.refuse_change();

-- By the marketplace's people themselves, or by staff who had it from them.
alter table app.counter_notices
  add column entered_through text not null default 'staff' check (entered_through in ('staff', 'desk'));

-- What brings all this to the claims, and of these only.
alter policy of_packet on app.claims
  with check (state in ('sent', 'acknowledged', 'removed', 'platform_rejected', 'countered'));
grant select (organisation_id, counter_id, claim_id, chance, state), insert on app.counter_notices to marketsafe_desk;
create policy of_packet on app.counter_notices as restrictive to marketsafe_desk
  using (exists (
    select from app.packet_claims member
    where member.organisation_id = counter_notices.organisation_id and member.claim_id = counter_notices.claim_id
      and member.packet_id = app.current_packet()))
  with check (state = 'open' and entered_through = 'desk' and exists (
    select from app.packet_claims member
    where member.organisation_id = counter_notices.organisation_id and member.claim_id = counter_notices.claim_id
      and member.packet_id = app.current_packet()));
grant update (undone_at) on app.marketplace_answers to marketsafe_desk;
-- Whether anything but answers has happened to a claim since.
grant select (reason_code) on app.claim_events to marketsafe_desk;

-- Whether anything of a packet waits to be brought to its claims. A counter-notice that no way leads to waits for staff, not for this.
create function app.desk_waits(packet uuid) returns boolean language plpgsql stable as $$
begin
  return exists (
      select from disclosed.answers answer
      where answer.packet_id = packet
        and not exists (select from app.marketplace_answers done where done.answer_id = answer.answer_id))
    or exists (
      select from disclosed.answers_undone undone
      where undone.packet_id = packet
        and exists (select from app.marketplace_answers done
          where done.answer_id = undone.answer_id and done.undone_at is null))
    or exists (
      select from disclosed.counter_notices notice
      join disclosed.links link on link.packet_id = notice.packet_id and link.position = notice.position
      join app.claims claim on claim.number = link.claim and claim.state in ('removed', 'upheld')
      where notice.packet_id = packet
        and not exists (select from app.counter_notices done where done.counter_id = notice.counter_id)
        and (select count(*) from app.counter_notices before
          where before.organisation_id = claim.organisation_id and before.claim_id = claim.claim_id) < 3);
end
$$;

create or replace function app.packets_with_answers() returns setof uuid language plpgsql as $$
begin
  perform set_config('role', 'marketsafe_staff', true);
  return query select packet.packet_id from app.packets packet
    where packet.state in ('sent', 'acknowledged') and packet.packet_id in (
      select answer.packet_id from disclosed.answers answer
        where not exists (select from app.marketplace_answers done where done.answer_id = answer.answer_id)
      union select undone.packet_id from disclosed.answers_undone undone
      union select notice.packet_id from disclosed.counter_notices notice
        where not exists (select from app.counter_notices done where done.counter_id = notice.counter_id))
    and app.desk_waits(packet.packet_id);
  perform set_config('role', 'marketsafe_app', true);
end
$$;

create or replace function app.enter_as_desk(packet uuid) returns uuid language plpgsql as $$
declare
  organisation uuid;
begin
  perform set_config('role', 'marketsafe_staff', true);
  select found.organisation_id into organisation from app.packets found
    where found.packet_id = packet and found.state in ('sent', 'acknowledged') and app.desk_waits(packet);
  if organisation is null then
    raise exception 'nothing of this packet waits' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.organisation_id', organisation::text, true),
    set_config('app.user_id', '', true),
    set_config('app.packet_id', packet::text, true),
    set_config('role', 'marketsafe_desk', true);
  return organisation;
end
$$;
