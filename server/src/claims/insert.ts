import { randomUUID } from 'node:crypto';
import type { ClaimEventReason, ClaimReceipt, ClaimState } from '@marketsafe/contract';
import type { Compilable, Insertable } from 'kysely';
import { type Ledger, recordAudit } from '../audit/service.ts';
import { type CaptureRow, type CapturesHere, insertCaptures, receiveCaptures } from '../captures/insert.ts';
import { recordChange } from '../changes/service.ts';
import type { Tables } from '../db/tables.ts';
import { type ColumnTypes, insertRows } from '../db/together.ts';
import { randomClaimNumber } from '../numbers.ts';
import type { SigningKey } from '../sealing/signing-key.ts';
import type { Grounds } from './check.ts';
import type { Holding } from './holding.ts';
import { wallOf } from './manifests.ts';
import { recordReleases } from './releases.ts';
import { columnsOf } from './stored-fields.ts';
import type { Submission } from './submission.ts';

/** A claim that has been checked, and where it goes first. */
export interface CheckedClaim {
  submission: Submission;
  grounds: Grounds;
  holding: Holding;
  state: ClaimState;
  reason: ClaimEventReason | null;
}

type ClaimRow = Insertable<Tables['app.claims']>;
type EvidenceRow = Insertable<Tables['app.claim_evidence']>;
type EventRow = Insertable<Tables['app.claim_events']>;

/** Rows of claims that are still to be written. */
export interface ClaimRows {
  claims: ClaimRow[];
  evidence: EvidenceRow[];
  events: EventRow[];
  captures: CaptureRow[];
}

const CLAIM_COLUMNS: ColumnTypes<ClaimRow> = {
  organisation_id: 'uuid',
  claim_id: 'uuid',
  number: 'text',
  state: 'text',
  received_at: 'timestamptz',
  submitted_by: 'uuid',
  right_id: 'uuid',
  holder_id: 'uuid',
  mandate_id: 'uuid',
  reason: 'text',
  marketplace: 'text',
  item_id: 'text',
  target: 'json',
  explanation: 'json',
  declarations: 'json',
  particulars: 'json',
  declared_in: 'json',
  tool_version: 'json',
  body: 'bytea',
  body_sha256: 'text',
};

const EVIDENCE_COLUMNS: ColumnTypes<EvidenceRow> = {
  organisation_id: 'uuid',
  claim_id: 'uuid',
  position: 'int',
  capture_id: 'uuid',
  manifest_sha256: 'text',
  captured_at: 'timestamptz',
  files: 'json',
  facts: 'json',
  source_url: 'json',
  wall: 'json',
  signature: 'text',
  masked: 'json',
};

export const EVENT_COLUMNS: ColumnTypes<EventRow> = {
  organisation_id: 'uuid',
  claim_id: 'uuid',
  sequence: 'int',
  event_id: 'uuid',
  at: 'timestamptz',
  actor_user_id: 'uuid',
  actor_name: 'text',
  actor_role: 'text',
  from_state: 'text',
  to_state: 'text',
  reason_code: 'text',
  reason_params: 'json',
};

export function noRows(): ClaimRows {
  return { claims: [], evidence: [], events: [], captures: [] };
}

/**
 * Makes the rows of a checked claim: itself with its evidence and first events, the receipts of its captures, and in the ledger its change
 * and audit entries. The ledger must be open.
 */
export async function addClaim(
  rows: ClaimRows,
  ledger: Ledger,
  key: SigningKey,
  here: CapturesHere,
  { submission, grounds: { captures }, holding, state, reason }: CheckedClaim,
): Promise<ClaimReceipt> {
  const { caller, claim, body, bodySha256 } = submission;
  const { organisationId, userId } = caller;
  const { claimId } = claim;
  const { at = new Date() } = submission;
  const number = randomClaimNumber();
  rows.claims.push({
    organisation_id: organisationId,
    claim_id: claimId,
    number,
    state,
    received_at: at,
    submitted_by: userId,
    right_id: claim.rightId,
    holder_id: holding.holderId,
    mandate_id: holding.mandateId,
    reason: claim.reason,
    marketplace: claim.target.marketplace,
    item_id: claim.target.itemId,
    target: JSON.stringify(claim.target),
    ...columnsOf(claim),
    declared_in: claim.declaredIn ? JSON.stringify(claim.declaredIn) : null,
    tool_version: JSON.stringify(claim.tool.version),
    body,
    body_sha256: bodySha256,
  });
  for (const [position, item] of claim.evidence.entries()) {
    rows.evidence.push({
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
    });
  }
  const event = { organisation_id: organisationId, claim_id: claimId, at };
  rows.events.push(
    {
      ...event,
      sequence: 1,
      event_id: randomUUID(),
      actor_user_id: userId,
      actor_name: caller.userName,
      actor_role: caller.roles[0] ?? 'investigator',
      from_state: null,
      to_state: 'received',
      reason_code: null,
      reason_params: '{}',
    },
    {
      ...event,
      sequence: 2,
      event_id: randomUUID(),
      actor_user_id: null,
      actor_name: null,
      actor_role: 'server',
      from_state: 'received',
      to_state: state,
      reason_code: reason?.code ?? null,
      reason_params: JSON.stringify(reason?.params ?? {}),
    },
  );
  recordChange(ledger, { kind: 'claim', at, claimId, number, state });
  recordAudit(ledger, {
    action: 'claim.submitted',
    at,
    actorUserId: userId,
    entity: claimId,
    detail: { number, state, bodySha256, captures: claim.evidence.length },
  });
  rows.captures.push(...(await receiveCaptures(ledger, key, here, { caller, claim, number, at, captures })));
  recordReleases(ledger, { claim, number, at, userId });
  return { claimId, number, state, receivedAt: at.toISOString(), bodySha256 };
}

function wallAt(captures: Grounds['captures'], position: number): string | null {
  const capture = captures[position];
  const wall = capture && wallOf(capture.manifest);
  return wall === undefined ? null : JSON.stringify(wall);
}

/** Writes claims with all that belongs to them, but for the ledger. */
export function insertClaims({ claims, evidence, events, captures }: ClaimRows): Compilable[] {
  return [
    insertRows('app.claims', CLAIM_COLUMNS, claims),
    insertRows('app.claim_evidence', EVIDENCE_COLUMNS, evidence),
    insertRows('app.claim_events', EVENT_COLUMNS, events),
    ...insertCaptures(captures),
  ];
}
