-- What devices of an organisation know of one another: its claims by listing, and who has a draft of which. Confidentiality class C.

alter table app.changes drop constraint changes_kind_check,
  add constraint changes_kind_check check (kind in ('claim', 'right', 'draft'));

-- That a person has a draft of a listing, and nothing of what is in it. One that has ended stays, so that every device hears of its end.
create table app.draft_notices (
  organisation_id uuid not null,
  draft_id uuid not null,
  user_id uuid not null,
  marketplace text not null,
  item_id text not null check (item_id ~ '^[0-9]{1,20}$'),
  scope text check (scope ~ '^[a-z0-9-]{1,40}$'),
  begun_at timestamptz not null,
  ended_at timestamptz,
  primary key (organisation_id, draft_id),
  foreign key (organisation_id, user_id) references app.memberships
);

alter table app.draft_notices enable row level security, force row level security;
create policy own on app.draft_notices using (organisation_id = app.current_organisation());
-- Everybody tells of their own drafts only.
create policy own_begin on app.draft_notices as restrictive for insert
  with check (user_id = app.current_user_id());
create policy own_end on app.draft_notices as restrictive for update using (user_id = app.current_user_id());

grant select, insert, update on app.draft_notices to marketsafe_app;
