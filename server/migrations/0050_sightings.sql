-- Removed listings that somebody of the organisation came by again, on a visit of their own, and whether they were there. Nothing is fetched for it.

create table app.sightings (
  organisation_id uuid not null,
  claim_id uuid not null,
  seen_at timestamptz not null,
  user_id uuid not null,
  seen text not null check (seen in ('live', 'gone')),
  told_at timestamptz not null default now(),
  primary key (organisation_id, claim_id, seen_at, user_id),
  foreign key (organisation_id, claim_id) references app.claims
);
alter table app.sightings enable row level security, force row level security;
create policy own on app.sightings using (organisation_id = app.current_organisation());
create policy while_mandated on app.sightings as restrictive for select to marketsafe_app
  using (not (select app.is_mandated()) or app.reads_claim(claim_id));
create policy staff_read on app.sightings for select to marketsafe_staff using (true);
grant select, insert on app.sightings to marketsafe_app;
grant select on app.sightings to marketsafe_staff;
create trigger append_only before update or delete on app.sightings for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.sightings for each statement execute function app.refuse_change();

-- Claims whose listings are to be away.
create index claims_watched on app.claims (organisation_id, state_since desc, claim_id)
  where state in ('removed', 'countered', 'contested', 'upheld');
