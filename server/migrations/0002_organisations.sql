-- Organisations, who belongs to them, and the three things every write of theirs touches: the head of their ledgers, the audit
-- trail, and the feed of changes. Every table of schema app belongs to one organisation a row and is closed by row-level
-- security; the server refuses to start on one that is not.

create schema app;
grant usage on schema app to marketsafe_app;

-- Whose rows the transaction may see: set by the server for each transaction. Unset means nobody's.
create function app.current_organisation() returns uuid language sql stable
  return nullif(current_setting('app.organisation_id', true), '')::uuid;

create function app.current_user_id() returns uuid language sql stable
  return nullif(current_setting('app.user_id', true), '')::uuid;

create function app.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end
$$;

create table app.organisations (
  organisation_id uuid primary key,
  name text not null check (length(name) between 1 and 500),
  created_at timestamptz not null
);

-- A user acts for one organisation; acting for several holders is a mandate, not a membership. Never deleted, because claims
-- name their people: a membership that ends gets a date.
create table app.memberships (
  organisation_id uuid not null references app.organisations,
  user_id uuid not null unique,
  name text not null check (length(name) between 1 and 500),
  roles text[] not null check (
    cardinality(roles) > 0
    and roles <@ array['investigator', 'manager', 'signatory', 'analyst', 'program_lead', 'liaison']
  ),
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (organisation_id, user_id)
);

-- Locked for the length of every writing transaction, so that one organisation's sequences have no gap and are committed in
-- their order, and its audit chain has no fork.
create table app.ledger_heads (
  organisation_id uuid primary key references app.organisations,
  change_sequence bigint not null default 0,
  audit_sequence bigint not null default 0,
  audit_hash bytea not null default '\x'
);

create table app.audit (
  organisation_id uuid not null references app.organisations,
  sequence bigint not null check (sequence > 0),
  entry json not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (organisation_id, sequence)
);

create table app.changes (
  organisation_id uuid not null references app.organisations,
  sequence bigint not null check (sequence > 0),
  kind text not null check (kind in ('claim', 'right')),
  entity_id uuid not null,
  at timestamptz not null,
  -- What the feed shows of the entity as it was at this moment.
  detail json not null,
  primary key (organisation_id, sequence)
);

create trigger append_only before update or delete on app.audit
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.audit
  for each statement execute function app.refuse_change();
create trigger append_only before update or delete on app.changes
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.changes
  for each statement execute function app.refuse_change();

alter table app.organisations enable row level security, force row level security;
create policy own on app.organisations using (organisation_id = app.current_organisation());

-- A signed-in user's organisation has to be found before it can be set.
create policy member on app.organisations for select using (
  exists (
    select from app.memberships
    where memberships.organisation_id = organisations.organisation_id
      and memberships.user_id = app.current_user_id()
  )
);

alter table app.memberships enable row level security, force row level security;
create policy own on app.memberships using (organisation_id = app.current_organisation());
create policy self on app.memberships for select using (user_id = app.current_user_id());

alter table app.ledger_heads enable row level security, force row level security;
create policy own on app.ledger_heads using (organisation_id = app.current_organisation());

alter table app.audit enable row level security, force row level security;
create policy own on app.audit using (organisation_id = app.current_organisation());

alter table app.changes enable row level security, force row level security;
create policy own on app.changes using (organisation_id = app.current_organisation());

grant select on app.organisations, app.memberships to marketsafe_app;
grant select, update on app.ledger_heads to marketsafe_app;
grant select, insert on app.audit, app.changes to marketsafe_app;
