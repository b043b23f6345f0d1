-- The review: who has which claim, how soon it is to be looked at, what was asked and answered, and which claims have to do with each other.

-- What staff arrange stands with the claim, so that the queue is one index; nothing of what was filed is among it. Times in whole
-- milliseconds, as clients name them when they ask for what follows.
alter table app.claims
  add column state_since timestamptz not null default date_trunc('milliseconds', now()),
  add column changed_at timestamptz not null default date_trunc('milliseconds', now()),
  add column priority smallint not null default 0 check (priority between 0 and 2),
  add column priority_reason text not null default '' check (length(priority_reason) <= 300),
  add column assignee uuid,
  add column assignee_name text,
  add check ((assignee is null) = (assignee_name is null));

alter table app.claims no force row level security;
alter table app.claim_events no force row level security;
update app.claims claim set (state_since, changed_at) = (
  select max(event.at), max(event.at) from app.claim_events event
  where event.organisation_id = claim.organisation_id and event.claim_id = claim.claim_id
) where exists (
  select from app.claim_events event
  where event.organisation_id = claim.organisation_id and event.claim_id = claim.claim_id
);
alter table app.claims force row level security;
alter table app.claim_events force row level security;

-- Whoever moves a claim, its clock starts anew.
create function app.note_state_change() returns trigger language plpgsql as $$
begin
  new.state_since := date_trunc('milliseconds', now());
  new.changed_at := new.state_since;
  return new;
end
$$;
create trigger state_changed before update of state on app.claims
  for each row when (old.state is distinct from new.state) execute function app.note_state_change();

-- The queue in its order, of the few states that are in it.
create index claims_in_queue on app.claims (state, priority desc, state_since, claim_id)
  where state in ('in_review', 'needs_info', 'held');

grant update (changed_at, priority, priority_reason, assignee, assignee_name) on app.claims to marketsafe_staff;

-- What staff wanted to know. A question that was taken back stays.
create table app.claim_questions (
  organisation_id uuid not null,
  claim_id uuid not null,
  question_id uuid not null,
  -- Number of the event by which it was asked.
  sequence int not null,
  asked_at timestamptz not null,
  asked_by uuid not null,
  asked_by_name text not null,
  cause text not null,
  wanted text[] not null check (cardinality(wanted) > 0),
  text text not null,
  primary key (organisation_id, claim_id, question_id),
  foreign key (organisation_id, claim_id) references app.claims
);

-- The answers: evidence of their own, beside what was filed.
create table app.claim_answers (
  organisation_id uuid not null,
  claim_id uuid not null,
  question_id uuid not null,
  answered_at timestamptz not null,
  answered_by uuid not null,
  answered_by_name text not null,
  text text not null,
  -- Json, because they hold texts of pages.
  files json not null,
  evidence json not null,
  -- The request as it arrived.
  body bytea not null,
  body_sha256 text not null check (body_sha256 = encode(sha256(body), 'hex')),
  primary key (organisation_id, claim_id, question_id),
  foreign key (organisation_id, claim_id, question_id) references app.claim_questions
);

create trigger append_only before update or delete on app.claim_questions
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.claim_questions
  for each statement execute function app.refuse_change();
create trigger append_only before update or delete on app.claim_answers
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.claim_answers
  for each statement execute function app.refuse_change();

-- By what claims are found that have to do with each other: listing, seller and pictures. Made after a claim has been taken in.
create table app.claim_traces (
  organisation_id uuid not null,
  claim_id uuid not null,
  kind text not null check (kind in ('listing', 'seller', 'picture')),
  value text not null,
  primary key (organisation_id, claim_id, kind, value),
  foreign key (organisation_id, claim_id) references app.claims
);
create index claim_traces_found on app.claim_traces (kind, value, claim_id);

-- Claims of one organisation that have to do with each other; `earlier` was there before.
create table app.claim_links (
  organisation_id uuid not null,
  claim_id uuid not null,
  earlier uuid not null,
  kind text not null check (kind in ('duplicate-of', 'relist-of', 'same-listing', 'same-picture')),
  found_at timestamptz not null,
  primary key (organisation_id, claim_id, earlier),
  foreign key (organisation_id, claim_id) references app.claims,
  foreign key (organisation_id, earlier) references app.claims (organisation_id, claim_id)
);
create index claim_links_back on app.claim_links (organisation_id, earlier);

do $$
declare
  named text;
begin
  foreach named in array array['claim_questions', 'claim_answers', 'claim_traces', 'claim_links']
  loop
    execute format('alter table app.%I enable row level security, force row level security', named);
    execute format('create policy own on app.%I using (organisation_id = app.current_organisation())', named);
    execute format('create policy staff_read on app.%I for select to marketsafe_staff using (true)', named);
    execute format('grant select, insert on app.%I to marketsafe_app', named);
    execute format('grant select on app.%I to marketsafe_staff', named);
  end loop;
end
$$;
grant insert on app.claim_questions to marketsafe_staff;

-- How the program reviews: what holds is the last row.
create table program.review_settings (
  sequence bigint generated always as identity primary key,
  settings json not null,
  at timestamptz not null,
  set_by uuid not null
);
create trigger append_only before update or delete on program.review_settings
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on program.review_settings
  for each statement execute function app.refuse_change();
alter table program.review_settings enable row level security, force row level security;
create policy members_read on program.review_settings for select using (app.current_organisation() is not null);
create policy staff_read on program.review_settings for select to marketsafe_staff using (true);
create policy staff_write on program.review_settings for insert with check (app.is_program_staff());
grant select, insert on program.review_settings to marketsafe_app;
grant select on program.review_settings to marketsafe_staff;
