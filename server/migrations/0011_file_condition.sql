-- Files are what their hash says, always: what was found otherwise, since when, and when each was last read whole. Null where a file from
-- before this was not read yet.
alter table app.blobs
  add column damage text check (damage in ('missing', 'damaged')),
  add column damaged_at timestamptz,
  add column checked_at timestamptz,
  add constraint blobs_damage_has_its_time check ((damage is null) = (damaged_at is null));

-- Those that were read longest ago come first.
create index blobs_longest_unread on app.blobs (checked_at nulls first);
create index blobs_damaged on app.blobs (organisation_id, damaged_at) where damage is not null;

-- The owner alone looks across organisations, to read everything in turn and to say how many are damaged.
create policy scrub on app.blobs for select to current_user using (true);

-- What was handed in stays; a file handed in again may be called by another type, as the claim it belongs to calls it.
grant update (type, damage, damaged_at, checked_at) on app.blobs to marketsafe_app;
