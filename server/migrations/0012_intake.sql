-- What intake and lists ask for, in fewer round trips and without reading whole tables.

-- The organisation that a user acts for, asked for by every request: one statement, which sees what a transaction of that user's sees.
create function app.membership_of(wanted uuid) returns table (
  organisation_id uuid, organisation_name text, name text, roles text[], language text, language_chosen_at timestamptz
) language plpgsql as $$
begin
  perform set_config('role', 'marketsafe_app', true),
    set_config('app.organisation_id', '', true),
    set_config('app.user_id', wanted::text, true);
  return query
    select membership.organisation_id, organisation.name, membership.name, membership.roles, membership.language,
      membership.language_chosen_at
    from app.memberships membership
    join app.organisations organisation on organisation.organisation_id = membership.organisation_id
    where membership.user_id = wanted and membership.ended_at is null;
end
$$;

-- The custody of a thing is every entry about it. Out of the entry itself it could not be found by an index: reading json is not
-- leakproof, so row-level security comes first, for every row there is. A column of its own can be compared before.
alter table app.audit add column entity text generated always as (entry ->> 'entity') stored;
create index audit_entity on app.audit (organisation_id, entity, sequence);
