-- How long claims are kept after they are closed, who orders that they are deleted, and what keeps them. Two people of the program, neither
-- of whom belongs to whose claims they are; a legal hold goes before everything. A role of its own deletes, and nothing but what was approved.

-- Days after which a closed claim may go, by its state: what holds is the last row.
create table program.retention_settings (
  sequence bigint generated always as identity primary key,
  settings json not null,
  at timestamptz not null,
  set_by uuid not null,
  set_by_name text not null
);
create trigger append_only before update or delete on program.retention_settings
  for each row execute function app.refuse_change();
create trigger append_only_whole before truncate on program.retention_settings
  for each statement execute function app.refuse_change();
alter table program.retention_settings enable row level security, force row level security;
create policy staff_read on program.retention_settings for select to marketsafe_staff using (true);
create policy staff_write on program.retention_settings for insert with check (app.is_program_staff());
grant select, insert on program.retention_settings to marketsafe_app;
grant select on program.retention_settings to marketsafe_staff;

-- What must not be deleted, by whose word and why. No key to claims: a hold that was released stays known after its claim has gone.
create table app.legal_holds (
  organisation_id uuid not null references app.organisations,
  hold_id uuid not null,
  -- Null: everything of the organisation, and what was filed under its rights.
  claim_id uuid,
  number text,
  reason text not null check (length(reason) between 1 and 1000),
  placed_at timestamptz not null,
  placed_by uuid not null,
  placed_by_name text not null,
  released_at timestamptz,
  released_by uuid,
  released_by_name text,
  primary key (organisation_id, hold_id),
  check ((claim_id is null) = (number is null)),
  check ((released_at is null) = (released_by is null))
);
create unique index legal_holds_id_once on app.legal_holds (hold_id);
create index legal_holds_placed on app.legal_holds (organisation_id) where released_at is null;

create table app.deletion_proposals (
  organisation_id uuid not null references app.organisations,
  proposal_id uuid not null,
  state text not null check (state in ('proposed', 'approved', 'refused', 'done')),
  claims int not null check (claims > 0),
  proposed_at timestamptz not null,
  proposed_by uuid not null,
  proposed_by_name text not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  done_at timestamptz,
  primary key (organisation_id, proposal_id),
  check ((decided_by is null) = (state = 'proposed')),
  -- Whoever proposed may take it back, and not approve it.
  check (decided_by is null or state = 'refused' or decided_by <> proposed_by),
  check ((done_at is null) = (state <> 'done'))
);
create unique index deletion_proposals_id_once on app.deletion_proposals (proposal_id);
create index deletion_proposals_newest on app.deletion_proposals (proposed_at desc);

-- The claims of a proposal, as they stood. They stay when the claims are gone: numbers and hashes only.
create table app.deletion_claims (
  organisation_id uuid not null,
  proposal_id uuid not null,
  claim_id uuid not null,
  number text not null,
  state text not null,
  state_since timestamptz not null,
  body_sha256 text not null,
  -- What became of it; null while that is open.
  outcome text check (outcome in ('deleted', 'held', 'moved', 'named', 'refused')),
  at timestamptz,
  primary key (organisation_id, proposal_id, claim_id),
  foreign key (organisation_id, proposal_id) references app.deletion_proposals,
  check ((outcome is null) = (at is null))
);
create unique index deletion_claims_once on app.deletion_claims (organisation_id, claim_id) where outcome is null;

-- Files that no row names any more and that are still in the store: by the folder of the store, an organisation's or a packet's.
create table app.deletion_files (
  organisation_id uuid not null,
  proposal_id uuid not null,
  folder text not null,
  sha256 text not null,
  primary key (organisation_id, folder, sha256),
  foreign key (organisation_id, proposal_id) references app.deletion_proposals
);

do $$
declare
  named text;
begin
  foreach named in array array['legal_holds', 'deletion_proposals', 'deletion_claims', 'deletion_files']
  loop
    execute format('alter table app.%I enable row level security, force row level security', named);
    execute format('create policy own on app.%I using (organisation_id = app.current_organisation())', named);
    execute format('create policy staff_read on app.%I for select to marketsafe_staff using (true)', named);
    execute format('grant select on app.%I to marketsafe_app', named);
    execute format('grant select on app.%I to marketsafe_staff', named);
  end loop;
end
$$;
grant insert on app.legal_holds, app.deletion_proposals, app.deletion_claims to marketsafe_staff;
grant update (released_at, released_by, released_by_name) on app.legal_holds to marketsafe_staff;
grant update (state, decided_at, decided_by, decided_by_name) on app.deletion_proposals to marketsafe_staff;
grant update (outcome, at) on app.deletion_claims to marketsafe_staff;

-- Whether the caller belongs, or belonged, to an organisation.
create function app.belongs_to(named uuid) returns boolean language sql stable as $$
  select exists (
    select from app.memberships
    where memberships.organisation_id = named and memberships.user_id = app.current_user_id()
  )
$$;
create policy by_strangers on app.deletion_proposals as restrictive for insert to marketsafe_staff
  with check (state = 'proposed' and proposed_by = app.current_user_id() and not app.belongs_to(organisation_id));
create policy by_strangers_decided on app.deletion_proposals as restrictive for update to marketsafe_staff
  using (state = 'proposed')
  with check (state in ('approved', 'refused') and decided_by = app.current_user_id() and not app.belongs_to(organisation_id));

do $$
begin
  if not exists (select from pg_roles where rolname = 'marketsafe_deletion') then
    create role marketsafe_deletion nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant marketsafe_deletion to %I', current_user);
  end if;
end
$$;
grant usage on schema app, disclosed to marketsafe_deletion;

-- Append-only for everybody but who deletes what two people approved.
create or replace function app.refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_user = 'marketsafe_deletion' then
    return old;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end
$$;

create or replace function app.refuse_change_of_stamp() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_user = 'marketsafe_deletion' then
    return old;
  end if;
  if old.state = 'stamped' or new.organisation_id <> old.organisation_id or new.capture_id <> old.capture_id then
    raise exception 'a time-stamp does not change: % refused', tg_op using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

-- Whether a claim of the current organisation may go: approved by a second person, and held by nobody.
create function app.deletion_approved(named uuid) returns boolean language plpgsql stable as $$
begin
  return exists (
    select from app.deletion_claims chosen
    join app.deletion_proposals proposal using (organisation_id, proposal_id)
    where chosen.organisation_id = app.current_organisation() and chosen.claim_id = named and chosen.outcome is null
      and proposal.state = 'approved' and proposal.decided_by <> proposal.proposed_by
  ) and not app.claim_held(named);
end
$$;
-- A hold on the claim, on whose it is, or on whose right it rests on.
create function app.claim_held(named uuid) returns boolean language sql stable as $$
  select exists (
    select from app.claims claim
    join app.legal_holds hold on hold.released_at is null and (
      (hold.organisation_id = claim.organisation_id and hold.claim_id = claim.claim_id)
      or (hold.claim_id is null and hold.organisation_id in (claim.organisation_id, claim.holder_id))
    )
    where claim.organisation_id = app.current_organisation() and claim.claim_id = named
  )
$$;

do $$
declare
  named text;
begin
  -- Rows of a claim, and of a packet that has no claim any more.
  foreach named in array array[
    'claims', 'claim_events', 'claim_evidence', 'claim_questions', 'claim_answers', 'claim_traces', 'claim_links', 'captures',
    'time_stamps', 'counter_notices', 'packet_claims', 'packet_links', 'packet_events', 'packets', 'marketplace_answers',
    'threads', 'thread_entries', 'idempotency', 'claim_search', 'name_search', 'claim_words', 'blobs', 'deletion_files'
  ]
  loop
    execute format('grant select, delete on app.%I to marketsafe_deletion', named);
  end loop;
  -- A packet's, as it was disclosed: its rows in `app` are the organisation's own.
  foreach named in array array['packets', 'links', 'files', 'answers', 'withdrawn_links']
  loop
    execute format('grant select, delete on disclosed.%I to marketsafe_deletion', named);
    execute format(
      'create policy deletion_reads on disclosed.%1$I for select to marketsafe_deletion
        using (exists (select from app.packets where packets.packet_id = %1$I.packet_id))', named
    );
    execute format(
      'create policy deletion on disclosed.%1$I for delete to marketsafe_deletion using (
        exists (select from app.packets where packets.packet_id = %1$I.packet_id)
        and not exists (select from app.packet_claims where packet_claims.packet_id = %1$I.packet_id))', named
    );
  end loop;
end
$$;
create policy approved on app.claims as restrictive for delete to marketsafe_deletion using (app.deletion_approved(claim_id));
create policy without_claims on app.packets as restrictive for delete to marketsafe_deletion
  using (not exists (
    select from app.packet_claims
    where packet_claims.organisation_id = packets.organisation_id and packet_claims.packet_id = packets.packet_id));
-- What still names a file: whatever of the organisation's is about files.
grant select on app.right_files, app.mandates, app.mandate_papers, app.rights to marketsafe_deletion;
-- A mandate that others gave rests on files of the organisation that proposed it.
create policy deletion_reads on app.mandates for select to marketsafe_deletion using (true);
create policy deletion_reads on app.mandate_papers for select to marketsafe_deletion using (true);
grant select, update on app.ledger_heads to marketsafe_deletion;
grant insert on app.audit, app.changes to marketsafe_deletion;
grant select on app.legal_holds, app.deletion_proposals, app.deletion_claims to marketsafe_deletion;
-- A holder's hold keeps what a representative filed.
create policy deletion_reads on app.legal_holds for select to marketsafe_deletion using (true);
grant update (outcome, at) on app.deletion_claims to marketsafe_deletion;
grant update (state, done_at) on app.deletion_proposals to marketsafe_deletion;
create policy carried_out on app.deletion_proposals as restrictive for update to marketsafe_deletion
  using (state = 'approved') with check (state = 'done');
grant insert on app.deletion_files to marketsafe_deletion;

-- The one way to become who deletes: for one proposal that was approved.
create function app.enter_deletion(proposal uuid) returns uuid language plpgsql as $$
declare
  organisation uuid;
begin
  perform set_config('role', 'marketsafe_staff', true);
  select found.organisation_id into organisation from app.deletion_proposals found
    where found.proposal_id = proposal and found.decided_by <> found.proposed_by and found.state in ('approved', 'done');
  if organisation is null then
    raise exception 'nothing of this proposal is to be deleted' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.organisation_id', organisation::text, true),
    set_config('app.user_id', '', true),
    set_config('role', 'marketsafe_deletion', true);
  return organisation;
end
$$;
-- Proposals that are to be carried out, or were by half.
create function app.deletions_to_do() returns table (proposal_id uuid, organisation_id uuid) language plpgsql as $$
begin
  perform set_config('role', 'marketsafe_staff', true);
  return query select found.proposal_id, found.organisation_id from app.deletion_proposals found
    where found.state = 'approved'
      or exists (select from app.deletion_files left_over where left_over.proposal_id = found.proposal_id)
    order by found.decided_at;
  perform set_config('role', 'marketsafe_app', true);
end
$$;

-- Closed claims by how long they have been.
create index claims_closed on app.claims (organisation_id, state, state_since)
  where state in ('duplicate', 'declined', 'removed', 'platform_rejected', 'conceded', 'upheld', 'overturned', 'reinstated', 'withdrawn');

-- Devices hear that a claim is gone.
alter table app.changes drop constraint changes_kind_check,
  add constraint changes_kind_check check (kind in ('claim', 'right', 'draft', 'translation', 'answer', 'deleted'));
