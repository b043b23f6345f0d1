-- News of threads and translations by mail, and within how many hours threads are answered as a setting of the program.

-- What happened and is to be told: written with it, in the same transaction. The server finds out whom it concerns, gathers what concerns one
-- person in one mail, and removes it.
create table mail.news (
  news_id bigint generated always as identity primary key,
  organisation_id uuid not null,
  kind text not null check (kind in ('thread', 'translation')),
  -- Of a thread: what it is about, and what has happened.
  about text check (about in ('claim', 'right')),
  event text check (event in ('opened', 'answered', 'escalated', 'closed')),
  -- Claim, right or translation.
  subject_id uuid not null,
  actor_id uuid not null,
  at timestamptz not null default now(),
  check ((kind = 'thread') = (about is not null and event is not null))
);
create index on mail.news (at);
-- Whoever writes may not read: only the owner takes them out.
grant usage on schema mail to marketsafe_staff;
grant insert on mail.news to marketsafe_app, marketsafe_staff;

-- What somebody does not want by mail, as one of this organisation.
alter table app.memberships
  add column mail_off text[] not null default '{}' check (mail_off <@ array['threads', 'translations']);
grant update (mail_off) on app.memberships to marketsafe_app;

-- Within how many hours threads are answered: what holds is the last row.
create table program.trouble_settings (
  sequence bigint generated always as identity primary key,
  settings json not null,
  at timestamptz not null,
  set_by uuid not null,
  set_by_name text not null
);
create trigger append_only before update or delete on program.trouble_settings
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on program.trouble_settings
  for each statement execute function app.refuse_change();
alter table program.trouble_settings enable row level security, force row level security;
create policy members_read on program.trouble_settings for select using (app.current_organisation() is not null);
create policy staff_read on program.trouble_settings for select to marketsafe_staff using (true);
create policy staff_write on program.trouble_settings for insert with check (app.is_program_staff());
grant select, insert on program.trouble_settings to marketsafe_app;
grant select on program.trouble_settings to marketsafe_staff;

-- Devices hear that a translation is done.
alter table app.changes drop constraint changes_kind_check,
  add constraint changes_kind_check check (kind in ('claim', 'right', 'draft', 'translation'));
