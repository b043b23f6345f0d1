-- Accounts: tokens of programs that act for a person, new passwords by mail, and devices whose key is no longer their person's.

-- A token is shown once; here is its hash, and enough of it to recognise it by.
create table auth."apiToken" (
  "id" text primary key,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "organisationId" text not null,
  "name" text not null,
  "prefix" text not null,
  "hash" bytea not null unique,
  "scopes" text not null,
  "createdAt" timestamptz not null default now(),
  "expiresAt" timestamptz not null,
  "lastUsedAt" timestamptz,
  "revokedAt" timestamptz
);
create index on auth."apiToken" ("userId");

-- The link of a mail by which somebody chooses a new password: the hash of its secret.
create table auth."passwordReset" (
  "hash" bytea primary key,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "expiresAt" timestamptz not null
);
create index on auth."passwordReset" ("userId");
grant select, insert, update, delete on auth."apiToken", auth."passwordReset" to marketsafe_auth;

-- A device that was lost: what its key has signed and comes in from then on says so. The key itself stays known, because what it has signed
-- before stays true.
create table app.device_revocations (
  organisation_id uuid not null,
  device_id uuid not null,
  revoked_by uuid not null,
  revoked_at timestamptz not null,
  primary key (organisation_id, device_id),
  foreign key (organisation_id, device_id) references app.devices
);
create trigger append_only before update or delete on app.device_revocations
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.device_revocations
  for each statement execute function app.refuse_change();
alter table app.device_revocations enable row level security, force row level security;
create policy own on app.device_revocations using (organisation_id = app.current_organisation());
create policy staff_read on app.device_revocations for select to marketsafe_staff using (true);
grant select, insert on app.device_revocations to marketsafe_app;
grant select on app.device_revocations to marketsafe_staff;
-- A holder who reads what was filed for it sees of a device as much as of its key.
create policy visited on app.device_revocations as restrictive for select to marketsafe_visitor
  using (device_id = any((select app.visited_devices())::uuid[]));
grant select on app.device_revocations to marketsafe_visitor;
