-- Test buys: what was ordered from a listing, how far it has come, what an examiner found, and what of it may go. Its organisation's own: neither
-- the program's staff nor anybody else reads them; what of them belongs to a claim is filed with the claim.

create table app.test_buys (
  organisation_id uuid not null references app.organisations,
  test_buy_id uuid not null,
  number text not null unique check (number ~ '^MT-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  opened_at timestamptz not null,
  opened_by uuid not null,
  primary key (organisation_id, test_buy_id)
);
create unique index test_buys_id_once on app.test_buys (test_buy_id);

create table app.test_buy_versions (
  organisation_id uuid not null,
  test_buy_id uuid not null,
  version int not null check (version > 0),
  -- Json, because texts that somebody typed stand in it.
  content json not null,
  -- The order as orders are compared.
  order_key text,
  saved_at timestamptz not null,
  saved_by uuid not null,
  saved_by_name text not null,
  primary key (organisation_id, test_buy_id, version),
  foreign key (organisation_id, test_buy_id) references app.test_buys
);
create index test_buy_versions_of_order on app.test_buy_versions (organisation_id, order_key) where order_key is not null;

-- Stages as they were noted, and those of them that were set wrongly.
create table app.test_buy_steps (
  organisation_id uuid not null,
  step_id uuid not null,
  sequence bigint generated always as identity,
  test_buy_id uuid not null,
  stage text not null check (stage in ('ordered', 'shipped', 'received', 'examined', 'reported', 'cancelled', 'not-delivered')),
  on_day date not null,
  reason json not null,
  noted_at timestamptz not null,
  noted_by uuid not null,
  noted_by_name text not null,
  primary key (organisation_id, step_id),
  foreign key (organisation_id, test_buy_id) references app.test_buys
);
create index test_buy_steps_of_buy on app.test_buy_steps (organisation_id, test_buy_id, sequence);

create table app.test_buy_step_undos (
  organisation_id uuid not null,
  step_id uuid not null,
  reason json not null,
  at timestamptz not null,
  by_user uuid not null,
  by_name text not null,
  primary key (organisation_id, step_id),
  foreign key (organisation_id, step_id) references app.test_buy_steps
);

-- What a person found, in their own words.
create table app.test_buy_statements (
  organisation_id uuid not null,
  statement_id uuid not null,
  sequence bigint generated always as identity,
  test_buy_id uuid not null,
  said json not null,
  at timestamptz not null,
  by_user uuid not null,
  by_name text not null,
  primary key (organisation_id, statement_id),
  foreign key (organisation_id, test_buy_id) references app.test_buys
);
create index test_buy_statements_of_buy on app.test_buy_statements (organisation_id, test_buy_id, sequence desc);

-- Who agreed that what goes.
create table app.test_buy_consents (
  organisation_id uuid not null,
  consent_id uuid not null,
  sequence bigint generated always as identity,
  test_buy_id uuid not null,
  order_goes boolean not null,
  files text[] not null,
  at timestamptz not null,
  by_user uuid not null,
  by_name text not null,
  primary key (organisation_id, consent_id),
  foreign key (organisation_id, test_buy_id) references app.test_buys
);
create index test_buy_consents_of_buy on app.test_buy_consents (organisation_id, test_buy_id, sequence desc);

-- Persona and payment, sealed by a secret that is not in the database.
create table app.test_buy_vault (
  organisation_id uuid not null,
  test_buy_id uuid not null,
  version int not null check (version > 0),
  sealed bytea not null,
  saved_at timestamptz not null,
  saved_by uuid not null,
  saved_by_name text not null,
  primary key (organisation_id, test_buy_id, version),
  foreign key (organisation_id, test_buy_id) references app.test_buys
);

do $$
declare named text;
begin
  foreach named in array array['test_buys', 'test_buy_versions', 'test_buy_steps', 'test_buy_step_undos', 'test_buy_statements',
    'test_buy_consents', 'test_buy_vault'] loop
    execute format('alter table app.%I enable row level security, force row level security', named);
    execute format('create policy own on app.%I using (organisation_id = app.current_organisation())', named);
    execute format('create policy staff_read on app.%I for select to marketsafe_staff using (true)', named);
    execute format('grant select, insert on app.%I to marketsafe_app', named);
    -- That there are some, and nothing of what they say.
    execute format('grant select (organisation_id) on app.%I to marketsafe_staff', named);
    execute format('create trigger append_only before update or delete on app.%I for each row execute function app.refuse_change()', named);
    execute format('create trigger append_only_whole before truncate on app.%I for each statement execute function app.refuse_change()', named);
  end loop;
end
$$;

-- A deletion of claims asks which files are still named.
grant select on app.test_buy_versions to marketsafe_deletion;
