-- What a mandate lets a representative do beyond claims: keep its holder's rights. And mandates that came on paper, which the program enters.

-- Agents: people of a representative, in the organisation of a holder whose rights they keep.
do $$
begin
  if not exists (select from pg_roles where rolname = 'marketsafe_agent') then
    create role marketsafe_agent nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant marketsafe_agent to %I', current_user);
  end if;
end
$$;

create function app.agent_of() returns uuid language sql stable
  return nullif(current_setting('app.agent_of', true), '')::uuid;
create function app.agent_mandate() returns uuid language sql stable
  return nullif(current_setting('app.agent_mandate', true), '')::uuid;
-- The one right that is kept; null where the mandate is over all of them, those to come included.
create function app.agent_right() returns uuid language sql stable
  return nullif(current_setting('app.agent_right', true), '')::uuid;

-- Who did something in a holder's name, and by which mandate.
alter table app.right_events
  add column actor_organisation text,
  add column mandate_id uuid,
  add check ((actor_organisation is null) = (mandate_id is null));

grant usage on schema app, meta to marketsafe_agent;
grant select on app.organisations, app.memberships, app.rights, app.right_files, app.right_events, app.right_registrations, app.blobs,
  app.mandates, app.ledger_heads to marketsafe_agent;
grant insert on app.rights, app.right_files, app.right_events, app.blobs, app.audit, app.changes to marketsafe_agent;
grant update (
  type, brand, mark, mark_kind, place, number, owner, nice_classes, filed_on, registered_on, renewed_on, expires_on, note,
  status, revision, changed_at, refusal_cause, refusal_text, decided_at, decided_by, decided_by_name
) on app.rights to marketsafe_agent;
grant update (kind, name, nice_class, added_at, added_by, removed_at) on app.right_files to marketsafe_agent;
grant update on app.ledger_heads to marketsafe_agent;
-- The rows that rights are found by follow them.
grant select, insert, update on app.name_search to marketsafe_agent;

create policy agents on app.rights as restrictive to marketsafe_agent
  using (app.agent_right() is null or right_id = app.agent_right());
create policy agents on app.right_files as restrictive to marketsafe_agent
  using (app.agent_right() is null or right_id = app.agent_right());
create policy agents on app.right_registrations as restrictive to marketsafe_agent
  using (app.agent_right() is null or right_id = app.agent_right());
create policy agents on app.right_events as restrictive for select to marketsafe_agent
  using (app.agent_right() is null or right_id = app.agent_right());
create policy agents_write on app.right_events as restrictive for insert to marketsafe_agent
  with check ((app.agent_right() is null or right_id = app.agent_right()) and mandate_id = app.agent_mandate());
-- Files of rights, and no others of the holder's.
create policy agents on app.blobs as restrictive for select to marketsafe_agent
  using (exists (select from app.right_files where right_files.sha256 = blobs.sha256));
create policy agents on app.mandates as restrictive for select to marketsafe_agent using (mandate_id = app.agent_mandate());
create policy agents on app.memberships as restrictive for select to marketsafe_agent using (user_id = app.current_user_id());
create policy agents on app.name_search as restrictive to marketsafe_agent using (kind = 'right');

-- The one way to become an agent: somebody who answers for a representative, by a mandate of this holder's that is in force and lets it
-- register rights. For one right, which it covers; or, without one, for rights to come, where it covers them all.
create function app.enter_agency(person uuid, representative uuid, holder uuid, wanted uuid) returns void language plpgsql as $$
declare
  found uuid;
  over_all boolean;
begin
  perform set_config('role', 'marketsafe_app', true),
    set_config('app.organisation_id', representative::text, true),
    set_config('app.user_id', person::text, true);
  if not exists (
    select from app.memberships
    where memberships.organisation_id = representative and memberships.user_id = person and memberships.ended_at is null
      and memberships.roles && array['manager', 'signatory']
  ) then
    raise exception 'only who answers for a representative acts for its holders' using errcode = 'insufficient_privilege';
  end if;
  select mandates.mandate_id, mandates.right_ids is null into found, over_all
    from app.mandates
    where mandates.organisation_id = holder and mandates.representative_id = representative
      and mandates.status = 'in_force' and mandates.revoked_at is null
      and current_date between mandates.valid_from and mandates.valid_to
      and 'register-rights' = any(mandates.powers)
      and (mandates.right_ids is null or wanted = any(mandates.right_ids))
    order by mandates.right_ids is null desc, mandates.valid_to desc, mandates.mandate_id
    limit 1;
  if found is null then
    raise exception 'no mandate lets this representative keep this right' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('role', 'marketsafe_agent', true),
    set_config('app.organisation_id', holder::text, true),
    set_config('app.agent_of', representative::text, true),
    set_config('app.agent_mandate', found::text, true),
    set_config('app.agent_right', case when over_all then '' else wanted::text end, true);
end
$$;

-- Neither a holder nor its agent verifies a right.
create or replace function app.refuse_own_verification() returns trigger language plpgsql as $$
begin
  if current_user in ('marketsafe_app', 'marketsafe_agent') and new.status is distinct from old.status and new.status <> 'unverified' then
    raise exception 'a right is verified or refused by the program’s staff alone' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

-- Mandates that came on paper: entered by the program's staff, in force once their holder, or a second one of the staff, has confirmed them.
alter table app.mandates
  add column entered_by_program boolean not null default false,
  add column decided_by uuid;
grant update (decided_by) on app.mandates to marketsafe_app, marketsafe_staff;
create policy staff_enters on app.mandates as restrictive for insert to marketsafe_staff
  with check (status = 'proposed' and entered_by_program and proposed_by = app.current_user_id());

create function app.refuse_own_mandate() returns trigger language plpgsql as $$
begin
  if current_user <> 'marketsafe_staff' then
    return new;
  end if;
  if old.entered_by_program and new.status = 'in_force' and old.status = 'proposed' and old.proposed_by = app.current_user_id() then
    raise exception 'whoever entered a mandate does not confirm it' using errcode = 'restrict_violation';
  end if;
  if exists (
    select from app.memberships
    where memberships.user_id = app.current_user_id()
      and memberships.organisation_id in (old.organisation_id, old.representative_id)
  ) then
    raise exception 'whoever belongs to a side of a mandate does not decide on it for the program' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger own_mandate before update on app.mandates
  for each row execute function app.refuse_own_mandate();

-- Further papers of a mandate beside its first.
create table app.mandate_papers (
  organisation_id uuid not null,
  mandate_id uuid not null,
  position int not null check (position > 0),
  -- In the store of whoever handed it in.
  store_of uuid not null,
  sha256 text not null,
  type text not null,
  bytes bigint not null check (bytes > 0),
  primary key (organisation_id, mandate_id, position),
  unique (organisation_id, mandate_id, sha256),
  foreign key (organisation_id, mandate_id) references app.mandates,
  foreign key (store_of, sha256) references app.blobs (organisation_id, sha256)
);
alter table app.mandate_papers enable row level security, force row level security;
create policy own on app.mandate_papers using (organisation_id = app.current_organisation());
create policy representative_reads on app.mandate_papers for select to marketsafe_app using (
  exists (select from app.mandates where mandates.mandate_id = mandate_papers.mandate_id
    and mandates.representative_id = app.current_organisation())
);
create policy representative_asks on app.mandate_papers for insert to marketsafe_app with check (
  exists (select from app.mandates where mandates.mandate_id = mandate_papers.mandate_id
    and mandates.representative_id = app.current_organisation() and mandates.status = 'proposed')
);
create policy staff_read on app.mandate_papers for select to marketsafe_staff using (true);
grant select, insert on app.mandate_papers to marketsafe_app, marketsafe_staff;

-- What a verifier ticked, and for which marketplaces the right was not looked at.
alter table app.right_events
  add column checked text[] not null default '{}',
  add column set_aside text[] not null default '{}';

-- What a mandate of the current organisation holds, with all that a device says of it without a connection.
create or replace function app.mandates_for(holder uuid, named uuid) returns json language plpgsql stable as $$
begin
  return (
    select json_agg(json_build_object(
      'mandateId', mandates.mandate_id, 'holder', mandates.holder_name, 'powers', mandates.powers,
      'marketplaces', mandates.marketplaces, 'validFrom', mandates.valid_from, 'validTo', mandates.valid_to
    ) order by mandates.valid_to desc, mandates.mandate_id)
    from app.mandates
    where mandates.organisation_id = holder and mandates.representative_id = app.current_organisation()
      and mandates.status = 'in_force' and mandates.revoked_at is null
      and current_date between mandates.valid_from and mandates.valid_to
      and (mandates.right_ids is null or named = any(mandates.right_ids))
  );
end
$$;

-- In which order policies are asked is the planner's: of an organisation's own rights no mandate is asked for, one by one, by whatever comes
-- first.
drop policy by_mandate on app.rights;
create policy by_mandate on app.rights for select to marketsafe_app
  using (organisation_id <> app.current_organisation() and app.mandate_holds(organisation_id, right_id));
