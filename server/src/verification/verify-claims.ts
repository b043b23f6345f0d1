import { createHash } from 'node:crypto';
import { claimSubmission } from '@marketsafe/contract';
import { canonicalJson } from '@marketsafe/evidence';
import type pg from 'pg';
import type { AuditFault, ChainEntry } from './faults.ts';
import { tombstonesOf } from './tombstones.ts';

interface ClaimRow {
  claim_id: string;
  number: string;
  state: string;
  received_at: Date;
  submitted_by: string;
  right_id: string;
  reason: string;
  marketplace: string;
  item_id: string;
  target: unknown;
  explanation: unknown;
  declarations: unknown;
  particulars: unknown;
  declared_in: unknown;
  body: Buffer;
  /** State of the last event, and of the one that sorted the claim when it came. */
  last_state: string | null;
  first_state: string | null;
  evidence: {
    capture_id: string;
    manifest_sha256: string;
    files: unknown;
    masked: unknown;
    received: boolean;
  }[];
}

const CLAIMS = `select claim_id, number, state, received_at, submitted_by, right_id, reason, marketplace, item_id, target, explanation,
    declarations, particulars, declared_in, body,
    (select to_state from app.claim_events event where event.organisation_id = claim.organisation_id
      and event.claim_id = claim.claim_id order by sequence desc limit 1) as last_state,
    (select to_state from app.claim_events event where event.organisation_id = claim.organisation_id
      and event.claim_id = claim.claim_id and sequence = 2) as first_state,
    (select coalesce(json_agg(json_build_object('capture_id', evidence.capture_id, 'manifest_sha256', evidence.manifest_sha256,
        'files', evidence.files, 'masked', evidence.masked, 'received', evidence.signature is null or exists (
          select from app.captures capture where capture.organisation_id = evidence.organisation_id
            and capture.capture_id = evidence.capture_id and capture.manifest_sha256 = evidence.manifest_sha256)) order by position), '[]')
      from app.claim_evidence evidence where evidence.organisation_id = claim.organisation_id
        and evidence.claim_id = claim.claim_id) as evidence
  from app.claims claim where organisation_id = $1 and claim_id = any($2::uuid[])`;

/** Holds the claims that these entries say were handed in against what is here of them. */
export async function checkClaims(
  client: pg.ClientBase,
  organisationId: string,
  entries: readonly ChainEntry[],
): Promise<AuditFault[]> {
  const submitted = entries.filter(({ action }) => action === 'claim.submitted');
  const { rows } = await client.query<ClaimRow>(CLAIMS, [
    organisationId,
    submitted.map(({ entity }) => entity),
  ]);
  const claims = new Map(rows.map((row) => [row.claim_id, row]));
  const gone = await tombstonesOf(
    client,
    organisationId,
    'claim.deleted',
    submitted.filter(({ entity }) => !claims.has(entity)),
  );
  return submitted.flatMap((entry) => {
    const claim = claims.get(entry.entity);
    const problem = claim ? faultOf(entry, claim) : faultOfGone(entry, gone.get(entry.entity));
    return problem ? [{ organisationId, sequence: entry.sequence, problem }] : [];
  });
}

/** Claims that no entry speaks of. */
export async function countClaims(client: pg.ClientBase, organisationId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*) as count from app.claims where organisation_id = $1',
    [organisationId],
  );
  return rows[0]?.count ?? 0;
}

/** A claim that is gone: its tombstone has to be of the very bytes that were handed in. */
function faultOfGone({ entity, detail }: ChainEntry, tombstone: ChainEntry | undefined): string | null {
  const name = `claim ${detail.number}`;
  if (!tombstone) return `${name} (${entity}) is gone`;
  return tombstone.detail.bodySha256 === detail.bodySha256
    ? null
    : `the tombstone of ${name} is another claim’s`;
}

function faultOf({ at, actorUserId, detail }: ChainEntry, claim: ClaimRow): string | null {
  const name = `claim ${detail.number}`;
  if (createHash('sha256').update(claim.body).digest('hex') !== detail.bodySha256)
    return `${name} was changed: its bytes`;
  const changed = [
    ...(claim.number === detail.number ? [] : ['number']),
    ...(claim.first_state === detail.state ? [] : ['history']),
    ...(claim.state === claim.last_state ? [] : ['state']),
    ...(claim.received_at.toISOString() === at ? [] : ['receivedAt']),
    ...(claim.submitted_by === actorUserId ? [] : ['submittedBy']),
    ...changedFields(claim),
  ];
  return changed.length > 0 ? `${name} was changed: ${changed.join(', ')}` : null;
}

/** What is shown of a claim and is not what its bytes say. */
function changedFields(claim: ClaimRow): string[] {
  const said = claimSubmission.safeParse(JSON.parse(claim.body.toString('utf8'))).data;
  // One of an earlier form: its bytes are all there is to hold it against.
  if (!said) return [];
  const evidence = said.evidence.map(({ captureId, manifestSha256, files, masked }) => ({
    ...{ capture_id: captureId, manifest_sha256: manifestSha256, files, masked, received: true },
  }));
  const pairs: [name: string, shown: unknown, handedIn: unknown][] = [
    ['rightId', claim.right_id, said.rightId],
    ['reason', claim.reason, said.reason],
    ['marketplace', claim.marketplace, said.target.marketplace],
    ['itemId', claim.item_id, said.target.itemId],
    ['target', claim.target, said.target],
    ['explanation', claim.explanation, said.explanation],
    ['declarations', claim.declarations, said.declarations],
    ['particulars', claim.particulars, said.particulars ?? {}],
    ['declaredIn', claim.declared_in, said.declaredIn ?? null],
    ['evidence', claim.evidence, evidence],
  ];
  return pairs.flatMap(([name, shown, handedIn]) => (same(shown, handedIn) ? [] : [name]));
}

function same(one: unknown, other: unknown): boolean {
  try {
    return canonicalJson(one) === canonicalJson(other);
  } catch {
    // Text from before half a character was refused.
    return JSON.stringify(one) === JSON.stringify(other);
  }
}
