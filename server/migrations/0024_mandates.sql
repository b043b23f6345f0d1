-- Mandates: a representative claims under exactly the rights, on the marketplaces and with the powers that a holder gave it, while they last.
-- What it filed stays its own, in its rows; its holder reads it there, one claim at a time.

create table app.mandates (
  -- The holder: whose rights they are.
  organisation_id uuid not null references app.organisations,
  mandate_id uuid not null,
  representative_id uuid not null references app.organisations,
  -- As they were called when the mandate was given: neither side reads the other's rows.
  holder_name text not null,
  representative_name text not null,
  -- Null is all of them, those to come included.
  right_ids uuid[] check (cardinality(right_ids) > 0),
  marketplaces text[] check (cardinality(marketplaces) > 0),
  powers text[] not null check (
    cardinality(powers) > 0
    and powers <@ array['file-claims', 'withdraw', 'register-rights', 'answer-counter-notices']
  ),
  -- Days in UTC, both included.
  valid_from date not null,
  valid_to date not null check (valid_to >= valid_from),
  -- The paper, in the store of whoever handed it in.
  document_of uuid not null,
  document_sha256 text not null,
  document_type text not null,
  document_bytes bigint not null check (document_bytes > 0),
  authority text not null check (authority in ('sealed', 'signed')),
  signed_name text not null check (length(signed_name) between 1 and 200),
  signed_title text not null check (length(signed_title) between 1 and 200),
  status text not null check (status in ('proposed', 'in_force', 'refused')),
  proposed_at timestamptz not null,
  proposed_by uuid,
  proposed_by_name text not null,
  decided_at timestamptz,
  decided_by_name text,
  refusal text,
  revoked_at timestamptz,
  revoked_by_name text,
  revocation text,
  primary key (organisation_id, mandate_id),
  foreign key (document_of, document_sha256) references app.blobs (organisation_id, sha256),
  check (representative_id <> organisation_id),
  check ((revoked_at is null) = (revocation is null)),
  check ((status = 'refused') = (refusal is not null))
);
create unique index mandates_id_once on app.mandates (mandate_id);
create index mandates_of_representative on app.mandates (representative_id, organisation_id);

alter table app.mandates enable row level security, force row level security;
create policy own on app.mandates using (organisation_id = app.current_organisation());
create policy representative_reads on app.mandates for select using (representative_id = app.current_organisation());
-- A representative asks; whether it is so, the holder or the program says.
create policy representative_asks on app.mandates for insert to marketsafe_app
  with check (representative_id = app.current_organisation() and status = 'proposed');
-- And may give it back.
create policy representative_gives_up on app.mandates for update to marketsafe_app
  using (representative_id = app.current_organisation()) with check (revoked_at is not null);
create policy staff_read on app.mandates for select to marketsafe_staff using (true);
grant select, insert on app.mandates to marketsafe_app, marketsafe_staff;
grant update (status, right_ids, decided_at, decided_by_name, refusal, revoked_at, revoked_by_name, revocation)
  on app.mandates to marketsafe_app, marketsafe_staff;

-- Whether a mandate of the current organisation holds today, over this holder's right. Not written in SQL alone, so that whoever plans a
-- statement on claims does not plan this, too: for what is an organisation's own it is never asked.
create function app.mandate_holds(holder uuid, named uuid) returns boolean language plpgsql stable as $$
begin
  return exists (
    select from app.mandates
    where mandates.organisation_id = holder and mandates.representative_id = app.current_organisation()
      and mandates.status = 'in_force' and mandates.revoked_at is null
      and current_date between mandates.valid_from and mandates.valid_to
      and (mandates.right_ids is null or named = any(mandates.right_ids))
  );
end
$$;

-- The same mandates with what they allow, the youngest first.
create function app.mandates_for(holder uuid, named uuid) returns json language plpgsql stable as $$
begin
  return (
    select json_agg(json_build_object(
      'mandateId', mandates.mandate_id, 'holder', mandates.holder_name, 'powers', mandates.powers,
      'marketplaces', mandates.marketplaces, 'validTo', mandates.valid_to
    ) order by mandates.valid_to desc, mandates.mandate_id)
    from app.mandates
    where mandates.organisation_id = holder and mandates.representative_id = app.current_organisation()
      and mandates.status = 'in_force' and mandates.revoked_at is null
      and current_date between mandates.valid_from and mandates.valid_to
      and (mandates.right_ids is null or named = any(mandates.right_ids))
  );
end
$$;

-- A name that somebody asked for, exactly: how a holder and a representative find each other without a list of who takes part.
create policy asked_by_name on app.organisations for select to marketsafe_app using (
  kind in ('rights_holder', 'representative') and lower(name) = lower(nullif(current_setting('app.asked_name', true), ''))
);

-- Policies are asked in the order of their names: this one after `own`.
create policy under_mandate on app.rights for select to marketsafe_app
  using (app.mandate_holds(organisation_id, right_id));

-- Whose right a claim rests on, and by which mandate.
alter table app.claims
  add column holder_id uuid,
  add column mandate_id uuid;
alter table app.claims no force row level security;
update app.claims set holder_id = organisation_id;
alter table app.claims force row level security;
alter table app.claims
  alter column holder_id set not null,
  drop constraint claims_organisation_id_right_id_fkey,
  add foreign key (holder_id, right_id) references app.rights (organisation_id, right_id),
  add foreign key (holder_id, mandate_id) references app.mandates (organisation_id, mandate_id),
  add check ((holder_id = organisation_id) = (mandate_id is null));
create index claims_of_holder on app.claims (holder_id, received_at desc, claim_id desc) where mandate_id is not null;

-- What was filed under a mandate that has ended is read by its holder and the program alone.
create policy while_mandated on app.claims as restrictive for select to marketsafe_app
  using (holder_id = organisation_id or app.mandate_holds(holder_id, right_id));

-- Visitors: people of a holder, at a claim that a representative filed for them.
do $$
begin
  if not exists (select from pg_roles where rolname = 'marketsafe_visitor') then
    create role marketsafe_visitor nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant marketsafe_visitor to %I', current_user);
  end if;
end
$$;

create function app.visiting_holder() returns uuid language sql stable
  return nullif(current_setting('app.visiting_holder', true), '')::uuid;
-- The one claim that is visited; null where they are listed.
create function app.visited_claim() returns uuid language sql stable
  return nullif(current_setting('app.visited_claim', true), '')::uuid;
create function app.visited_captures() returns uuid[] language sql stable
  return string_to_array(nullif(current_setting('app.visited_captures', true), ''), ',')::uuid[];
create function app.visited_devices() returns uuid[] language sql stable
  return string_to_array(nullif(current_setting('app.visited_devices', true), ''), ',')::uuid[];
create function app.visited_files() returns text[] language sql stable
  return string_to_array(nullif(current_setting('app.visited_files', true), ''), ',');

grant usage on schema app, meta to marketsafe_visitor;
grant select on meta.signing_keys to marketsafe_visitor;
grant select on app.organisations, app.memberships, app.rights, app.claims, app.claim_events, app.claim_evidence, app.captures,
  app.claim_questions, app.claim_answers, app.claim_links, app.devices, app.time_stamps, app.blobs, app.audit, app.ledger_heads,
  app.mandates to marketsafe_visitor;
-- That they read it stands in the chain of whose claim it is.
grant insert on app.audit, app.changes to marketsafe_visitor;
grant update on app.ledger_heads to marketsafe_visitor;

create policy filed_for on app.claims for select to marketsafe_visitor using (holder_id = app.visiting_holder());
create policy visited on app.claims as restrictive for select to marketsafe_visitor
  using (holder_id = app.visiting_holder() and (app.visited_claim() is null or claim_id = app.visited_claim()));
create policy filed_for on app.claim_evidence for select to marketsafe_visitor
  using (exists (select from app.claims where claims.claim_id = claim_evidence.claim_id));
create policy visited on app.claim_evidence as restrictive for select to marketsafe_visitor
  using (app.visited_claim() is null or claim_id = app.visited_claim());
create policy visited on app.claim_events as restrictive for select to marketsafe_visitor
  using (claim_id = app.visited_claim());
create policy visited on app.claim_questions as restrictive for select to marketsafe_visitor
  using (claim_id = app.visited_claim());
create policy visited on app.claim_answers as restrictive for select to marketsafe_visitor
  using (claim_id = app.visited_claim());
create policy visited on app.claim_links as restrictive for select to marketsafe_visitor
  using (claim_id = app.visited_claim() or earlier = app.visited_claim());
create policy visited on app.captures as restrictive for select to marketsafe_visitor
  using (capture_id = any((select app.visited_captures())::uuid[]));
create policy visited on app.time_stamps as restrictive for select to marketsafe_visitor
  using (capture_id = any((select app.visited_captures())::uuid[]));
create policy visited on app.devices as restrictive for select to marketsafe_visitor
  using (device_id = any((select app.visited_devices())::uuid[]));
create policy visited on app.blobs as restrictive for select to marketsafe_visitor
  using (sha256 = any((select app.visited_files())::text[]));
create policy visited on app.audit as restrictive for select to marketsafe_visitor
  using (entity = app.visited_claim()::text or entity = any((select app.visited_captures())::text[]));
create policy visited_note on app.audit as restrictive for insert to marketsafe_visitor
  with check (entity = app.visited_claim()::text);
create policy visited_note on app.changes as restrictive for insert to marketsafe_visitor with check (false);
create policy filed_for on app.memberships for select to marketsafe_visitor
  using (user_id in (select claims.submitted_by from app.claims where claims.organisation_id = memberships.organisation_id));
create policy visited on app.memberships as restrictive for select to marketsafe_visitor
  using (user_id in (select claims.submitted_by from app.claims where claims.organisation_id = memberships.organisation_id));
create policy filed_for on app.organisations for select to marketsafe_visitor
  using (organisation_id in (select claims.organisation_id from app.claims));
-- The right is the holder's own; the rights of whoever filed are not shown.
create policy filed_for on app.rights for select to marketsafe_visitor using (organisation_id = app.visiting_holder());
create policy visited on app.rights as restrictive for select to marketsafe_visitor
  using (organisation_id = app.visiting_holder() or right_id::text = current_setting('app.asked_right', true));
create policy asked on app.rights for select to marketsafe_visitor
  using (right_id::text = current_setting('app.asked_right', true));

create policy visited on app.mandates as restrictive for select to marketsafe_visitor
  using (app.visiting_holder() is null or organisation_id = app.visiting_holder());

-- The one way to become a visitor: a person of the holder, to one claim that was filed for it, or, without a claim, to the list of them.
create function app.enter_visit(person uuid, holder uuid, wanted uuid) returns void language plpgsql as $$
declare
  filer uuid;
  captures uuid[];
  devices uuid[];
  files text[];
begin
  perform set_config('role', 'marketsafe_app', true),
    set_config('app.organisation_id', holder::text, true),
    set_config('app.user_id', person::text, true);
  if not exists (
    select from app.memberships
    where memberships.organisation_id = holder and memberships.user_id = person and memberships.ended_at is null
  ) then
    raise exception 'only people of a holder may visit what was filed for it' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('role', 'marketsafe_visitor', true),
    set_config('app.organisation_id', '', true),
    set_config('app.visiting_holder', holder::text, true),
    set_config('app.visited_claim', coalesce(wanted::text, ''), true);
  if wanted is null then
    return;
  end if;
  select claims.organisation_id into filer from app.claims
    where claims.claim_id = wanted and claims.mandate_id is not null;
  if filer is null then
    raise exception 'no such claim was filed for this holder' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.organisation_id', filer::text, true);
  select array_agg(distinct named.capture) into captures from (
    select evidence.capture_id from app.claim_evidence evidence where evidence.claim_id = wanted
    union all
    select found.id[1]::uuid from app.claim_answers answer
      cross join lateral regexp_matches(answer.evidence::text, '"captureId":"([0-9a-f-]{36})"', 'g') as found (id)
      where answer.claim_id = wanted
  ) as named (capture);
  select array_agg(distinct named.hash) into files from (
    select found.hash[1] from app.claim_evidence evidence
      cross join lateral regexp_matches(
        evidence.manifest_sha256 || evidence.files::text || evidence.masked::text, '[0-9a-f]{64}', 'g') as found (hash)
      where evidence.claim_id = wanted
    union all
    select found.hash[1] from app.claim_answers answer
      cross join lateral regexp_matches(answer.evidence::text || answer.files::text, '[0-9a-f]{64}', 'g') as found (hash)
      where answer.claim_id = wanted
    union all
    select found.hash[1] from app.claims
      cross join lateral regexp_matches(claims.particulars::text, '"sha256":"([0-9a-f]{64})"', 'g') as found (hash)
      where claims.claim_id = wanted
  ) as named (hash);
  -- What stands before and beside a capture in its device's chain says whether something is missing there: as the filer sees it.
  perform set_config('role', 'marketsafe_app', true);
  select array_agg(distinct near.capture_id), array_agg(distinct near.device_id) into captures, devices
    from app.captures one
    join app.captures near on near.organisation_id = one.organisation_id and near.device_id = one.device_id
      and near.sequence between one.sequence - 1 and one.sequence
    where one.organisation_id = filer and one.capture_id = any(captures);
  perform set_config('role', 'marketsafe_visitor', true),
    set_config('app.visited_captures', coalesce(array_to_string(captures, ','), ''), true),
    set_config('app.visited_devices', coalesce(array_to_string(devices, ','), ''), true),
    set_config('app.visited_files', coalesce(array_to_string(files, ','), ''), true);
end
$$;

-- Why the current organisation may not claim under a right, as far as its mandates say: those that it has or had from the right's holder.
create function app.mandates_over(asked uuid) returns table (
  mandate_id uuid, holder_name text, status text, revoked_at timestamptz, valid_from date, valid_to date, covers boolean
) language plpgsql as $$
begin
  perform set_config('role', 'marketsafe_visitor', true), set_config('app.asked_right', asked::text, true);
  return query
    select mandates.mandate_id, mandates.holder_name, mandates.status, mandates.revoked_at, mandates.valid_from, mandates.valid_to,
      mandates.right_ids is null or asked = any(mandates.right_ids)
    from app.rights
    join app.mandates on mandates.organisation_id = rights.organisation_id
    where rights.right_id = asked and mandates.representative_id = app.current_organisation()
    order by mandates.valid_to desc, mandates.mandate_id;
  perform set_config('role', 'marketsafe_app', true), set_config('app.asked_right', '', true);
end
$$;
