-- Packets and links that are taken back from the marketplace, and who speaks for which marketplace and answers for whom.

-- Links of a packet that were taken back after it went. What went stays as it went; this says beside it what no longer holds.
create table disclosed.withdrawn_links (
  packet_id uuid not null,
  position int not null,
  withdrawn_on date not null,
  primary key (packet_id, position),
  foreign key (packet_id, position) references disclosed.links
);
alter table disclosed.withdrawn_links enable row level security, force row level security;
create policy staff_write on disclosed.withdrawn_links for insert to marketsafe_staff with check (true);
create policy staff_read on disclosed.withdrawn_links for select to marketsafe_staff using (true);
create policy desk on disclosed.withdrawn_links for select to marketsafe_liaison
  using (exists (select from disclosed.packets where packets.packet_id = withdrawn_links.packet_id));
grant select, insert on disclosed.withdrawn_links to marketsafe_staff;
grant select on disclosed.withdrawn_links to marketsafe_liaison;
create trigger append_only before update or delete on disclosed.withdrawn_links
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on disclosed.withdrawn_links
  for each statement execute function app.refuse_change();

-- Whoever leads the program says for which marketplaces an organisation speaks.
grant delete on app.desks to marketsafe_staff;
create policy lead_writes on app.desks as restrictive for insert to marketsafe_staff with check (app.is_program_lead());
create policy lead_removes on app.desks as restrictive for delete to marketsafe_staff using (app.is_program_lead());

-- A participant says itself where the marketplace writes to.
grant update (contact_email) on app.organisations to marketsafe_app;
