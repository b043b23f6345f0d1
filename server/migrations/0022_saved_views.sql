-- What a person keeps of lists: filters under a name, and until when they have seen what there is. Nothing of a claim is in it.

create table app.saved_views (
  organisation_id uuid not null,
  view_id uuid not null,
  user_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  filters jsonb not null,
  created_at timestamptz not null,
  -- Nothing is deleted here.
  removed_at timestamptz,
  primary key (organisation_id, view_id),
  foreign key (organisation_id, user_id) references app.memberships
);
create index saved_views_of_person on app.saved_views (organisation_id, user_id) where removed_at is null;

create table app.looks (
  organisation_id uuid not null,
  user_id uuid not null,
  looked_at timestamptz not null,
  primary key (organisation_id, user_id),
  foreign key (organisation_id, user_id) references app.memberships
);

do $$
declare
  named text;
begin
  foreach named in array array['saved_views', 'looks']
  loop
    execute format('alter table app.%I enable row level security, force row level security', named);
    execute format('create policy own on app.%I using (organisation_id = app.current_organisation())', named);
    execute format('create policy staff_read on app.%I for select to marketsafe_staff using (true)', named);
    -- Everybody keeps their own.
    execute format('create policy own_begin on app.%I as restrictive for insert with check (user_id = app.current_user_id())', named);
    execute format('create policy own_change on app.%I as restrictive for update using (user_id = app.current_user_id())', named);
    execute format('grant select, insert, update on app.%I to marketsafe_app', named);
    execute format('grant select on app.%I to marketsafe_staff', named);
  end loop;
end
$$;
