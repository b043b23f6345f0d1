-- A claim that is taken in or moved at another time than now, as the demo program's are, has waited since that time.

create or replace function app.note_state_change() returns trigger language plpgsql as $$
begin
  if new.state_since is not distinct from old.state_since then
    new.state_since := date_trunc('milliseconds', now());
  end if;
  new.changed_at := new.state_since;
  return new;
end
$$;

create function app.note_first_state() returns trigger language plpgsql as $$
begin
  new.state_since := new.received_at;
  new.changed_at := new.received_at;
  return new;
end
$$;
create trigger state_began before insert on app.claims
  for each row when (new.received_at < now() - interval '1 minute') execute function app.note_first_state();

grant update (state_since) on app.claims to marketsafe_app, marketsafe_staff;
