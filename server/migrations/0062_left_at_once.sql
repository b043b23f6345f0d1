-- Whether an organisation has left is asked for with who is asking, by the same statement, and not by a transaction of its own before every
-- write; and for claims that are written together it is asked once.
drop function app.membership_of(uuid, uuid);

-- The organisation that a user acts for, asked for by every request: one statement, which sees what a transaction of that user's sees.
create function app.membership_of(wanted uuid, acting_for uuid) returns table (
  organisation_id uuid, organisation_name text, kind text, name text, roles text[], language text, language_chosen_at timestamptz,
  has_left boolean
) language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  perform set_config('role', 'marketsafe_app', true),
    set_config('app.organisation_id', '', true),
    set_config('app.user_id', wanted::text, true);
  select membership.organisation_id, organisation.name, organisation.kind, membership.name, membership.roles, membership.language,
    membership.language_chosen_at
  into membership_of.organisation_id, membership_of.organisation_name, membership_of.kind, membership_of.name, membership_of.roles,
    membership_of.language, membership_of.language_chosen_at
  from app.memberships membership
  join app.organisations organisation on organisation.organisation_id = membership.organisation_id
  where membership.user_id = wanted and membership.ended_at is null
    and (acting_for is null or membership.organisation_id = acting_for)
  order by membership.created_at, membership.organisation_id
  limit 1;
  if not found then return; end if;
  -- What an organisation did, only itself sees.
  perform set_config('app.organisation_id', membership_of.organisation_id::text, true);
  membership_of.has_left := app.has_left(membership_of.organisation_id);
  perform set_config('app.organisation_id', '', true);
  return next;
end
$$;

alter function app.has_left(uuid) set plan_cache_mode = force_generic_plan;

-- The organisation of a row that is written is the current one: the policy `own` sees to that.
alter policy while_taking_part on app.claims with check ((select not app.has_left(app.current_organisation())));
