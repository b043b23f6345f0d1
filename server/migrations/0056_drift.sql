-- Drift watch: what adapters find on a marketplace's pages, so that it shows when the marketplace changed them.

-- What of the listing the capture's record holds, as a list of names. Null where nothing read the page or it was no listing, and for captures from before this was kept.
alter table app.captures
  add column reader text,
  add column reader_version int check (reader_version > 0),
  add column facts_found jsonb,
  add check ((reader is null) = (reader_version is null) and (reader is null) = (facts_found is null));
-- Captures lie in the order of their coming: this says where to look for a day, and costs an insert next to nothing.
create index captures_received on app.captures using brin (received_at) with (pages_per_range = 32);
-- Counting reads across organisations, and writes none of them down.
create policy counted on app.captures for select to current_user using (true);

-- Counts of captures by day (UTC), marketplace and version of its adapter; no organisation is named. The last days are counted anew while they last.
create table meta.reading_days (
  day date not null,
  marketplace text not null,
  version int not null,
  captures int not null check (captures > 0),
  -- In how many of them each fact stood.
  found jsonb not null,
  -- Of the demo program's claims: they say nothing of real pages, and are shown only where there are no others.
  demo boolean not null,
  primary key (marketplace, day, version, demo)
);
-- When captures were last counted: one row.
create table meta.reading_counts (
  single boolean primary key default true check (single),
  counted_at timestamptz not null
);

grant select on meta.reading_days, meta.reading_counts to marketsafe_staff;
