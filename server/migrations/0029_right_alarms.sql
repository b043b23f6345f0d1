-- Which alarms of a right's expiry have gone out: each once for one day of expiry, and anew where a renewal has moved it.
create table app.right_alarms (
  organisation_id uuid not null,
  right_id uuid not null,
  expires_on date not null,
  days int not null check (days in (90, 30, 7)),
  at timestamptz not null default now(),
  primary key (organisation_id, right_id, expires_on, days),
  foreign key (organisation_id, right_id) references app.rights
);
alter table app.right_alarms enable row level security, force row level security;
create policy own on app.right_alarms using (organisation_id = app.current_organisation());
create policy staff_read on app.right_alarms for select to marketsafe_staff using (true);
grant select, insert on app.right_alarms to marketsafe_app;
grant select on app.right_alarms to marketsafe_staff;
