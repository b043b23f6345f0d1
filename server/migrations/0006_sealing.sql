-- Sealed evidence: the keys the program signs with, devices whose keys are known, captures with their receipts, and the time-stamps
-- of an authority.

-- Public by their nature, and no organisation's: everybody may read them, the database's owner adds them when a server starts.
create table meta.signing_keys (
  key_id text primary key check (key_id ~ '^[0-9a-f]{64}$'),
  -- SubjectPublicKeyInfo, DER, base64.
  public_key text not null,
  since timestamptz not null
);
create trigger append_only before update or delete on meta.signing_keys
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on meta.signing_keys
  for each statement execute function app.refuse_change();
grant usage on schema meta to marketsafe_app;
grant select on meta.signing_keys to marketsafe_app;

-- The queue's own role and schema, in which it makes its tables itself. It reaches nothing else, and nobody else reaches them.
do $$
begin
  if not exists (select from pg_roles where rolname = 'marketsafe_jobs') then
    create role marketsafe_jobs nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant marketsafe_jobs to %I', current_user);
  end if;
end
$$;
create schema jobs authorization marketsafe_jobs;

-- Pictures of a listing come in whatever form the marketplace serves them.
alter table app.blobs drop constraint blobs_type_check;
alter table app.blobs add constraint blobs_type_check check (
  type in ('image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif', 'text/html', 'application/json')
);

-- Null for what came before captures were signed.
alter table app.claim_evidence add column signature text;
alter table app.claim_evidence add column masked json not null default '[]';

-- A device's key as one organisation knows it, with the program's signed statement about it, byte for byte. One device may be
-- enrolled by several organisations; none learns of the other.
create table app.devices (
  organisation_id uuid not null references app.organisations,
  device_id uuid not null,
  public_key text not null,
  enrolled_by uuid not null,
  enrolled_at timestamptz not null,
  statement text not null,
  statement_key_id text not null references meta.signing_keys,
  statement_signature text not null,
  primary key (organisation_id, device_id),
  foreign key (organisation_id, enrolled_by) references app.memberships
);

-- Each capture once, with the claim that brought it first. What its manifest says of the device's chain is kept as it says it: a gap or
-- two captures in one place are facts that show, never a reason to refuse.
create table app.captures (
  organisation_id uuid not null,
  capture_id uuid not null,
  claim_id uuid not null,
  manifest_sha256 text not null,
  device_id uuid not null,
  sequence bigint not null check (sequence > 0),
  previous_sha256 text,
  challenge text not null check (challenge in ('absent', 'trusted', 'untrusted')),
  signature text not null,
  received_at timestamptz not null,
  receipt text not null,
  receipt_key_id text not null references meta.signing_keys,
  receipt_signature text not null,
  primary key (organisation_id, capture_id),
  foreign key (organisation_id, claim_id) references app.claims,
  foreign key (organisation_id, manifest_sha256) references app.blobs,
  foreign key (organisation_id, device_id) references app.devices
);
create index captures_chain on app.captures (organisation_id, device_id, sequence);

-- One row a capture, made with it. `pending` until an authority's token has been verified; then it never changes again.
create table app.time_stamps (
  organisation_id uuid not null,
  capture_id uuid not null,
  state text not null check (state in ('pending', 'stamped')),
  attempts int not null default 0,
  tried_at timestamptz,
  last_problem text,
  -- RFC 3161 TimeStampToken, DER, as it came.
  token bytea,
  chain text,
  stamped_at timestamptz,
  authority text,
  authority_url text,
  primary key (organisation_id, capture_id),
  foreign key (organisation_id, capture_id) references app.captures,
  check ((state = 'stamped') = (token is not null)),
  check ((state = 'stamped') = (chain is not null and stamped_at is not null and authority is not null))
);
create index time_stamps_pending on app.time_stamps (organisation_id, capture_id) where state = 'pending';

create function app.refuse_change_of_stamp() returns trigger language plpgsql as $$
begin
  if old.state = 'stamped' or new.organisation_id <> old.organisation_id or new.capture_id <> old.capture_id then
    raise exception 'a time-stamp does not change: % refused', tg_op using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

create trigger append_only before update or delete on app.devices
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.devices
  for each statement execute function app.refuse_change();
create trigger append_only before update or delete on app.captures
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.captures
  for each statement execute function app.refuse_change();
create trigger stamped_once before update on app.time_stamps
  for each row execute function app.refuse_change_of_stamp();
create trigger never_deleted before delete on app.time_stamps
  for each row execute function app.refuse_change();
create trigger never_deleted_whole before truncate on app.time_stamps
  for each statement execute function app.refuse_change();

alter table app.devices enable row level security, force row level security;
create policy own on app.devices using (organisation_id = app.current_organisation());

alter table app.captures enable row level security, force row level security;
create policy own on app.captures using (organisation_id = app.current_organisation());

alter table app.time_stamps enable row level security, force row level security;
create policy own on app.time_stamps using (organisation_id = app.current_organisation());
-- What is still to be asked for is looked up across organisations, by the owner alone.
create policy sweep on app.time_stamps for select to current_user using (state = 'pending');

grant select, insert on app.devices, app.captures to marketsafe_app;
grant select, insert, update on app.time_stamps to marketsafe_app;
