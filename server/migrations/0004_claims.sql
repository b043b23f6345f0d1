-- Claims as they were handed in, their history, and the answers that were given for them.
--
-- Texts that come from a page are kept as json, not jsonb or text: they may hold U+0000 and lone surrogates, which only json
-- keeps as they were sent.

create table app.claims (
  organisation_id uuid not null references app.organisations,
  claim_id uuid not null,
  number text not null unique check (number ~ '^MS-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  state text not null,
  received_at timestamptz not null,
  submitted_by uuid not null,
  right_id uuid not null,
  reason text not null,
  marketplace text not null,
  item_id text not null,
  target json not null,
  explanation json not null,
  declarations json not null,
  tool_version json not null,
  -- The request as it arrived, byte for byte: body_sha256 can be checked against it for ever.
  body bytea not null,
  body_sha256 text not null check (body_sha256 = encode(sha256(body), 'hex')),
  primary key (organisation_id, claim_id),
  foreign key (organisation_id, right_id) references app.rights,
  foreign key (organisation_id, submitted_by) references app.memberships
);
create index claims_newest on app.claims (organisation_id, received_at desc, claim_id desc);
create index claims_same_listing on app.claims (organisation_id, marketplace, item_id, right_id);

create table app.claim_events (
  organisation_id uuid not null,
  claim_id uuid not null,
  sequence int not null check (sequence > 0),
  event_id uuid not null,
  at timestamptz not null,
  -- Null when the server itself decided.
  actor_user_id uuid,
  actor_role text not null,
  from_state text,
  to_state text not null,
  reason text,
  primary key (organisation_id, claim_id, sequence),
  unique (organisation_id, event_id),
  foreign key (organisation_id, claim_id) references app.claims,
  foreign key (organisation_id, actor_user_id) references app.memberships
);

create table app.claim_evidence (
  organisation_id uuid not null,
  claim_id uuid not null,
  position int not null check (position >= 0),
  capture_id uuid not null,
  manifest_sha256 text not null,
  captured_at timestamptz not null,
  files json not null,
  -- Out of the manifest, read and checked when the claim arrived.
  facts json not null,
  source_url json not null,
  primary key (organisation_id, claim_id, position),
  foreign key (organisation_id, claim_id) references app.claims,
  foreign key (organisation_id, manifest_sha256) references app.blobs
);

-- One row a write that carried an idempotency key; lives as long as what it made.
create table app.idempotency (
  organisation_id uuid not null references app.organisations,
  user_id uuid not null,
  key uuid not null,
  operation text not null,
  body_sha256 text not null,
  status int not null,
  response json not null,
  created_at timestamptz not null,
  primary key (organisation_id, user_id, key)
);

create trigger append_only before update or delete on app.claim_events
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.claim_events
  for each statement execute function app.refuse_change();
create trigger append_only before update or delete on app.claim_evidence
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.claim_evidence
  for each statement execute function app.refuse_change();

alter table app.claims enable row level security, force row level security;
create policy own on app.claims using (organisation_id = app.current_organisation());

alter table app.claim_events enable row level security, force row level security;
create policy own on app.claim_events using (organisation_id = app.current_organisation());

alter table app.claim_evidence enable row level security, force row level security;
create policy own on app.claim_evidence using (organisation_id = app.current_organisation());

alter table app.idempotency enable row level security, force row level security;
create policy own on app.idempotency using (organisation_id = app.current_organisation());

grant select, insert on app.claims, app.claim_events, app.claim_evidence, app.idempotency to marketsafe_app;
