import { sql } from 'kysely';
import { type Ledger, openLedger, recordAudit, writeLedger } from '../audit/service.ts';
import { recordChange } from '../changes/service.ts';
import type { Scope } from '../db/database.ts';
import { packetFolder } from '../packets/folder.ts';
import { filesNamedBy, type StoredFile, stillNamed } from './files.ts';
import { deleteClaimRows, deletePacketRows, deleteSearchRows, searchedOf } from './rows.ts';

/** Claims that are deleted in one transaction. */
const AT_ONCE = 25;

/** A proposal that two people stand behind. */
export interface Approved {
  proposalId: string;
  organisationId: string;
}

interface Chosen {
  claim_id: string;
  number: string;
  state: string;
  body_sha256: string;
  same: boolean;
  held: boolean;
  /** Other claims that rest on its captures. */
  named_by: string[] | null;
}

/**
 * Deletes some claims of an approved proposal, with every row of theirs, the packets that no claim is in any more, and the record of the
 * files that nothing else names; what is left is the tombstone in the audit. A claim that is held, has moved, or on whose captures another
 * one rests, is kept. In a transaction of `asDeletion`.
 * @returns whether there are more
 */
export async function deleteSome(scope: Scope, approved: Approved, at: Date): Promise<boolean> {
  const { organisationId, proposalId } = approved;
  const ledger = await openLedger(scope, organisationId);
  const chosen = await nextOf(scope, approved);
  const [first] = chosen;
  if (!first) {
    await scope
      .updateTable('app.deletion_proposals')
      .set({ state: 'done', done_at: at })
      .where('organisation_id', '=', organisationId)
      .where('proposal_id', '=', proposalId)
      .where('state', '=', 'approved')
      .execute();
    return false;
  }
  const going = goingOf(chosen);
  await note(scope, approved, { chosen, going, at });
  if (going.length > 0) await deleteThem(scope, ledger, { ...approved, going, at });
  await writeLedger(scope, ledger);
  return true;
}

/** The next claims of a proposal, and what keeps each. Times that went through JavaScript have lost their microseconds. */
async function nextOf(scope: Scope, { organisationId, proposalId }: Approved): Promise<Chosen[]> {
  const { rows } = await sql<Chosen>`
    with next as (
      select * from app.deletion_claims
      where organisation_id = ${organisationId} and proposal_id = ${proposalId} and outcome is null
      order by claim_id limit ${AT_ONCE}
    )
    select next.claim_id, next.number, next.state, next.body_sha256,
      claim.state is not distinct from next.state and date_trunc('milliseconds', claim.state_since) is not distinct from date_trunc('milliseconds', next.state_since) as same,
      app.claim_held(next.claim_id) as held,
      (
        select array_agg(distinct other.claim_id) from app.captures capture
        join app.claim_evidence other on other.organisation_id = capture.organisation_id and other.capture_id = capture.capture_id
        where capture.organisation_id = next.organisation_id and capture.claim_id = next.claim_id
          and other.claim_id <> next.claim_id
      ) as named_by
    from next left join app.claims claim using (organisation_id, claim_id)
    order by next.claim_id`.execute(scope);
  return rows;
}

/** Those that go: as they were seen, held by nobody, and no claim that stays rests on what they captured. */
function goingOf(chosen: readonly Chosen[]): Chosen[] {
  let going = chosen.filter(({ same, held }) => same && !held);
  for (let before = -1; before !== going.length; ) {
    before = going.length;
    const ids = new Set(going.map(({ claim_id }) => claim_id));
    going = going.filter(({ named_by }) => (named_by ?? []).every((other) => ids.has(other)));
  }
  return going;
}

/** Writes down what becomes of each. The rows of `app.claims` ask for an open outcome, so those that go are noted last. */
async function note(
  scope: Scope,
  { organisationId, proposalId }: Approved,
  { chosen, going, at }: { chosen: readonly Chosen[]; going: readonly Chosen[]; at: Date },
): Promise<void> {
  for (const claim of chosen) {
    if (going.includes(claim)) continue;
    await scope
      .updateTable('app.deletion_claims')
      .set({ outcome: !claim.same ? 'moved' : claim.held ? 'held' : 'named', at })
      .where('organisation_id', '=', organisationId)
      .where('proposal_id', '=', proposalId)
      .where('claim_id', '=', claim.claim_id)
      .execute();
  }
}

/** What is deleted in one transaction. */
interface Going extends Approved {
  going: readonly Chosen[];
  at: Date;
}

async function deleteThem(scope: Scope, ledger: Ledger, order: Going): Promise<void> {
  const { organisationId, proposalId, going, at } = order;
  const ids = going.map(({ claim_id }) => claim_id);
  const files = await filesNamedBy(scope, organisationId, ids);
  const elsewhere = await filesElsewhere(scope, organisationId, ids);
  const searched = await searchedOf(scope, organisationId, ids);
  const packets = await packetsOf(scope, organisationId, ids);
  await deleteClaimRows(scope, organisationId, ids);
  await deleteSearchRows(scope, organisationId, searched);
  const people = await peopleOf(scope, order);
  for (const { claim_id, number, state, body_sha256 } of going) {
    recordAudit(ledger, {
      action: 'claim.deleted',
      ...{ at, actorUserId: people.approvedBy, entity: claim_id },
      detail: {
        ...{ number, state, bodySha256: body_sha256, proposalId, ...people.names },
        ...(elsewhere.has(claim_id) ? { sellersFilesElsewhere: elsewhere.get(claim_id) ?? null } : {}),
      },
    });
    recordChange(ledger, { kind: 'deleted', at, claimId: claim_id, number });
  }
  await sql`update app.deletion_claims set outcome = 'deleted', at = ${at}
    where organisation_id = ${organisationId} and proposal_id = ${proposalId} and claim_id = any(${ids}::uuid[])`.execute(
    scope,
  );
  const gone = await deleteEmptyPackets(scope, ledger, order, packets, people.approvedBy);
  const kept = await stillNamed(
    scope,
    organisationId,
    files.map(({ sha256 }) => sha256),
  );
  const unnamed = files.filter(({ sha256 }) => !kept.has(sha256));
  await forgetBlobs(scope, ledger, order, unnamed, people.approvedBy);
  await queueFiles(scope, order, [...unnamed, ...gone]);
}

/**
 * Sellers' documents about these claims that lie in another organisation's store: whoever handed them in, the marketplace's people or the
 * program's, has them as files of its own, which this organisation's deletion does not reach. By their hashes, with the claim.
 */
async function filesElsewhere(
  scope: Scope,
  organisationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ claim_id: string; hashes: string }>`
    select counter.claim_id, string_agg(distinct file.sha256, ' ' order by file.sha256) as hashes
    from app.counter_notices counter join app.counter_files file using (organisation_id, counter_id)
    where counter.organisation_id = ${organisationId} and counter.claim_id = any(${[...ids]}::uuid[])
      and file.store_of <> ${organisationId}
    group by counter.claim_id`.execute(scope);
  return new Map(rows.map(({ claim_id, hashes }) => [claim_id, hashes]));
}

/** Packets that claims are, or were, in. */
async function packetsOf(scope: Scope, organisationId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await scope
    .selectFrom('app.packet_claims')
    .select('packet_id')
    .distinct()
    .where('organisation_id', '=', organisationId)
    .where('claim_id', 'in', [...ids])
    .execute();
  return rows.map((row) => row.packet_id);
}

/** Who proposed and who approved, by name: an organisation's own people cannot look the program's up. */
async function peopleOf(scope: Scope, { organisationId, proposalId }: Approved) {
  const row = await scope
    .selectFrom('app.deletion_proposals')
    .select(['proposed_by_name', 'decided_by', 'decided_by_name'])
    .where('organisation_id', '=', organisationId)
    .where('proposal_id', '=', proposalId)
    .executeTakeFirstOrThrow();
  return {
    approvedBy: row.decided_by,
    names: { proposed: row.proposed_by_name, approved: row.decided_by_name },
  };
}

/** Deletes those of these packets in which no claim is any more. @returns their files */
async function deleteEmptyPackets(
  scope: Scope,
  ledger: Ledger,
  { organisationId, proposalId, at }: Going,
  packets: readonly string[],
  actorUserId: string | null,
): Promise<StoredFile[]> {
  if (packets.length === 0) return [];
  const { rows: empty } = await sql<{ packet_id: string; number: string; content_sha256: string | null }>`
    select packet_id, number, content_sha256 from app.packets packet
    where organisation_id = ${organisationId} and packet_id = any(${[...packets]}::uuid[]) and not exists (
      select from app.packet_claims member
      where member.organisation_id = packet.organisation_id and member.packet_id = packet.packet_id)`.execute(
    scope,
  );
  if (empty.length === 0) return [];
  const ids = empty.map(({ packet_id }) => packet_id);
  const { rows: files } = await sql<{ packet_id: string; sha256: string; bytes: number }>`
    select distinct packet_id, sha256, bytes from disclosed.files where packet_id = any(${ids}::uuid[])`.execute(
    scope,
  );
  await deletePacketRows(scope, ids);
  for (const { packet_id, number, content_sha256: contentSha256 } of empty) {
    recordAudit(ledger, {
      action: 'packet.deleted',
      ...{ at, actorUserId, entity: packet_id },
      detail: { number, contentSha256, proposalId },
    });
  }
  return files.map(({ packet_id, sha256, bytes }) => ({ folder: packetFolder(packet_id), sha256, bytes }));
}

async function forgetBlobs(
  scope: Scope,
  ledger: Ledger,
  { organisationId, proposalId, at }: Going,
  files: readonly StoredFile[],
  actorUserId: string | null,
): Promise<void> {
  if (files.length === 0) return;
  const hashes = files.map(({ sha256 }) => sha256);
  await sql`delete from app.blobs where organisation_id = ${organisationId} and sha256 = any(${hashes})`.execute(
    scope,
  );
  for (const { sha256, bytes } of files) {
    recordAudit(ledger, {
      action: 'blob.deleted',
      ...{ at, actorUserId, entity: sha256 },
      detail: { bytes, proposalId },
    });
  }
}

/** The bytes themselves go after the commit: a transaction that fails has lost none. */
async function queueFiles(
  scope: Scope,
  { organisationId, proposalId }: Approved,
  files: readonly StoredFile[],
): Promise<void> {
  if (files.length === 0) return;
  await scope
    .insertInto('app.deletion_files')
    .values(
      files.map(({ folder, sha256 }) => ({
        ...{ organisation_id: organisationId, proposal_id: proposalId, folder, sha256 },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
