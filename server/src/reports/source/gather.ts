import type { CaptureManifest, CaptureSeal, ClaimDetail, Right } from '@marketsafe/contract';
import { textOf, verifySignature } from '@marketsafe/evidence';
import type { BlobStore } from '../../blobs/store.ts';
import { parseManifest } from '../../captures/read.ts';
import { findSeal } from '../../captures/seal.ts';
import { findClaim } from '../../claims/queries.ts';
import type { Scope } from '../../db/database.ts';
import type { Caller } from '../../organisations/service.ts';
import { findRight } from '../../rights/service.ts';
import { arrivalOf, type CustodyEntry, custodyOf } from './custody.ts';

type Item = ClaimDetail['evidence'][number];

/** A capture of the claim with everything that is known of it. */
export interface SourceCapture {
  item: Item;
  /** Null where the record is missing or cannot be read. */
  manifest: CaptureManifest | null;
  seal: CaptureSeal | null;
  receivedAt: string | null;
  /** Whether the device's signature over the record held when the report was made. Null where it could not be checked. */
  signatureHolds: boolean | null;
  arrival: Awaited<ReturnType<typeof arrivalOf>>;
}

/** Everything a document about a claim is made from. */
export interface ReportSource {
  organisationId: string;
  organisationName: string;
  claim: ClaimDetail;
  right: Right;
  captures: SourceCapture[];
  /** Captures of the answers to questions about it, by the question's id. */
  answered: ReadonlyMap<string, SourceCapture[]>;
  custody: CustodyEntry[];
  madeAt: Date;
}

/** Reads what a document about a claim is made from, but its files; undefined where the organisation has no such claim. */
export async function gather(
  { scope, store, timeStamping }: { scope: Scope; store: BlobStore; timeStamping: boolean },
  { organisationId, organisationName }: Pick<Caller, 'organisationId' | 'organisationName'>,
  claimId: string,
): Promise<ReportSource | undefined> {
  const claim = await findClaim(scope, organisationId, claimId);
  if (!claim) return undefined;
  const right = await findRight(scope, organisationId, claim.right.rightId);
  if (!right) throw new Error('a claim names a right that is not there');
  const captures: SourceCapture[] = [];
  for (const item of claim.evidence) {
    captures.push(await gatherCapture({ scope, store, timeStamping }, organisationId, item));
  }
  const answered = new Map<string, SourceCapture[]>();
  for (const { questionId, answer } of claim.questions) {
    const own: SourceCapture[] = [];
    for (const item of answer?.evidence ?? []) {
      own.push(await gatherCapture({ scope, store, timeStamping }, organisationId, item));
    }
    if (own.length > 0) answered.set(questionId, own);
  }
  const custody = await custodyOf(scope, organisationId, [
    claimId,
    ...[...captures, ...[...answered.values()].flat()].map(({ item }) => item.captureId),
  ]);
  return {
    organisationId,
    organisationName,
    claim,
    right,
    captures,
    answered,
    custody,
    madeAt: new Date(),
  };
}

/** Every capture that the program and a court are shown: those of the claim, then those of the answers, in the order of the questions. */
export function allCaptures({
  captures,
  answered,
}: Pick<ReportSource, 'captures' | 'answered'>): SourceCapture[] {
  return [...captures, ...[...answered.values()].flat()];
}

async function gatherCapture(
  { scope, store, timeStamping }: { scope: Scope; store: BlobStore; timeStamping: boolean },
  organisationId: string,
  item: Item,
): Promise<SourceCapture> {
  const bytes = await store.read(organisationId, item.manifestSha256);
  const row = await scope
    .selectFrom('app.captures')
    .select('received_at')
    .where('organisation_id', '=', organisationId)
    .where('capture_id', '=', item.captureId)
    .executeTakeFirst();
  const seal = (await findSeal(scope, organisationId, item.captureId, timeStamping)) ?? null;
  const hashes = [...item.files, ...item.masked].map(({ sha256 }) => sha256);
  return {
    item,
    manifest: bytes && parseManifest(textOf(new Uint8Array(bytes))),
    seal,
    receivedAt: row?.received_at.toISOString() ?? null,
    signatureHolds:
      bytes && seal && item.signature !== null
        ? await verifySignature(seal.device.publicKey, new Uint8Array(bytes), item.signature)
        : null,
    arrival: await arrivalOf(scope, organisationId, [...hashes, item.manifestSha256]),
  };
}
