-- Language help: texts that somebody asks for in another language. Who translates is given the text alone.
create table app.translations (
  organisation_id uuid not null references app.organisations,
  translation_id uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  text text not null,
  target text not null,
  -- By the machine that TRANSLATE_URL names; null while there is none.
  machine_draft text,
  result text,
  done_at timestamptz,
  done_by uuid,
  primary key (organisation_id, translation_id),
  unique (translation_id),
  check ((result is null) = (done_at is null)),
  check ((result is null) = (done_by is null))
);
create index translations_waiting on app.translations (asked_at) where result is null;
create index translations_done on app.translations (target, done_at desc) where result is not null;

alter table app.translations enable row level security, force row level security;
create policy own on app.translations using (organisation_id = app.current_organisation());
create policy staff_read on app.translations for select to marketsafe_staff using (true);
-- Everybody asks for themselves; what was made of it, staff write.
create policy own_asking on app.translations as restrictive for insert with check (asked_by = app.current_user_id() and result is null);
grant select, insert on app.translations to marketsafe_app;
grant select, update (result, done_at, done_by) on app.translations to marketsafe_staff;
