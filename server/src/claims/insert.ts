import { randomUUID } from 'node:crypto';
import type { ClaimReceipt, ClaimSubmission } from '@marketsafe/contract';
import type { Insertable } from 'kysely';
import { appendAudit, type Ledger } from '../audit/service.ts';
import { insertCaptures } from '../captures/insert.ts';
import { appendChange } from '../changes/service.ts';
import type { Scope } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import type { Caller } from '../organisations/service.ts';
import type { SigningKey } from '../sealing/signing-key.ts';
import type { Grounds } from './check.ts';
import { wallOf } from './manifests.ts';
import { randomClaimNumber } from './number.ts';
import { firstState, OPEN_STATES } from './policy.ts';
import { recordReleases } from './releases.ts';
import { columnsOf } from './stored-fields.ts';

/** A claim that has been checked. */
export interface CheckedClaim extends Grounds {
  caller: Caller;
  claim: ClaimSubmission;
  body: Buffer;
  bodySha256: string;
}

/** Writes a checked claim with its evidence, first events, change, audit entries and receipts. The ledger must be open. */
export async function insertClaim(
  scope: Scope,
  ledger: Ledger,
  key: SigningKey,
  { caller, claim, body, bodySha256, right, captures }: CheckedClaim,
): Promise<ClaimReceipt> {
  const { organisationId, userId } = caller;
  const { claimId } = claim;
  const at = new Date();
  const { state, reason } = firstState(right, await findOpenTwin(scope, organisationId, claim));
  const number = await insertNumbered(scope, {
    organisation_id: organisationId,
    claim_id: claimId,
    state,
    received_at: at,
    submitted_by: userId,
    right_id: claim.rightId,
    reason: claim.reason,
    marketplace: claim.target.marketplace,
    item_id: claim.target.itemId,
    target: JSON.stringify(claim.target),
    ...columnsOf(claim),
    tool_version: JSON.stringify(claim.tool.version),
    body,
    body_sha256: bodySha256,
  });
  await scope
    .insertInto('app.claim_evidence')
    .values(
      claim.evidence.map((item, position) => ({
        organisation_id: organisationId,
        claim_id: claimId,
        position,
        capture_id: item.captureId,
        manifest_sha256: item.manifestSha256,
        captured_at: new Date(item.capturedAt),
        files: JSON.stringify(item.files),
        facts: JSON.stringify(captures[position]?.manifest.listing.facts ?? {}),
        source_url: JSON.stringify(captures[position]?.manifest.request.url ?? ''),
        wall: wallAt(captures, position),
        signature: item.signature,
        masked: JSON.stringify(item.masked),
      })),
    )
    .execute();

  const event = { organisation_id: organisationId, claim_id: claimId, at };
  const submitted = {
    ...event,
    sequence: 1,
    event_id: randomUUID(),
    actor_user_id: userId,
    actor_role: caller.roles[0] ?? 'investigator',
    from_state: null,
    to_state: 'received' as const,
    reason_code: null,
    reason_params: '{}',
  };
  const sorted = {
    ...event,
    sequence: 2,
    event_id: randomUUID(),
    actor_user_id: null,
    actor_role: 'server',
    from_state: 'received' as const,
    to_state: state,
    reason_code: reason?.code ?? null,
    reason_params: JSON.stringify(reason?.params ?? {}),
  };
  await scope.insertInto('app.claim_events').values([submitted, sorted]).execute();
  await appendChange(scope, ledger, { kind: 'claim', at, claimId, number, state });
  await appendAudit(scope, ledger, {
    action: 'claim.submitted',
    at,
    actorUserId: userId,
    entity: claimId,
    detail: { number, state, bodySha256, captures: claim.evidence.length },
  });
  await insertCaptures(scope, ledger, key, { caller, claim, number, at, captures });
  await recordReleases(scope, ledger, { claim, number, at, userId });
  return { claimId, number, state, receivedAt: at.toISOString(), bodySha256 };
}

function wallAt(captures: CheckedClaim['captures'], position: number): string | null {
  const capture = captures[position];
  const wall = capture && wallOf(capture.manifest);
  return wall === undefined ? null : JSON.stringify(wall);
}

/** Number of an open claim of the organisation on the same listing and right. */
async function findOpenTwin(
  scope: Scope,
  organisationId: string,
  claim: ClaimSubmission,
): Promise<string | undefined> {
  const sameNumber = await scope
    .selectFrom('app.claims')
    .select(['number', 'target'])
    .where('organisation_id', '=', organisationId)
    .where('marketplace', '=', claim.target.marketplace)
    .where('item_id', '=', claim.target.itemId)
    .where('right_id', '=', claim.rightId)
    .where('state', 'in', OPEN_STATES)
    .orderBy('received_at')
    .execute();
  // The same number is another listing on another country's site, and another seller's offer of the same product.
  return sameNumber.find(({ target }) => target.canonicalUrl === claim.target.canonicalUrl)?.number;
}

/** Writes the claim under a number that no claim has, of whatever organisation. */
async function insertNumbered(
  scope: Scope,
  claim: Omit<Insertable<Tables['app.claims']>, 'number'>,
): Promise<string> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const number = randomClaimNumber();
    const inserted = await scope
      .insertInto('app.claims')
      .values({ ...claim, number })
      .onConflict((conflict) => conflict.column('number').doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 1n) return number;
  }
  throw new Error('no free claim number in five attempts');
}
