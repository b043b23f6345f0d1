-- A finished export of whoever left holds no claim that was deleted since: it is withdrawn with the deletion, whoever deletes, and its file goes.
-- And whoever left is taken in again from the day on which the marketplace's own rule lets it rejoin, and not before.

alter table app.leaving_exports drop constraint leaving_exports_state_check, drop constraint leaving_exports_check;
alter table app.leaving_exports
  add constraint leaving_exports_state_check
    check (state in ('waiting', 'packing', 'done', 'cancelled', 'failed', 'withdrawn')),
  -- What was withdrawn keeps the name and the hash of its file, and since when: a tombstone.
  add column withdrawn_at timestamptz,
  add constraint leaving_exports_check check (
    (state <> 'done' or sha256 is not null) and (sha256 is null or state in ('done', 'withdrawn'))
    and (state = 'withdrawn') = (withdrawn_at is not null));

create function app.withdraw_exports() returns trigger language plpgsql as $$
begin
  update app.leaving_exports set state = 'withdrawn', withdrawn_at = now()
    where organisation_id in (select gone.organisation_id from gone) and state in ('packing', 'done');
  return null;
end
$$;
create trigger exports_withdrawn after delete on app.claims referencing old table as gone
  for each statement execute function app.withdraw_exports();
grant select (organisation_id, state), update (state, withdrawn_at) on app.leaving_exports to marketsafe_deletion;

-- Exports whose files are kept: what else lies in their folder goes.
create function app.exports_to_keep() returns setof uuid language plpgsql as $$
begin
  perform set_config('role', 'marketsafe_staff', true);
  return query select found.export_id from app.leaving_exports found where found.state in ('packing', 'done');
  perform set_config('role', 'marketsafe_app', true);
end
$$;

alter table app.graduations drop constraint graduations_state_check, drop constraint graduations_check1,
  drop constraint graduations_check2, drop constraint graduations_check3;
alter table app.graduations
  add constraint graduations_state_check
    check (state in ('asked', 'seconded', 'left', 'refused', 'taken-back', 'undone', 'returned')),
  add constraint graduations_decided check ((decided_at is null) = (state in ('asked', 'seconded'))),
  add constraint graduations_over check ((undone_at is null) = (state not in ('undone', 'returned'))),
  add constraint graduations_two_people check (state not in ('left', 'undone', 'returned') or decided_by <> seconded_by);
-- Source of the months: FAQ of the marketplace's mechanism, 2020 and 2021.
alter policy by_strangers_decided on app.graduations with check (not app.belongs_to(organisation_id) and (
    (state = 'seconded' and seconded_by = app.current_user_id())
    or (state in ('left', 'refused', 'taken-back') and decided_by = app.current_user_id())
    or (state = 'undone' and undone_by = app.current_user_id())
    or (state = 'returned' and undone_by = app.current_user_id()
      and ((decided_at at time zone 'UTC')::date + interval '3 months')::date <= (now() at time zone 'UTC')::date)));
