-- Ways to sign in beside a password: passkeys, and the account of an organisation's own provider (OpenID Connect).

-- A passkey: what its authenticator told of it, and its public key. Nothing of it is secret.
create table auth."passkey" (
  "id" text primary key,
  "userId" text not null references auth."user" ("id") on delete cascade,
  -- As the browser spells it: base64url.
  "credentialId" text not null unique,
  -- COSE key.
  "publicKey" bytea not null,
  -- How often it was used, by its own count; 0 for one that does not count.
  "counter" bigint not null,
  "transports" text[] not null,
  -- Whether it may be on several devices, and whether it is.
  "synced" text not null check ("synced" in ('never', 'not-yet', 'yes')),
  "name" text not null,
  "createdAt" timestamptz not null default now(),
  "lastUsedAt" timestamptz
);
create index on auth."passkey" ("userId");

-- Whom a provider knows as whom: a subject is one person at one issuer for ever, an e-mail address is not.
create table auth."identity" (
  "id" text primary key,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "issuer" text not null,
  "subject" text not null,
  -- What the provider called it, to recognise it by.
  "label" text,
  "createdAt" timestamptz not null default now(),
  "lastUsedAt" timestamptz,
  unique ("issuer", "subject")
);
create index on auth."identity" ("userId");

-- What was begun by a challenge is ended by it once: the hashes of those that were answered, until they would have expired.
create table auth."usedTicket" (
  "hash" bytea primary key,
  "expiresAt" timestamptz not null
);

-- When whoever is signed in has last proven again who they are, for what is asked for besides a session.
alter table auth."session" add column "provenAt" timestamptz;

grant select, insert, update, delete on auth."passkey", auth."identity", auth."usedTicket" to marketsafe_auth;
