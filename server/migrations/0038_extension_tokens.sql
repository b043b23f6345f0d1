-- An extension's sign-in: short-lived access tokens, and a refresh token that is replaced at each use and holds only with the device's key.

-- Their tokens lasted as long as their sign-in, and whoever had a copy had all of it: each extension signs in once more.
delete from auth."session" where "scope" is not null;

-- What a session of an extension has besides. Refresh tokens are kept in no form: each names its session and its generation, under a code
-- made with the server's secret.
create table auth."extensionSession" (
  "sessionId" text primary key references auth."session" ("id") on delete cascade,
  -- RFC 7638, SHA-256, of the public key whose private half never leaves the device.
  "keyThumbprint" text not null,
  -- Of the newest refresh token.
  "generation" integer not null default 1 check ("generation" > 0),
  "rotatedAt" timestamptz not null default now(),
  -- Time, by the device's clock, of the proof that was taken last.
  "provenAt" timestamptz not null
);

create table auth."accessToken" (
  "hash" bytea primary key,
  "sessionId" text not null references auth."extensionSession" ("sessionId") on delete cascade,
  -- Of the refresh token that it came with.
  "generation" integer not null,
  "expiresAt" timestamptz not null,
  "usedAt" timestamptz
);
create index on auth."accessToken" ("sessionId", "generation");
create index on auth."accessToken" ("expiresAt");

-- Proofs that were taken: each is, once.
create table auth."usedProof" (
  "hash" bytea primary key,
  "expiresAt" timestamptz not null
);
create index on auth."usedProof" ("expiresAt");

-- Sign-ins that were ended because a replaced token came again, for their person and for the extension that asks why.
create table auth."reusedSession" (
  "sessionId" text primary key,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "organisationId" text,
  "deviceId" text,
  "userAgent" text,
  "address" text not null,
  "endedAt" timestamptz not null default now(),
  -- When it was written into the audit.
  "recordedAt" timestamptz
);
create index on auth."reusedSession" ("userId");

grant select, insert, update, delete on
  auth."extensionSession", auth."accessToken", auth."usedProof", auth."reusedSession" to marketsafe_auth;
