-- How rights stand with the marketplaces' own registers: noted by the program's staff, read by their holders.
create table app.right_registrations (
  organisation_id uuid not null,
  right_id uuid not null,
  marketplace text not null,
  state text not null check (state in ('submitted', 'verified', 'refused')),
  number text,
  submitted_on date not null,
  decided_on date check (decided_on >= submitted_on),
  cause text,
  primary key (organisation_id, right_id, marketplace),
  foreign key (organisation_id, right_id) references app.rights,
  check ((state = 'submitted') = (decided_on is null)),
  check ((state = 'refused') = (cause is not null))
);
alter table app.right_registrations enable row level security, force row level security;
create policy own on app.right_registrations using (organisation_id = app.current_organisation());
create policy staff_read on app.right_registrations for select to marketsafe_staff using (true);
grant select on app.right_registrations to marketsafe_app, marketsafe_staff;
grant insert, update (state, number, submitted_on, decided_on, cause) on app.right_registrations to marketsafe_staff;
