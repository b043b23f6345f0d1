-- The heads of all audit chains at one time, under one hash that the program signs and publishes: whoever kept one can tell that no chain
-- was moved back, written anew or removed since. Nobody's rows: which organisations there are is for the owner alone.
create table meta.audit_roots (
  number bigint primary key check (number > 0),
  -- The statement as it was signed, byte for byte.
  text text not null,
  key_id text not null references meta.signing_keys,
  signature text not null,
  -- Heads that have moved since the root before.
  moved json not null
);
create trigger append_only before update or delete on meta.audit_roots
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on meta.audit_roots
  for each statement execute function app.refuse_change();
grant select (number, text, key_id, signature) on meta.audit_roots to marketsafe_app;

-- Which organisations there are and where their chains end, the owner alone looks up, across all of them.
create policy owner_reads on app.organisations for select to current_user using (true);
create policy owner_reads on app.ledger_heads for select to current_user using (true);
