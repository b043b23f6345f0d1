-- Webhooks: a participant's own programs are told of what happens, by ids and codes.

create table app.webhooks (
  organisation_id uuid not null,
  webhook_id uuid not null,
  address text not null check (length(address) between 1 and 500),
  events text[] not null check (cardinality(events) > 0),
  -- Sealed: the database alone does not tell them.
  secret bytea not null,
  previous_secret bytea,
  previous_until timestamptz,
  state text not null default 'active' check (state in ('active', 'paused', 'disabled')),
  -- The organisation's change up to which messages are written.
  after bigint not null,
  failing_since timestamptz,
  created_at timestamptz not null,
  created_by uuid not null,
  -- Nothing is deleted here.
  ended_at timestamptz,
  primary key (organisation_id, webhook_id),
  check ((previous_secret is null) = (previous_until is null))
);
create unique index webhooks_id_once on app.webhooks (webhook_id);

-- A message, as it is sent at every attempt.
create table app.webhook_deliveries (
  organisation_id uuid not null,
  delivery_id uuid not null,
  webhook_id uuid not null,
  event text not null check (event ~ '^[a-z.-]{1,40}$'),
  body text not null check (length(body) <= 2000),
  at timestamptz not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'given-up')),
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  first_tried_at timestamptz,
  last_tried_at timestamptz,
  outcome text check (outcome ~ '^[a-z-]{1,40}$'),
  status int,
  primary key (organisation_id, delivery_id),
  foreign key (organisation_id, webhook_id) references app.webhooks
);
create index webhook_deliveries_due on app.webhook_deliveries (webhook_id, next_at) where state = 'pending';
create index webhook_deliveries_newest on app.webhook_deliveries (organisation_id, webhook_id, at desc, delivery_id);
create index webhook_deliveries_over on app.webhook_deliveries (last_tried_at) where state <> 'pending';

do $$
declare
  named text;
begin
  foreach named in array array['webhooks', 'webhook_deliveries']
  loop
    execute format('alter table app.%I enable row level security, force row level security', named);
    execute format('create policy own on app.%I using (organisation_id = app.current_organisation())', named);
    execute format('create policy staff_read on app.%I for select to marketsafe_staff using (true)', named);
    execute format('grant select, insert, update on app.%I to marketsafe_app', named);
    execute format('grant select (organisation_id) on app.%I to marketsafe_staff', named);
  end loop;
end
$$;
