-- What people were told of their organisation's claims: how often by mail and up to which change, and what they have seen in the console.

create table app.told (
  organisation_id uuid not null,
  user_id uuid not null,
  digest text not null default 'daily' check (digest in ('at-once', 'daily', 'weekly', 'never')),
  -- The change up to which the mails went; null before the first, which tells nothing of what was before.
  digest_after bigint,
  digest_at timestamptz,
  seen bigint not null default 0,
  primary key (organisation_id, user_id),
  foreign key (organisation_id, user_id) references app.memberships
);
alter table app.told enable row level security, force row level security;
create policy own on app.told using (organisation_id = app.current_organisation());
create policy staff_read on app.told for select to marketsafe_staff using (true);
-- Everybody keeps their own.
create policy own_begin on app.told as restrictive for insert with check (user_id = app.current_user_id());
create policy own_change on app.told as restrictive for update using (user_id = app.current_user_id());
grant select, insert, update on app.told to marketsafe_app;
grant select on app.told to marketsafe_staff;

-- What of the feed people are told: a small part of it.
create index changes_told on app.changes (organisation_id, sequence)
  where kind = 'answer' or (kind = 'claim' and detail->>'state' in ('needs_info', 'countered'));
