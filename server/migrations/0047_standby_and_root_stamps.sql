-- When a session last wrote, to some seconds: until a standby has caught up it reads its lists from the primary.
alter table auth."session" add column "wroteAt" timestamptz;
alter table auth."apiToken" add column "wroteAt" timestamptz;

-- Tokens of a time-stamp authority over roots of the audit chains, once an hour: each root names the one before it, so a token over one is
-- over all before it.
create table meta.root_stamps (
  number bigint primary key references meta.audit_roots,
  -- TimeStampToken of RFC 3161, DER, over the SHA-256 of the root's text.
  token bytea not null,
  chain text not null,
  stamped_at timestamptz not null,
  authority text not null,
  authority_url text not null,
  kept_at timestamptz not null default now()
);
create trigger append_only before update or delete on meta.root_stamps
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on meta.root_stamps
  for each statement execute function app.refuse_change();
grant select (number, token, chain, stamped_at, authority) on meta.root_stamps to marketsafe_app;
