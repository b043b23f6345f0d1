-- Calendars of clocks: by a secret address that the server writes and does not keep, each person's own.

create table app.calendars (
  organisation_id uuid not null,
  calendar_id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null,
  -- To an hour.
  last_read_at timestamptz,
  -- Nothing is deleted here.
  ended_at timestamptz,
  primary key (organisation_id, calendar_id),
  foreign key (organisation_id, user_id) references app.memberships
);
create unique index calendars_once on app.calendars (organisation_id, user_id) where ended_at is null;
alter table app.calendars enable row level security, force row level security;
create policy own on app.calendars using (organisation_id = app.current_organisation());
create policy staff_read on app.calendars for select to marketsafe_staff using (true);
create policy own_begin on app.calendars as restrictive for insert with check (user_id = app.current_user_id());
create policy own_change on app.calendars as restrictive for update using (user_id = app.current_user_id());
grant select, insert, update on app.calendars to marketsafe_app;
grant select on app.calendars to marketsafe_staff;
