-- Applications to take part. They are of nobody in the program until they are accepted, so they lie in a schema of their own: an applicant's
-- transaction is opened by the hash of its link, sees one application, and nothing of any organisation.

create schema intake;

do $$
begin
  if not exists (select from pg_roles where rolname = 'marketsafe_applicant') then
    create role marketsafe_applicant nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant marketsafe_applicant to %I', current_user);
  end if;
end
$$;

create table intake.applications (
  application_id uuid primary key,
  kind text not null check (kind in ('rights_holder', 'representative')),
  -- In which mails are written.
  language text not null check (language in ('en', 'zh-CN')),
  email text not null,
  -- When something was done by a link that only a mail holds.
  confirmed_at timestamptz,
  state text not null default 'draft' check (
    state in ('draft', 'in_review', 'needs_info', 'accepted', 'declined', 'appealed', 'refused', 'withdrawn')),
  state_since timestamptz not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  handed_in_at timestamptz,
  revision integer not null default 1,
  data json not null,
  declared json,
  -- Who declined it: an appeal is read by another person.
  declined_by uuid,
  -- What was made of it.
  organisation_id uuid,
  -- When it is deleted; null while the program has to do with it, and for good once it is accepted.
  delete_at timestamptz,
  demo boolean not null default false,
  check (state = 'draft' or handed_in_at is not null or state = 'withdrawn')
);
create index applications_listed on intake.applications (state, state_since) where handed_in_at is not null;
create index applications_lapsed on intake.applications (delete_at) where delete_at is not null;

-- By `page` one goes on in the browser in which one began; by `mail` one proves that the address is one's own.
create table intake.links (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  application_id uuid not null references intake.applications on delete cascade,
  kind text not null check (kind in ('page', 'mail')),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index links_of_application on intake.links (application_id);

-- Documents of people who are nobody yet: in the row, so that they are saved, and deleted, with the application, whole or not at all.
create table intake.files (
  application_id uuid not null references intake.applications on delete cascade,
  file_id uuid not null,
  kind text not null check (kind in ('company', 'certificate', 'mandate', 'other')),
  about uuid,
  name text not null,
  type text not null,
  bytes integer not null check (bytes between 1 and 10000000),
  sha256 text not null,
  content bytea not null,
  added_at timestamptz not null,
  primary key (application_id, file_id),
  check (octet_length(content) = bytes)
);
alter table intake.files alter column content set storage external;

create table intake.events (
  application_id uuid not null references intake.applications on delete cascade,
  sequence integer not null,
  at timestamptz not null,
  move text not null check (move in ('hand-in', 'ask', 'answer', 'accept', 'decline', 'appeal', 'withdraw')),
  -- Both null where it was the applicant.
  actor_user_id uuid,
  actor_name text,
  cause text check (cause ~ '^[a-z0-9-]{1,60}$'),
  text text,
  -- What the applicant had written, at each handing in and answer.
  data json,
  primary key (application_id, sequence)
);

create table intake.notes (
  application_id uuid not null references intake.applications on delete cascade,
  note_id uuid not null,
  at timestamptz not null,
  author_user_id uuid not null,
  author_name text not null,
  text text not null,
  primary key (application_id, note_id)
);

-- By what two applications are found to have something in common; made alike, as rights' numbers are.
create table intake.keys (
  application_id uuid not null references intake.applications on delete cascade,
  kind text not null check (kind in ('name', 'number', 'website', 'email', 'right')),
  key text not null,
  value text not null,
  holder uuid,
  primary key (application_id, kind, key)
);
create index keys_found on intake.keys (kind, key);

create function intake.current_application() returns uuid language sql stable
  return nullif(current_setting('app.application', true), '')::uuid;
create function intake.current_link() returns bytea language sql stable
  return decode(coalesce(current_setting('app.link', true), ''), 'hex');
create function intake.is_cleaning() returns boolean language sql stable
  return coalesce(current_setting('app.cleaning', true), '') = 'yes';

do $$
declare
  named text;
begin
  foreach named in array array['applications', 'links', 'files', 'events', 'notes', 'keys']
  loop
    execute format('alter table intake.%I enable row level security, force row level security', named);
    execute format('create policy staff_read on intake.%I for select to marketsafe_staff using (true)', named);
  end loop;
  -- Staff's notes are nothing of the applicant's.
  foreach named in array array['applications', 'links', 'files', 'events', 'keys']
  loop
    execute format(
      'create policy own on intake.%1$I to marketsafe_applicant using (application_id = intake.current_application())', named
    );
  end loop;
end
$$;
create policy shown on intake.links for select to marketsafe_applicant using (token_hash = intake.current_link());
create policy lapsed on intake.applications for select to marketsafe_applicant
  using (intake.is_cleaning() and delete_at <= now());
create policy cleaned on intake.applications for delete to marketsafe_applicant
  using (intake.is_cleaning() and delete_at <= now());
create policy cleaned on intake.links for delete to marketsafe_applicant
  using (intake.is_cleaning() and expires_at < now() - interval '400 days');
create policy lapsed on intake.links for select to marketsafe_applicant
  using (intake.is_cleaning() and expires_at < now() - interval '400 days');
create policy staff_change on intake.applications for update to marketsafe_staff using (handed_in_at is not null);
do $$
declare
  named text;
begin
  foreach named in array array['links', 'events', 'notes']
  loop
    execute format('create policy staff_write on intake.%I for insert to marketsafe_staff with check (true)', named);
  end loop;
end
$$;

grant usage on schema intake to marketsafe_app, marketsafe_staff, marketsafe_applicant;
grant select on all tables in schema intake to marketsafe_staff;
grant update (state, state_since, changed_at, revision, declined_by, organisation_id, delete_at) on intake.applications to marketsafe_staff;
grant insert on intake.links, intake.events, intake.notes to marketsafe_staff;
grant select, insert, delete on intake.applications, intake.links, intake.files, intake.keys to marketsafe_applicant;
grant update (language, email, confirmed_at, state, state_since, changed_at, handed_in_at, revision, data, declared, delete_at)
  on intake.applications to marketsafe_applicant;
grant select, insert on intake.events to marketsafe_applicant;
-- What an applicant does stands in the chain of the program's own organisation, and its mails wait with all others.
grant usage on schema app, mail to marketsafe_applicant;
grant select, update on app.ledger_heads to marketsafe_applicant;
grant insert on app.audit, app.changes to marketsafe_applicant;
grant insert on mail.outgoing to marketsafe_applicant;

-- The program's own organisation, whose chain has what applicants do; null before there is one.
create function intake.host() returns uuid language plpgsql as $$
declare
  host uuid;
begin
  perform set_config('role', 'marketsafe_staff', true);
  select organisation_id into host from app.organisations where kind = 'program' order by created_at, organisation_id limit 1;
  perform set_config('app.organisation_id', coalesce(host::text, ''), true),
    set_config('app.user_id', '', true),
    set_config('app.cleaning', '', true),
    set_config('role', 'marketsafe_applicant', true);
  return host;
end
$$;

-- An applicant's transaction, by the hash of the link that was shown; no link, no application.
create function intake.enter_by_link(hash text) returns void language plpgsql as $$
begin
  perform intake.host(), set_config('app.link', hash, true), set_config('app.application', '', true);
  perform set_config('app.application', coalesce((
    select application_id::text from intake.links where token_hash = decode(hash, 'hex')), ''), true);
end
$$;

-- One that begins now.
create function intake.enter_new(application uuid) returns void language plpgsql as $$
begin
  perform intake.host(), set_config('app.link', '', true), set_config('app.application', application::text, true);
end
$$;

create function intake.enter_cleaning() returns void language plpgsql as $$
begin
  perform intake.host(), set_config('app.link', '', true), set_config('app.application', '', true),
    set_config('app.cleaning', 'yes', true);
end
$$;

-- How much of those who are nobody yet is kept: drafts that nobody has confirmed, and bytes of documents of all that were not accepted.
create function intake.kept() returns table (unconfirmed bigint, bytes bigint) language plpgsql as $$
begin
  perform set_config('role', 'marketsafe_staff', true);
  return query select
    (select count(*) from intake.applications where state = 'draft' and confirmed_at is null),
    coalesce((select sum(file.bytes) from intake.files file
      join intake.applications one using (application_id) where one.state <> 'accepted'), 0)::bigint;
  perform set_config('role', 'marketsafe_app', true);
end
$$;

-- Whoever accepts an application registers what it names, once, in the organisation that is made of it.
grant insert on app.rights, app.right_files, app.blobs to marketsafe_staff;

-- Organisations are made by who leads the program, and by whoever of its staff accepts an application, while it is open.
create function intake.is_accepting() returns boolean language sql stable
  return exists (
    select from intake.applications
    where application_id = nullif(current_setting('app.accepting', true), '')::uuid and state in ('in_review', 'appealed')
      and (state <> 'appealed' or declined_by is distinct from app.current_user_id())
  );
alter policy lead_registers on app.organisations with check (app.is_program_lead() or intake.is_accepting());
alter policy lead_registers on app.ledger_heads with check (app.is_program_lead() or intake.is_accepting());
alter policy lead_invites on app.invitations with check (app.is_program_lead() or intake.is_accepting());
