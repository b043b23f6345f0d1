-- A raid's sealed annex is kept apart from what the program's staff read: their role has no grant on it, whatever the server asks. And a raid's
-- package, once it is released, is there for the marketplace's own people, who answer its request.

create table app.raid_annexes (
  organisation_id uuid not null,
  raid_id uuid not null,
  version int not null,
  -- How the examiner knows, and the annex's files, each with its place among the version's files.
  content json not null,
  primary key (organisation_id, raid_id, version),
  foreign key (organisation_id, raid_id, version) references app.raid_versions
);
alter table app.raid_annexes enable row level security, force row level security;
create policy own on app.raid_annexes to marketsafe_app using (organisation_id = app.current_organisation());
grant select, insert on app.raid_annexes to marketsafe_app;
-- A deletion of claims asks which files are still named.
create policy own_deletion on app.raid_annexes for select to marketsafe_deletion using (organisation_id = app.current_organisation());
grant select on app.raid_annexes to marketsafe_deletion;

-- What versions said so far, taken apart. Texts that somebody typed stand in it, and of these PostgreSQL reads no U+0000: escapes are put away
-- while it is taken apart, and back afterwards, so that every text stays as it was written.
create function pg_temp.put_away(content json) returns json language sql immutable as $$
  select replace(replace(content::text, '\\', 'awayTwo61b0f3'), '\u0000', 'awayNul61b0f3')::json
$$;
create function pg_temp.put_back(content json) returns json language sql immutable as $$
  select replace(replace(content::text, 'awayNul61b0f3', '\u0000'), 'awayTwo61b0f3', '\\')::json
$$;
create function pg_temp.annex_of(content json) returns json language sql immutable as $$
  select json_build_object('method', content -> 'authentication' -> 'method', 'files', coalesce((
    select json_agg(json_build_object('at', place - 1, 'file', file) order by place)
    from json_array_elements(content -> 'files') with ordinality as found (file, place)
    where file ->> 'role' = 'annex'), '[]'::json))
$$;
create function pg_temp.without_annex(content json) returns json language sql immutable as $$
  select json_object_agg(part.key, case part.key
    when 'authentication' then (
      select json_object_agg(said.key, case said.key when 'method' then '""'::json else said.value end) from json_each(part.value) said)
    when 'files' then coalesce((
      select json_agg(file order by place) from json_array_elements(part.value) with ordinality as found (file, place)
      where file ->> 'role' <> 'annex'), '[]'::json)
    else part.value end)
  from json_each(content) part
$$;
alter table app.raid_annexes no force row level security;
alter table app.raid_versions disable trigger append_only, no force row level security;
insert into app.raid_annexes select organisation_id, raid_id, version, pg_temp.put_back(pg_temp.annex_of(pg_temp.put_away(content)))
  from app.raid_versions;
-- A quotation mark that somebody typed is escaped, so this finds none of theirs.
update app.raid_versions set content = pg_temp.put_back(pg_temp.without_annex(pg_temp.put_away(content)))
  where content::text ~ '"method"\s*:\s*"[^"]|"role"\s*:\s*"annex"';
alter table app.raid_versions enable trigger append_only, force row level security;
alter table app.raid_annexes force row level security;
create trigger append_only before update or delete on app.raid_annexes for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on app.raid_annexes for each statement execute function app.refuse_change();
-- And it does not come back to where staff read.
alter table app.raid_versions add constraint raid_versions_no_annex
  check (content::text !~ '"method"\s*:\s*"[^"]|"role"\s*:\s*"annex"');

-- What the marketplace gets of a raid: its package as it was released. Nothing here says whose organisation it is, but by what it says itself.
create table disclosed.raids (
  package_id uuid primary key,
  number text not null,
  -- Of the shops that it names: only who speaks for all of them sees it.
  marketplaces text[] not null check (cardinality(marketplaces) > 0),
  -- Canonical JSON (RFC 8785), byte for byte as in the package.
  content bytea not null,
  content_sha256 text not null check (content_sha256 = encode(sha256(content), 'hex')),
  index_sha256 text not null,
  index_bytes bigint not null check (index_bytes > 0),
  archive_name text not null,
  archive_sha256 text not null,
  archive_bytes bigint not null check (archive_bytes > 0),
  sent_on date not null
);
create index disclosed_raids_newest on disclosed.raids (sent_on desc, package_id desc);

-- What the marketplace's people say to its request.
create table disclosed.raid_answers (
  answer_id uuid primary key,
  package_id uuid not null references disclosed.raids,
  written bigint generated always as identity,
  kind text not null check (kind in ('stores-closed', 'accounts-linked', 'listings-removed', 'penalty', 'refused')),
  -- Json, because somebody typed it.
  words json not null,
  by_user uuid not null,
  by_name text not null,
  on_day date not null
);
create index disclosed_raid_answers on disclosed.raid_answers (package_id, written);

do $$
declare
  named text;
begin
  foreach named in array array['raids', 'raid_answers']
  loop
    execute format('alter table disclosed.%I enable row level security, force row level security', named);
    execute format('create policy staff_read on disclosed.%I for select to marketsafe_staff using (true)', named);
    execute format('grant select on disclosed.%I to marketsafe_staff, marketsafe_liaison', named);
    execute format('create trigger append_only before update or delete on disclosed.%I for each row execute function app.refuse_change()', named);
    execute format('create trigger append_only_whole before truncate on disclosed.%I for each statement execute function app.refuse_change()', named);
  end loop;
end
$$;
-- Only what was released, as it was released.
create policy staff_write on disclosed.raids for insert to marketsafe_staff with check (exists (
  select from app.raid_packages found
  where found.package_id = raids.package_id and found.state = 'released' and found.content_sha256 = raids.content_sha256
    and found.archive_sha256 = raids.archive_sha256));
grant insert on disclosed.raids to marketsafe_staff;
create policy desk on disclosed.raids for select to marketsafe_liaison using (marketplaces <@ disclosed.marketplaces());
create policy desk on disclosed.raid_answers for select to marketsafe_liaison
  using (exists (select from disclosed.raids where raids.package_id = raid_answers.package_id));
create policy desk_writes on disclosed.raid_answers for insert to marketsafe_liaison
  with check (exists (select from disclosed.raids where raids.package_id = raid_answers.package_id));
grant insert on disclosed.raid_answers to marketsafe_liaison;

-- An outcome that the marketplace's people wrote down themselves.
alter table app.raid_outcomes
  add column through text not null default 'person' check (through in ('person', 'desk'));
create unique index raid_packages_id_once on app.raid_packages (package_id);

-- What brings answers to the raid, of one package and of nothing else.
create function app.current_raid_package() returns uuid language sql stable
  return nullif(current_setting('app.raid_package_id', true), '')::uuid;
grant select on disclosed.raid_answers to marketsafe_desk;
create policy applied on disclosed.raid_answers for select to marketsafe_desk using (package_id = app.current_raid_package());
grant select (organisation_id, package_id, raid_id) on app.raid_packages to marketsafe_desk;
create policy of_package on app.raid_packages as restrictive to marketsafe_desk using (package_id = app.current_raid_package());
grant select (organisation_id, outcome_id), insert on app.raid_outcomes to marketsafe_desk;
create policy of_package on app.raid_outcomes as restrictive for insert to marketsafe_desk with check (
  through = 'desk'
  and exists (select from app.raid_packages found
    where found.organisation_id = raid_outcomes.organisation_id and found.raid_id = raid_outcomes.raid_id)
  and exists (select from disclosed.raid_answers answer
    where answer.answer_id = raid_outcomes.outcome_id and answer.kind = raid_outcomes.kind));
-- Nobody else says that it was the marketplace's own people.
create policy told_by_people on app.raid_outcomes as restrictive for insert to marketsafe_app with check (through = 'person');
create policy told_to_staff on app.raid_outcomes as restrictive for insert to marketsafe_staff with check (through = 'person');

create function app.raids_with_answers() returns setof uuid language plpgsql as $$
begin
  perform set_config('role', 'marketsafe_staff', true);
  return query select distinct answer.package_id from disclosed.raid_answers answer
    where not exists (select from app.raid_outcomes done where done.outcome_id = answer.answer_id);
  perform set_config('role', 'marketsafe_app', true);
end
$$;
-- The one way to become what brings them: of one package, by which an answer waits.
create function app.enter_as_raid_desk(package uuid) returns uuid language plpgsql as $$
declare
  organisation uuid;
begin
  perform set_config('role', 'marketsafe_staff', true);
  select found.organisation_id into organisation from app.raid_packages found
    where found.package_id = package and found.state = 'released' and exists (
      select from disclosed.raid_answers answer
      where answer.package_id = package
        and not exists (select from app.raid_outcomes done where done.outcome_id = answer.answer_id));
  if organisation is null then
    raise exception 'nothing of this package waits' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.organisation_id', organisation::text, true),
    set_config('app.user_id', '', true),
    set_config('app.packet_id', '', true),
    set_config('app.raid_package_id', package::text, true),
    set_config('role', 'marketsafe_desk', true);
  return organisation;
end
$$;
create index raid_outcomes_id on app.raid_outcomes (outcome_id);
