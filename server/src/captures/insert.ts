import type { CaptureReceipt, ClaimSubmission } from '@marketsafe/contract';
import { appendAudit, type Ledger } from '../audit/service.ts';
import type { Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { type SigningKey, signStatement } from '../sealing/signing-key.ts';
import type { ReadCapture } from './read.ts';

/** The captures of a claim that was written just now. */
export interface ReceivedCaptures {
  caller: Caller;
  claim: ClaimSubmission;
  number: string;
  at: Date;
  /** By position of the evidence. */
  captures: readonly ReadCapture[];
}

/**
 * Writes the captures of a claim with the program's receipts, which name the audit chain as it is now, and what asks for their
 * time-stamps. A capture that came with an earlier claim keeps the receipt it got then: that is when the program first held it.
 * Two captures of a device in one place of its chain get an audit entry.
 */
export async function insertCaptures(
  scope: Scope,
  ledger: Ledger,
  key: SigningKey,
  received: ReceivedCaptures,
): Promise<void> {
  // Every receipt of the claim names the claim's own audit entry.
  const audit = { sequence: ledger.auditSequence, hash: ledger.auditHash.toString('hex') };
  for (const [position, item] of received.claim.evidence.entries()) {
    const capture = received.captures[position];
    if (!capture || (await isHere(scope, ledger.organisationId, item.captureId))) continue;
    await insertOne(scope, ledger, key, { received, item, capture, audit });
  }
}

async function isHere(scope: Scope, organisationId: string, captureId: string): Promise<boolean> {
  const row = await scope
    .selectFrom('app.captures')
    .select('capture_id')
    .where('organisation_id', '=', organisationId)
    .where('capture_id', '=', captureId)
    .executeTakeFirst();
  return row !== undefined;
}

interface One {
  received: ReceivedCaptures;
  item: ClaimSubmission['evidence'][number];
  capture: ReadCapture;
  audit: CaptureReceipt['audit'];
}

async function insertOne(
  scope: Scope,
  ledger: Ledger,
  key: SigningKey,
  { received, item, capture, audit }: One,
): Promise<void> {
  const { organisationId } = ledger;
  const { at, claim, number, caller } = received;
  const { captureId, manifestSha256, signature } = item;
  const { deviceId, sequence, previous } = capture.manifest.device;
  const says: CaptureReceipt = {
    schema: 1,
    kind: 'capture-receipt',
    captureId,
    manifestSha256,
    deviceId,
    organisationId,
    claimNumber: number,
    receivedAt: at.toISOString(),
    audit,
  };
  const receipt = await signStatement(key, says);
  const twin = await scope
    .selectFrom('app.captures')
    .select('capture_id')
    .where('organisation_id', '=', organisationId)
    .where('device_id', '=', deviceId)
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  await scope
    .insertInto('app.captures')
    .values({
      organisation_id: organisationId,
      capture_id: captureId,
      claim_id: claim.claimId,
      manifest_sha256: manifestSha256,
      device_id: deviceId,
      sequence,
      previous_sha256: previous,
      challenge: capture.challenge,
      signature,
      received_at: at,
      receipt: receipt.text,
      receipt_key_id: receipt.keyId,
      receipt_signature: receipt.signature,
    })
    .execute();
  await scope
    .insertInto('app.time_stamps')
    .values({ organisation_id: organisationId, capture_id: captureId, state: 'pending' })
    .execute();
  if (!twin) return;
  await appendAudit(scope, ledger, {
    action: 'capture.sequence-reused',
    at,
    actorUserId: caller.userId,
    entity: captureId,
    detail: { deviceId, sequence, other: twin.capture_id },
  });
}
