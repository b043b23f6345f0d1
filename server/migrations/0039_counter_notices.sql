-- Counter-notices: what a seller says against a removal, as the marketplace forwarded it, and the complainant's reply.

create table app.counter_notices (
  -- Whose claim it is about.
  organisation_id uuid not null,
  counter_id uuid not null,
  claim_id uuid not null,
  -- Which of the seller's chances it is.
  chance smallint not null check (chance between 1 and 3),
  state text not null default 'open'
    check (state in ('open', 'conceded', 'contested', 'upheld', 'overturned', 'reinstated')),
  -- Days in UTC.
  received_on date not null,
  reply_by date,
  -- Json, because a seller's text may hold what a text column refuses.
  statement json not null,
  entered_at timestamptz not null,
  entered_by uuid not null,
  entered_by_name text not null,
  reply json,
  replied_at timestamptz,
  replied_by uuid,
  replied_by_name text,
  forwarded_on date,
  proof json,
  proven_at timestamptz,
  outcome_text text check (length(outcome_text) <= 3000),
  decided_at timestamptz,
  decided_by_name text,
  primary key (organisation_id, counter_id),
  unique (organisation_id, claim_id, chance),
  foreign key (organisation_id, claim_id) references app.claims,
  check ((reply is null) = (state = 'open')),
  check ((replied_at is null) = (reply is null)),
  check ((proof is null) = (proven_at is null)),
  check ((decided_at is null) = (state in ('open', 'conceded', 'contested')))
);
create unique index counter_notices_id_once on app.counter_notices (counter_id);
create index counter_notices_open on app.counter_notices (organisation_id, received_on) where state in ('open', 'contested');

alter table app.counter_notices enable row level security, force row level security;
-- As the claim that it is about: what a representative may not read any more is not read here either.
create policy own on app.counter_notices using (
  organisation_id = app.current_organisation()
  and exists (
    select from app.claims
    where claims.organisation_id = counter_notices.organisation_id and claims.claim_id = counter_notices.claim_id
  )
);
create policy staff_read on app.counter_notices for select to marketsafe_staff using (true);
grant select on app.counter_notices to marketsafe_app;
grant select, insert on app.counter_notices to marketsafe_staff;
grant update (state, reply, replied_at, replied_by, replied_by_name, proof, proven_at) on app.counter_notices to marketsafe_app;
grant update (state, forwarded_on, outcome_text, decided_at, decided_by_name) on app.counter_notices to marketsafe_staff;

-- What was said stays as it was said.
create function app.refuse_counter_change() returns trigger language plpgsql as $$
begin
  if (old.reply is not null and new.reply::text is distinct from old.reply::text)
    or (old.proof is not null and new.proof::text is distinct from old.proof::text)
    or (old.decided_at is not null and new.decided_at is distinct from old.decided_at)
  then
    raise exception 'what was said of a counter-notice stays' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger said_stays before update on app.counter_notices for each row execute function app.refuse_counter_change();

-- A participant answers, withdraws, and replies to a counter-notice; everything else is decided by staff.
drop policy participants_move on app.claims;
create policy participants_move on app.claims as restrictive for update to marketsafe_app
  with check (state in ('in_review', 'withdrawn', 'conceded', 'contested'));
