-- What an organisation registers once and uses many times, and the bytes it hands in.

create table app.rights (
  organisation_id uuid not null references app.organisations,
  right_id uuid not null,
  type text not null check (type in ('trademark', 'copyright', 'design', 'utility', 'invention')),
  brand text not null,
  mark text not null,
  place text not null,
  number text not null,
  owner text not null,
  nice_classes int[] not null,
  status text not null check (status in ('unverified', 'verified', 'rejected')),
  expires_on date,
  created_at timestamptz not null,
  primary key (organisation_id, right_id)
);

-- The bytes themselves lie in the blob store, under the same organisation and hash. Each organisation has its own: a shared
-- store would tell one holder what another has.
create table app.blobs (
  organisation_id uuid not null references app.organisations,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  type text not null check (type in ('image/png', 'text/html', 'application/json')),
  stored_by uuid not null,
  stored_at timestamptz not null,
  primary key (organisation_id, sha256)
);

alter table app.rights enable row level security, force row level security;
create policy own on app.rights using (organisation_id = app.current_organisation());

alter table app.blobs enable row level security, force row level security;
create policy own on app.blobs using (organisation_id = app.current_organisation());

grant select, insert on app.rights, app.blobs to marketsafe_app;
