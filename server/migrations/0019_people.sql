-- Who works for which organisation: by invitation, never by themselves. What the server asks before it writes, the database asks again.

-- Roles that people of an organisation may have.
create function app.roles_of(kind text) returns text[] language sql immutable
  return case kind
    when 'program' then array['analyst', 'program_lead']
    when 'marketplace' then array['liaison']
    else array['investigator', 'manager', 'signatory']
  end;

-- The role without which nobody would be left to invite others; null where the program does that.
create function app.managing_role(kind text) returns text language sql immutable
  return case kind when 'program' then 'program_lead' when 'marketplace' then null else 'manager' end;

-- Whether the transaction's user invites and ends people of the organisation that is set.
create function app.manages_people() returns boolean language sql stable
  return exists (
    select from app.memberships
    where memberships.organisation_id = app.current_organisation()
      and memberships.user_id = app.current_user_id()
      and memberships.ended_at is null
      and memberships.roles && array['manager', 'program_lead']
  );

-- Whether they lead the program.
create function app.is_program_lead() returns boolean language sql stable
  return exists (
    select from app.memberships
    join app.organisations on organisations.organisation_id = memberships.organisation_id
    where memberships.user_id = app.current_user_id()
      and memberships.ended_at is null
      and 'program_lead' = any(memberships.roles)
      and organisations.kind = 'program'
  );

-- The invitation whose link somebody has shown to the server, as the hash of its secret.
create function app.shown_invitation() returns bytea language sql stable
  return decode(nullif(current_setting('app.invitation', true), ''), 'hex');

create table app.invitations (
  organisation_id uuid not null references app.organisations,
  invitation_id uuid not null,
  -- In small letters.
  email text not null check (email = lower(email) and length(email) between 3 and 254),
  roles text[] not null check (cardinality(roles) > 0),
  language text not null,
  -- SHA-256 of the secret in its link; the secret itself is in the mail only.
  token_hash bytea not null unique,
  -- Null where the program's operator invited on the command line.
  invited_by uuid,
  invited_by_name text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid,
  revoked_at timestamptz,
  primary key (organisation_id, invitation_id),
  check ((accepted_at is null) = (accepted_by is null)),
  check (accepted_at is null or revoked_at is null)
);
create index on app.invitations (organisation_id, email);

alter table app.invitations enable row level security, force row level security;
create policy own on app.invitations using (organisation_id = app.current_organisation());
create policy shown on app.invitations for select to marketsafe_app using (token_hash = app.shown_invitation());
create policy staff_read on app.invitations for select to marketsafe_staff using (true);
create policy who_invites on app.invitations as restrictive for insert to marketsafe_app
  with check (app.manages_people());
create policy who_changes on app.invitations as restrictive for update to marketsafe_app
  using (app.manages_people() or token_hash = app.shown_invitation());
create policy lead_invites on app.invitations as restrictive for insert to marketsafe_staff with check (app.is_program_lead());
create policy lead_changes on app.invitations as restrictive for update to marketsafe_staff using (app.is_program_lead());
grant select, insert on app.invitations to marketsafe_app, marketsafe_staff;
grant update (accepted_at, accepted_by, revoked_at) on app.invitations to marketsafe_app;
grant update (revoked_at) on app.invitations to marketsafe_staff;

create function app.keep_invitation() returns trigger language plpgsql as $$
declare
  kind text;
begin
  select organisations.kind into kind from app.organisations where organisations.organisation_id = new.organisation_id;
  if kind is null or not new.roles <@ app.roles_of(kind) then
    raise exception 'roles % do not fit this organisation', new.roles using errcode = 'check_violation';
  end if;
  if tg_op = 'UPDATE' and (old.accepted_at is not null or old.revoked_at is not null) then
    raise exception 'an invitation is answered once' using errcode = 'restrict_violation';
  end if;
  if new.accepted_at is not null and (new.accepted_at > new.expires_at or new.token_hash is distinct from app.shown_invitation()) then
    raise exception 'an invitation is accepted by its link, in time' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger keep before insert or update on app.invitations for each row execute function app.keep_invitation();

create function app.keep_membership() returns trigger language plpgsql as $$
declare
  kind text;
  managing text;
  ours boolean := current_user in ('marketsafe_app', 'marketsafe_staff');
  invited boolean;
begin
  select organisations.kind into kind from app.organisations where organisations.organisation_id = new.organisation_id;
  if kind is null or not new.roles <@ app.roles_of(kind) then
    raise exception 'roles % do not fit this organisation', new.roles using errcode = 'check_violation';
  end if;
  if tg_op = 'INSERT' then
    return new;
  end if;
  if ours and new.user_id <> app.current_user_id()
    and (new.language, new.language_chosen_at) is distinct from (old.language, old.language_chosen_at) then
    raise exception 'everybody chooses their own language' using errcode = 'insufficient_privilege';
  end if;
  if (new.roles, new.ended_at) is not distinct from (old.roles, old.ended_at) then
    return new;
  end if;
  invited := exists (
    select from app.invitations
    where invitations.organisation_id = new.organisation_id
      and invitations.accepted_by = new.user_id and invitations.accepted_at = now()
  );
  if ours and not invited then
    if not (app.manages_people() or app.is_program_lead()) then
      raise exception 'only who manages people changes what they do' using errcode = 'insufficient_privilege';
    end if;
    if new.user_id = app.current_user_id() and (not new.roles <@ old.roles or new.ended_at is null and old.ended_at is not null) then
      raise exception 'nobody raises themselves' using errcode = 'insufficient_privilege';
    end if;
  end if;
  managing := app.managing_role(kind);
  if old.ended_at is null and managing = any(old.roles) and (new.ended_at is not null or not managing = any(new.roles)) then
    -- Two who end each other at the same time would leave nobody.
    perform from app.ledger_heads where ledger_heads.organisation_id = new.organisation_id for update;
    if not exists (
      select from app.memberships other
      where other.organisation_id = new.organisation_id and other.user_id <> new.user_id
        and other.ended_at is null and managing = any(other.roles)
    ) then
      raise exception 'the last one who manages people stays' using errcode = 'restrict_violation';
    end if;
  end if;
  return new;
end
$$;
create trigger keep before insert or update on app.memberships for each row execute function app.keep_membership();

drop policy own_choice on app.memberships;
create policy who_changes on app.memberships as restrictive for update to marketsafe_app
  using (user_id = app.current_user_id() or app.manages_people());
create policy lead_changes on app.memberships as restrictive for update to marketsafe_staff using (app.is_program_lead());
-- A membership is made by accepting an invitation, in the same transaction, with its roles at most.
create policy invited on app.memberships as restrictive for insert to marketsafe_app with check (
  exists (
    select from app.invitations
    where invitations.organisation_id = memberships.organisation_id
      and invitations.accepted_by = memberships.user_id
      and invitations.accepted_at = now()
      and memberships.roles <@ invitations.roles
  )
);
grant insert on app.memberships to marketsafe_app;
grant update (roles, ended_at) on app.memberships to marketsafe_app, marketsafe_staff;

-- Organisations are made by who leads the program.
create policy lead_registers on app.organisations as restrictive for insert to marketsafe_staff with check (app.is_program_lead());
create policy lead_registers on app.ledger_heads as restrictive for insert to marketsafe_staff with check (app.is_program_lead());
grant insert on app.organisations, app.ledger_heads to marketsafe_staff;

grant usage on schema mail to marketsafe_staff;
grant insert on mail.outgoing to marketsafe_staff;

-- Where somebody is signed in, for them to recognise and end it.
alter table auth."session" add column "lastUsedAt" timestamptz, add column "deviceId" text;
update auth."session" set "lastUsedAt" = "updatedAt";
-- Who asks for the approval of a code, and for which organisation it is given.
alter table auth."deviceCode"
  add column "userAgent" text, add column "ipAddress" text, add column "requestedAt" timestamptz, add column "organisationId" text;
