import type { CaptureReceipt, ClaimSubmission } from '@marketsafe/contract';
import type { Compilable, InferResult, Insertable } from 'kysely';
import { type Ledger, recordAudit } from '../audit/service.ts';
import type { Scope } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import { type ColumnTypes, insertRows } from '../db/together.ts';
import type { Caller } from '../organisations/service.ts';
import { type SigningKey, signStatement } from '../sealing/signing-key.ts';
import { capturesInPlacesQuery, heldCapturesQuery, nameOfPlace } from './held.ts';
import type { ReadCapture } from './read.ts';

/** The captures of a claim that is being written. */
export interface ReceivedCaptures {
  caller: Caller;
  claim: ClaimSubmission;
  number: string;
  at: Date;
  /** By position of the evidence. */
  captures: readonly ReadCapture[];
}

/** What is here already of the captures that are being written: under the open ledger it stays so. */
export interface CapturesHere {
  /** Manifests by the capture's id. */
  held: Map<string, string>;
  /** Captures by their place in a device's chain. */
  places: Map<string, string>;
}

/** Asks what is here already of claims' captures; `capturesHere` reads the rows. The ledger must be open. */
export function capturesHereQueries(
  scope: Scope,
  organisationId: string,
  claims: readonly Pick<ReceivedCaptures, 'claim' | 'captures'>[],
) {
  const ids = claims.flatMap(({ claim }) => claim.evidence.map(({ captureId }) => captureId));
  const places = claims.flatMap(({ captures }) => captures.map(({ manifest }) => manifest.device));
  return {
    held: heldCapturesQuery(scope, organisationId, ids),
    places: capturesInPlacesQuery(scope, organisationId, places),
  };
}

type HereQueries = ReturnType<typeof capturesHereQueries>;

/** What is here already, out of the rows of `capturesHereQueries`. */
export function capturesHere(
  held: InferResult<HereQueries['held']>,
  places: InferResult<HereQueries['places']>,
): CapturesHere {
  return {
    held: new Map(held.map((row) => [row.capture_id, row.manifest_sha256])),
    // The earliest of several is read last, and counts.
    places: new Map(
      places.map((row) => [nameOfPlace({ deviceId: row.device_id, sequence: row.sequence }), row.capture_id]),
    ),
  };
}

/** Rows of captures that are still to be written. */
export type CaptureRow = Insertable<Tables['app.captures']>;

const CAPTURE_COLUMNS: ColumnTypes<CaptureRow> = {
  organisation_id: 'uuid',
  capture_id: 'uuid',
  claim_id: 'uuid',
  manifest_sha256: 'text',
  device_id: 'uuid',
  sequence: 'bigint',
  previous_sha256: 'text',
  challenge: 'text',
  signature: 'text',
  received_at: 'timestamptz',
  receipt: 'text',
  receipt_key_id: 'text',
  receipt_signature: 'text',
  reader: 'text',
  reader_version: 'int',
  facts_found: 'json',
};
const STAMP_COLUMNS = { organisation_id: 'uuid', capture_id: 'uuid', state: 'text' } as const;

/**
 * Makes the rows of a claim's captures with the program's receipts, which name the audit chain as it is now. A capture that came with an
 * earlier claim keeps the receipt it got then: that is when the program first held it. Two captures of a device in one place of its
 * chain get an audit entry.
 * @param here what is here already; what is made is added to it
 */
export async function receiveCaptures(
  ledger: Ledger,
  key: SigningKey,
  here: CapturesHere,
  received: ReceivedCaptures,
): Promise<CaptureRow[]> {
  // Every receipt of the claim names the claim's own audit entry.
  const audit = { sequence: ledger.auditSequence, hash: ledger.auditHash.toString('hex') };
  const rows: CaptureRow[] = [];
  for (const [position, item] of received.claim.evidence.entries()) {
    const capture = received.captures[position];
    if (!capture || here.held.has(item.captureId)) continue;
    rows.push(await receiveOne(ledger, key, { received, item, capture, audit }));
    here.held.set(item.captureId, item.manifestSha256);
    recordPlace(ledger, here, { received, item, capture });
  }
  return rows;
}

interface One {
  received: ReceivedCaptures;
  item: ClaimSubmission['evidence'][number];
  capture: ReadCapture;
}

async function receiveOne(
  { organisationId }: Ledger,
  key: SigningKey,
  { received, item, capture, audit }: One & { audit: CaptureReceipt['audit'] },
): Promise<CaptureRow> {
  const { at, claim, number } = received;
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
  return {
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
    ...readingOf(capture),
  };
}

/** Who read the page, and which facts were found; nothing where nothing read it, or a wall stood in the listing's place. */
function readingOf({
  manifest: { tool, listing },
}: ReadCapture): Pick<CaptureRow, 'reader' | 'reader_version' | 'facts_found'> {
  const { adapter } = tool;
  if (!adapter || listing.kind !== 'listing')
    return { reader: null, reader_version: null, facts_found: null };
  return {
    reader: adapter.id,
    reader_version: adapter.version,
    facts_found: JSON.stringify(Object.keys(listing.facts)),
  };
}

/** Takes a capture's place in its device's chain; where another has it already, both keep it and the audit says so. */
function recordPlace(ledger: Ledger, { places }: CapturesHere, { received, item, capture }: One): void {
  const { deviceId, sequence } = capture.manifest.device;
  const place = nameOfPlace({ deviceId, sequence });
  const other = places.get(place);
  if (other === undefined) {
    places.set(place, item.captureId);
    return;
  }
  recordAudit(ledger, {
    action: 'capture.sequence-reused',
    at: received.at,
    actorUserId: received.caller.userId,
    entity: item.captureId,
    detail: { deviceId, sequence, other },
  });
}

/** Writes captures, and what asks for their time-stamps. */
export function insertCaptures(rows: readonly CaptureRow[]): Compilable[] {
  const stamps = rows.map(({ organisation_id, capture_id }) => ({
    organisation_id,
    capture_id,
    state: 'pending' as const,
  }));
  return [
    insertRows('app.captures', CAPTURE_COLUMNS, rows),
    insertRows('app.time_stamps', STAMP_COLUMNS, stamps),
  ];
}
