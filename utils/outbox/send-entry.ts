import { type ClaimReceipt, type ClaimStanding, problemName } from '@marketsafe/contract';
import { sha256Hex } from '@marketsafe/evidence';
import { z } from 'zod';
import { claimReceiptAnswer, claimStandingAnswer } from '../api/answers.ts';
import { isHeld, sendBlob } from '../api/blobs.ts';
import { type ApiFailure, type ApiResult, type Call, isProgramsWord } from '../api/client.ts';
import { type PieceLimit, SMALLEST_PIECE_BYTES, sizeAsCause } from '../api/pieces.ts';
import type { UploadMemory } from '../api/resumable-upload.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { EntryProblem, OutboxRow } from '../database/outbox-rows.ts';
import { draftOfEntry, type Following } from '../database/reply-rows.ts';
import { keptRights, refreshRights } from '../reference/rights.ts';
import { refreshChallenge } from '../sealing/challenge.ts';
import { enrolDevice } from '../sealing/enrol-device.ts';
import { acknowledgeBlob } from './entry-states.ts';

/** What a try came to. `broken`: nothing the server could change, so the user must decide. */
export type Sent =
  | { outcome: 'sent'; receipt: ClaimReceipt }
  | { outcome: 'followed'; standing: ClaimStanding }
  | { outcome: 'failed'; failure: ApiFailure }
  | { outcome: 'broken'; problem: Omit<EntryProblem, 'at'> };

/** What sending one entry works with. */
export interface SendContext {
  db: ReporterDatabase;
  call: Call;
  pieces: PieceLimit;
  now: () => number;
  organisation: { organisationId: string; name: string };
}

function broken(problem: Omit<EntryProblem, 'at'>): Sent {
  return { outcome: 'broken', problem };
}

function failed(failure: ApiFailure): Sent {
  return { outcome: 'failed', failure };
}

function uploadMemory(db: ReporterDatabase): UploadMemory {
  return {
    path: async (hash) => (await db.uploads.get(hash))?.path,
    remember: async (hash, path) => {
      await db.uploads.put({ sha256: hash, path });
    },
    forget: (hash) => db.uploads.delete(hash),
  };
}

/** True when the bytes can still be read and hash to their name. A file that the browser lost cannot be read. */
async function isSound(bytes: Blob, hash: string): Promise<boolean> {
  try {
    return (await sha256Hex(bytes)) === hash;
  } catch {
    return false;
  }
}

const underRight = z.object({ rightId: z.string() });

function rightOf(body: string): string | undefined {
  return underRight.safeParse(JSON.parse(body)).data?.rightId;
}

/**
 * Makes sure that the signed-in organisation holds the report's right. Someone may sign in for another organisation while reports
 * of the first still wait: not one byte of theirs may reach the other.
 */
async function belongsHere(context: SendContext, entry: OutboxRow): Promise<Sent | undefined> {
  const rightId = entry.rightId ?? rightOf(entry.body);
  if ((await keptRights(context.db))?.some((right) => right.rightId === rightId)) return undefined;
  const fetched = await refreshRights(context.db, context.call, context.now);
  if (!fetched.ok) return failed(fetched);
  if (fetched.value.some((right) => right.rightId === rightId)) return undefined;
  return broken({ code: 'other-organisation', organisation: context.organisation.name });
}

/** Brings one blob to the server; undefined when the server holds it. */
async function deliverBlob(context: SendContext, hash: string): Promise<Sent | undefined> {
  const { db, call, pieces, now } = context;
  const row = await db.blobs.get(hash);
  if (row?.acknowledgedAt !== undefined) return undefined;
  const held = await isHeld(call, hash, row?.bytes.size);
  if (!held.ok) return failed(held);
  if (!held.value) {
    if (!row) return broken({ code: 'file-gone' });
    if (!(await isSound(row.bytes, hash))) return broken({ code: 'file-damaged' });
    const upload = await sendBlob({ call, pieces, now, memory: uploadMemory(db) }, row);
    if (!upload.ok) return failed(upload);
  }
  await acknowledgeBlob(db, hash, now());
  return undefined;
}

/** Hands the claim in by its body or, without one, by the file that its bytes were handed in as. */
async function postClaim(
  { call }: SendContext,
  entry: OutboxRow,
  by: 'body' | 'file',
): Promise<ApiResult<ClaimReceipt>> {
  const key = { 'Idempotency-Key': entry.opId };
  const answer = await call({
    method: 'POST',
    answer: claimReceiptAnswer,
    ...(by === 'body'
      ? { path: '/v1/claims', headers: { 'Content-Type': 'application/json', ...key }, body: entry.body }
      : { path: `/v1/claims/from-file/${entry.bodySha256}`, headers: key }),
  });
  if (!answer.ok) return answer;
  const { claimId, bodySha256 } = answer.value;
  // An acknowledgement of anything but these very bytes is none.
  if (claimId !== entry.entityId || bodySha256 !== entry.bodySha256) {
    return { ok: false, kind: 'garbled', status: answer.status };
  }
  return answer;
}

/** Brings the claim's bytes to the server as a file, in pieces where they have to be, and hands in what that file holds. */
async function postInPieces(context: SendContext, entry: OutboxRow): Promise<ApiResult<ClaimReceipt>> {
  const { db, call, pieces, now } = context;
  const bytes = new Blob([entry.body]);
  const sha256 = entry.bodySha256;
  const held = await isHeld(call, sha256, bytes.size);
  if (!held.ok) return held;
  if (!held.value) {
    const file = { sha256, type: 'application/json', bytes };
    const upload = await sendBlob({ call, pieces, now, memory: uploadMemory(db) }, file);
    if (!upload.ok) return upload;
    await db.uploads.delete(sha256);
  }
  return postClaim(context, entry, 'file');
}

/**
 * Hands the claim in, whole where the way to the server carries it. A failure that may be a proxy's word about its size is tried once
 * more where a small request gets through, and then goes in pieces.
 */
async function handIn(context: SendContext, entry: OutboxRow): Promise<ApiResult<ClaimReceipt>> {
  const { call, pieces } = context;
  const { size } = new Blob([entry.body]);
  if (size > pieces.largest()) return postInPieces(context, entry);
  const answer = await postClaim(context, entry, 'body');
  if (answer.ok || size <= SMALLEST_PIECE_BYTES) return answer;
  const cause = sizeAsCause(answer);
  if (cause === 'nothing') return answer;
  if (cause === 'perhaps') {
    // A line that breaks is the common case: the next try replays this one. Only one that breaks again and again is looked into.
    const broke = answer.kind === 'network' || answer.kind === 'timeout';
    if (broke && entry.attempts === 0) return answer;
    const standing = await isHeld(call, entry.bodySha256, size);
    if (!standing.ok) return answer;
    const again = await postClaim(context, entry, 'body');
    if (again.ok || sizeAsCause(again) === 'nothing') return again;
  }
  await pieces.refused(size);
  const inPieces = await postInPieces(context, entry);
  // A server from before there was this way knows no such address: that says nothing about the claim.
  const isOlder = !inPieces.ok && inPieces.kind === 'http' && inPieces.problem?.code === 'address-unknown';
  return isOlder ? answer : inPieces;
}

/**
 * Hands the claim in. The server takes no capture of a device that it does not know: then the device is enrolled, and the same claim
 * handed in once more.
 */
async function postFromKnownDevice<Answer>(
  context: SendContext,
  entry: OutboxRow,
  post: (context: SendContext, entry: OutboxRow) => Promise<ApiResult<Answer>>,
): Promise<ApiResult<Answer>> {
  const answer = await post(context, entry);
  if (answer.ok || answer.kind !== 'http' || problemName(answer.problem) !== 'device-unknown') return answer;
  const { db, call, now, organisation } = context;
  // Made for this: a proof over a challenge that is too old is refused.
  const challenge = await refreshChallenge(db, call, now);
  const enrolled = challenge.ok
    ? await enrolDevice(db, call, organisation.organisationId, now, { again: true })
    : challenge;
  if (enrolled?.ok) return post(context, entry);
  // Who is not signed in has to sign in; whatever else went wrong, the claim waits for its device to be known.
  return enrolled && isProgramsWord(enrolled, 401) ? enrolled : answer;
}

const FOLLOWING_PATHS = { answer: 'answers', withdrawal: 'withdrawal' } as const satisfies Record<
  Following,
  string
>;

/** Hands in what follows a claim: its answer has to be about that claim. */
async function follow(context: SendContext, entry: OutboxRow, kind: Following): Promise<Sent> {
  const claimId = draftOfEntry(entry.entityId);
  const answer = await postFromKnownDevice(context, entry, async ({ call }) => {
    const given = await call({
      method: 'POST',
      path: `/v1/claims/${claimId}/${FOLLOWING_PATHS[kind]}`,
      answer: claimStandingAnswer,
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': entry.opId },
      body: entry.body,
    });
    const isOther = given.ok && given.value.claimId !== claimId;
    return isOther ? { ok: false, kind: 'garbled', status: given.status } : given;
  });
  return answer.ok ? { outcome: 'followed', standing: answer.value } : failed(answer);
}

/** Tries to bring one entry to the server: its missing blobs first, then the claim itself. */
export async function sendEntry(context: SendContext, entry: OutboxRow): Promise<Sent> {
  if ((await sha256Hex(entry.body)) !== entry.bodySha256) return broken({ code: 'body-damaged' });
  const foreign = await belongsHere(context, entry);
  if (foreign) return foreign;
  for (const hash of entry.needs) {
    const stopped = await deliverBlob(context, hash);
    if (stopped) return stopped;
  }
  if (entry.kind !== 'claim') return follow(context, entry, entry.kind);
  const answer = await postFromKnownDevice(context, entry, handIn);
  return answer.ok ? { outcome: 'sent', receipt: answer.value } : failed(answer);
}
