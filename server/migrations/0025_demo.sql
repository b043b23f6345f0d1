-- Organisations of the demo program say so, and can be removed whole, by the owner alone. What was removed stays known with the end of its
-- chain: roots that name it are not broken by that, and a chain that is gone in another way is.
alter table app.organisations add column demo boolean not null default false;

create table meta.removed_demos (
  organisation_id uuid not null,
  removed_at timestamptz not null,
  name text not null,
  audit_sequence bigint not null,
  audit_hash text not null,
  -- Number of the last root that may name the chain: the demo program may be made anew, under the same ids.
  last_root bigint not null,
  primary key (organisation_id, removed_at)
);
create trigger append_only before update or delete on meta.removed_demos
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on meta.removed_demos
  for each statement execute function app.refuse_change();
