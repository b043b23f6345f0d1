-- What several processes of the server, behind a proxy on one database, have to know of each other. The tables are unlogged: they hold
-- minutes, and a database that was killed may forget them. They lie with sign-in, because no organisation's rows are in them.

-- How often something happened: guesses of a password, requests of somebody. Names are hashes.
create unlogged table auth."count" (
  "name" text primary key,
  "times" integer not null,
  "endsAt" timestamptz not null
);
create index on auth."count" ("endsAt");

-- What one process does while no other may. It ends by itself when the process that has it does not renew it.
create unlogged table auth."lease" (
  "name" text primary key,
  "holder" uuid not null,
  "until" timestamptz not null,
  -- Another process waits for it.
  "wanted" boolean not null default false
);

grant select, insert, update, delete on auth."count", auth."lease" to marketsafe_auth;

-- Counts one more of each name, or nothing at all where one of them has happened as often as it may.
-- Returns the seconds until it may happen again, 0 where it was counted.
create function auth.take_turns(names text[], most integer[], seconds double precision[]) returns double precision
language plpgsql set search_path = auth, pg_temp as $$
declare
  wanted record;
  found "count";
  wait double precision := 0;
begin
  -- In one order for everybody, so that nobody waits for somebody who waits for them.
  for wanted in select * from unnest(names, most, seconds) as each (name, most, seconds) order by each.name loop
    insert into "count" as known values (wanted.name, 1, clock_timestamp() + make_interval(secs => wanted.seconds))
    on conflict ("name") do update set
      "times" = case when known."endsAt" <= clock_timestamp() then 1 else known."times" + 1 end,
      "endsAt" = case when known."endsAt" <= clock_timestamp() then excluded."endsAt" else known."endsAt" end
    returning * into found;
    if found."times" > wanted.most then
      wait := greatest(wait, extract(epoch from found."endsAt" - clock_timestamp()));
    end if;
  end loop;
  if wait > 0 then
    update "count" set "times" = "times" - 1 where "name" = any(names);
  end if;
  return wait;
end
$$;
revoke execute on function auth.take_turns(text[], integer[], double precision[]) from public;
grant execute on function auth.take_turns(text[], integer[], double precision[]) to marketsafe_auth;

-- Who has which claim open on a review's screen, wherever they are connected to. Nothing is decided by it.
create unlogged table meta.presence (
  claim_id uuid not null,
  user_id uuid not null,
  name text not null,
  since timestamptz not null,
  at timestamptz not null,
  primary key (claim_id, user_id)
);
create index on meta.presence (at);

-- Notes that one of the program's people has a claim open, and tells who else has had it within so many seconds.
create function app.note_presence(claim uuid, viewer uuid, viewer_name text, silence double precision)
returns table (user_id uuid, name text, since timestamptz)
language plpgsql security definer set search_path = meta, pg_temp as $$
declare
  oldest timestamptz := clock_timestamp() - make_interval(secs => silence);
begin
  delete from presence gone where gone.ctid = any(array(
    select old.ctid from presence old where old.at < oldest limit 100 for update skip locked));
  insert into presence as known values (claim, viewer, viewer_name, clock_timestamp(), clock_timestamp())
  on conflict on constraint presence_pkey do update set
    name = excluded.name, at = excluded.at,
    since = case when known.at < oldest then excluded.since else known.since end;
  return query select other.user_id, other.name, other.since from presence other
    where other.claim_id = claim and other.user_id <> viewer and other.at >= oldest
    order by other.since;
end
$$;
revoke execute on function app.note_presence(uuid, uuid, text, double precision) from public;
grant execute on function app.note_presence(uuid, uuid, text, double precision) to marketsafe_staff;
