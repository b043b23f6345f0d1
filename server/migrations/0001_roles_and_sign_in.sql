-- Who may connect as what, and the tables of the sign-in library (better-auth), which live apart from everything else.

-- Roles belong to the whole database server, so they may be there already.
do $$
begin
  if not exists (select from pg_roles where rolname = 'marketsafe_app') then
    create role marketsafe_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  if not exists (select from pg_roles where rolname = 'marketsafe_auth') then
    create role marketsafe_auth nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  -- The login role acts as these two; a superuser may without being a member.
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant marketsafe_app, marketsafe_auth to %I', current_user);
  end if;
end
$$;

revoke create on schema public from public;

create schema auth;
grant usage on schema auth to marketsafe_auth;

-- Names and quoting are the library's own.
create table auth."user" (
  "id" text primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);

create table auth."session" (
  "id" text primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth."user" ("id") on delete cascade
);
create index on auth."session" ("userId");

create table auth."account" (
  "id" text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);
create index on auth."account" ("userId");

create table auth."verification" (
  "id" text primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index on auth."verification" ("identifier");

create table auth."deviceCode" (
  "id" text primary key,
  "deviceCode" text not null unique,
  "userCode" text not null unique,
  "userId" text,
  "expiresAt" timestamptz not null,
  "status" text not null,
  "lastPolledAt" timestamptz,
  "pollingInterval" integer,
  "clientId" text,
  "scope" text
);

grant select, insert, update, delete on all tables in schema auth to marketsafe_auth;
