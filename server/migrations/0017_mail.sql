-- Mail that is to be sent: written with what it tells of, in the same transaction, and taken from here by the server when there is time. Its text is
-- sealed by a secret that is not in the database, because it holds links that open something.
create schema mail;
grant usage on schema mail to marketsafe_app, marketsafe_auth;

create table mail.outgoing (
  mail_id uuid primary key,
  kind text not null check (length(kind) between 1 and 60),
  sealed bytea not null,
  made_at timestamptz not null default now(),
  next_at timestamptz not null default now(),
  attempts int not null default 0,
  -- Not worth sending any more from then on: what its link opens has closed.
  useless_at timestamptz,
  -- The receiving side has said that it will never take it.
  refused_at timestamptz
);
create index on mail.outgoing (next_at) where refused_at is null;

-- Whoever writes may not read: only the owner takes them out.
grant insert on mail.outgoing to marketsafe_app, marketsafe_auth;
