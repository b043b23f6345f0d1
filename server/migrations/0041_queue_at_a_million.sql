-- The review's queue among a million claims: an index for each way in which it is narrowed, in its order, and its numbers kept rather than
-- counted.

drop index app.claims_in_queue;
-- With the number of urgency itself, so that counting needs the index alone.
create index claims_in_queue on app.claims (state, (-priority), state_since, claim_id) include (priority)
  where state in ('in_review', 'needs_info', 'held');
create index claims_in_queue_of_organisation on app.claims (organisation_id, state, (-priority), state_since, claim_id)
  where state in ('in_review', 'needs_info', 'held');
create index claims_in_queue_of_marketplace on app.claims (marketplace, state, (-priority), state_since, claim_id)
  where state in ('in_review', 'needs_info', 'held');
create index claims_in_queue_of_right on app.claims (right_id, state, (-priority), state_since, claim_id)
  where state in ('in_review', 'needs_info', 'held');
create index claims_in_queue_of_person on app.claims (assignee, state, (-priority), state_since, claim_id)
  where state in ('in_review', 'needs_info', 'held') and assignee is not null;

-- How many claims of a kind lie in the queue. An organisation's rows change under its ledger, as its claims do: nobody waits for another
-- organisation's.
create table app.queue_numbers (
  organisation_id uuid not null references app.organisations,
  state text not null check (state in ('in_review', 'needs_info', 'held')),
  priority smallint not null,
  assigned boolean not null,
  marketplace text not null,
  holder_id uuid not null,
  right_id uuid not null,
  claims int not null,
  primary key (organisation_id, state, priority, assigned, marketplace, holder_id, right_id)
) with (fillfactor = 50);
alter table app.queue_numbers enable row level security, force row level security;
create policy own on app.queue_numbers using (organisation_id = app.current_organisation());
create policy staff_read on app.queue_numbers for select to marketsafe_staff using (true);
create policy keeper on app.queue_numbers to current_user using (true);
grant select, insert, update on app.queue_numbers to marketsafe_app, marketsafe_staff;

create function app.count_queue() returns trigger language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  insert into app.queue_numbers
  select organisation_id, state, priority, assignee is not null, marketplace, holder_id, right_id, count(*)
  from fresh where state in ('in_review', 'needs_info', 'held')
  group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
  on conflict (organisation_id, state, priority, assigned, marketplace, holder_id, right_id)
    do update set claims = queue_numbers.claims + excluded.claims;
  return null;
end
$$;
create trigger count_queue after insert on app.claims
  referencing new table as fresh for each statement execute function app.count_queue();

create function app.count_queue_move() returns trigger language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  insert into app.queue_numbers
  select moved.organisation_id, moved.state, moved.priority, moved.assignee is not null, moved.marketplace, moved.holder_id, moved.right_id, moved.change
  from (
    select old.organisation_id, old.state, old.priority, old.assignee, old.marketplace, old.holder_id, old.right_id, -1 as change
    union all
    select new.organisation_id, new.state, new.priority, new.assignee, new.marketplace, new.holder_id, new.right_id, 1
  ) moved
  where moved.state in ('in_review', 'needs_info', 'held')
  on conflict (organisation_id, state, priority, assigned, marketplace, holder_id, right_id)
    do update set claims = queue_numbers.claims + excluded.claims;
  return null;
end
$$;
create trigger count_queue_move after update of state, priority, assignee, right_id, holder_id on app.claims
  for each row when (
    (old.state, old.priority, old.assignee is null, old.right_id, old.holder_id)
      is distinct from (new.state, new.priority, new.assignee is null, new.right_id, new.holder_id)
    and (old.state in ('in_review', 'needs_info', 'held') or new.state in ('in_review', 'needs_info', 'held'))
  )
  execute function app.count_queue_move();

alter table app.claims no force row level security;
insert into app.queue_numbers
select organisation_id, state, priority, assignee is not null, marketplace, holder_id, right_id, count(*)
from app.claims where state in ('in_review', 'needs_info', 'held')
group by 1, 2, 3, 4, 5, 6, 7;
alter table app.claims force row level security;
