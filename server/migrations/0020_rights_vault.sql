-- The rights vault: what stands on a certificate, its pages as files, and all that ever happened to a right.

-- The same registration is written in many ways: with spaces, points or commas, a letter code before it, zeros at its front.
create function app.normal_number(place text, number text) returns text language sql immutable parallel safe as $$
  select coalesce(nullif(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(upper(normalize(number, NFKC)), '[[:space:][:punct:]‐‑‒–—―№]', '', 'g'),
    '^(REGISTRATION|REG|NUMBER|NO|NR|注册号|第)+|号$', '', 'g'),
    '^(' || place || case when place = 'CN' then '|ZL' else '' end || ')(?=[0-9])', ''),
    '^0+', ''), ''), upper(number))
$$;

alter table app.rights
  add column mark_kind text not null default 'word' check (mark_kind in ('word', 'figure', 'combined')),
  add column filed_on date,
  add column registered_on date,
  add column renewed_on date,
  add column note text not null default '',
  add column revision int not null default 1 check (revision > 0),
  add column changed_at timestamptz not null default now(),
  add column retired_at timestamptz,
  add column retired_reason text,
  add column decided_at timestamptz,
  add column decided_by uuid,
  add column decided_by_name text,
  add column refusal_cause text,
  add column refusal_text text,
  add column number_normal text generated always as (app.normal_number(place, number)) stored,
  add check ((retired_at is null) = (retired_reason is null)),
  add check ((refusal_cause is null) = (refusal_text is null));

-- An id is one right's, whosever it is: staff name rights by it.
create unique index rights_id_once on app.rights (right_id);
create index rights_by_number on app.rights (organisation_id, place, type, number_normal);
create index rights_listed on app.rights (organisation_id, brand, mark, right_id);
create index rights_expiring on app.rights (expires_on) where retired_at is null;

-- Certificates and their pages. One that is taken away stays known, with its day.
create table app.right_files (
  organisation_id uuid not null,
  right_id uuid not null,
  sha256 text not null,
  kind text not null check (
    kind in ('certificate', 'class-page', 'renewal', 'assignment', 'translation', 'figure', 'other')
  ),
  name text not null check (length(name) between 1 and 200),
  nice_class int check (nice_class between 1 and 45),
  added_at timestamptz not null,
  added_by uuid,
  removed_at timestamptz,
  primary key (organisation_id, right_id, sha256),
  foreign key (organisation_id, right_id) references app.rights,
  foreign key (organisation_id, sha256) references app.blobs
);

create table app.right_events (
  organisation_id uuid not null,
  right_id uuid not null,
  sequence int not null check (sequence > 0),
  at timestamptz not null,
  -- Null when the server itself did it. No key to memberships: the program's staff is in none of the holder's.
  actor_user_id uuid,
  actor_name text,
  actor_role text not null,
  kind text not null,
  changes json not null default '[]',
  text text,
  status text not null check (status in ('unverified', 'verified', 'rejected')),
  primary key (organisation_id, right_id, sequence),
  foreign key (organisation_id, right_id) references app.rights
);
create trigger append_only before update or delete on app.right_events
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.right_events
  for each statement execute function app.refuse_change();

alter table app.right_files enable row level security, force row level security;
create policy own on app.right_files using (organisation_id = app.current_organisation());
create policy staff_read on app.right_files for select to marketsafe_staff using (true);

alter table app.right_events enable row level security, force row level security;
create policy own on app.right_events using (organisation_id = app.current_organisation());
create policy staff_read on app.right_events for select to marketsafe_staff using (true);

-- A holder never verifies its own right: what it changes of one can only send it back.
create function app.refuse_own_verification() returns trigger language plpgsql as $$
begin
  if current_user = 'marketsafe_app' and new.status is distinct from old.status and new.status <> 'unverified' then
    raise exception 'a right is verified or refused by the program’s staff alone' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger own_verification before update on app.rights
  for each row execute function app.refuse_own_verification();

grant update (
  type, brand, mark, mark_kind, place, number, owner, nice_classes, filed_on, registered_on, renewed_on, expires_on, note,
  status, revision, changed_at, retired_at, retired_reason, refusal_cause, refusal_text, decided_at, decided_by, decided_by_name
) on app.rights to marketsafe_app;
grant select, insert, update (kind, name, nice_class, added_at, added_by, removed_at) on app.right_files to marketsafe_app;
grant select, insert on app.right_events to marketsafe_app;

-- Staff verify, and read what they verify.
grant select on app.right_files, app.right_events to marketsafe_staff;
grant insert on app.right_events to marketsafe_staff;
grant update (status, revision, changed_at, refusal_cause, refusal_text, decided_at, decided_by, decided_by_name)
  on app.rights to marketsafe_staff;
