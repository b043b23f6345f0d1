import {
  ADDED_FILE_HEAD,
  ADDED_FILE_LIMIT,
  addedFileType,
  type ClaimAnswer,
  type ClaimWithdrawal,
  claimAnswer,
  claimWithdrawal,
  MAX_ANSWER_FILES,
  REVIEW_TEXT_LIMIT,
  storable,
} from '@marketsafe/contract';
import { canonicalJson, mayBeDecoded, sha256Hex, sniffPicture } from '@marketsafe/evidence';
import { v7 as uuidv7 } from 'uuid';
import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import type { OutboxRow } from '../database/outbox-rows.ts';
import { type Following, followingId, type Reply } from '../database/reply-rows.ts';
import type { Masker } from '../masking/masker.ts';
import { Refusal } from '../refusals/refusal.ts';
import { isAsked, replyOf } from './asked.ts';
import type { RefusedFile } from './attach-files.ts';
import { addBlobs } from './blobs.ts';
import { maskedCopies } from './drafts.ts';

/** How long a withdrawal can be taken back before it is sent, in milliseconds. */
const WITHDRAW_MS = 10_000;

/** Changes the answer that is being written. One that is on its way stays as it was signed. */
async function change(db: ReporterDatabase, draftId: string, edit: (reply: Reply) => Reply): Promise<void> {
  await db.drafts
    .where('draftId')
    .equals(draftId)
    .modify((draft) => {
      const reply = replyOf(draft);
      if (reply && isAsked(draft)) draft.reply = edit(reply);
    });
}

/** Keeps what is written. */
export function writeReply(db: ReporterDatabase, draftId: string, text: string): Promise<void> {
  return change(db, draftId, (reply) => ({ ...reply, text: text.slice(0, REVIEW_TEXT_LIMIT) }));
}

/** Takes a file or a capture out of the answer. */
export function takeFromReply(db: ReporterDatabase, draftId: string, id: string): Promise<void> {
  return change(db, draftId, (reply) => ({
    ...reply,
    files: reply.files.filter(({ sha256 }) => sha256 !== id),
    evidence: reply.evidence.filter(({ captureId }) => captureId !== id),
  }));
}

/** Adds files that a person chose to the answer; when this resolves, each that was not refused is on disk. */
export async function addToReply(
  db: ReporterDatabase,
  draftId: string,
  sources: readonly File[],
): Promise<RefusedFile[]> {
  const refused: RefusedFile[] = [];
  for (const source of sources) {
    const why = await addOne(db, draftId, source);
    if (why) refused.push({ name: source.name, why });
  }
  return refused;
}

async function addOne(
  db: ReporterDatabase,
  draftId: string,
  source: File,
): Promise<RefusedFile['why'] | undefined> {
  if (source.size === 0) return 'empty';
  if (source.size > ADDED_FILE_LIMIT) return 'large';
  const buffer = await source.arrayBuffer().catch(() => undefined);
  if (!buffer) return 'unreadable';
  const type = addedFileType(new Uint8Array(buffer.slice(0, ADDED_FILE_HEAD)));
  if (type === undefined) return 'kind';
  const picture = sniffPicture(new Uint8Array(buffer));
  if (picture && !mayBeDecoded(picture)) return 'vast';
  const bytes = new Blob([buffer], { type });
  const file = {
    name: storable(source.name.slice(-200)) || 'file',
    sha256: await sha256Hex(bytes),
    bytes: bytes.size,
    type,
  };
  return db.transaction('rw', db.drafts, db.blobs, async () => {
    const draft = await db.drafts.get(draftId);
    const reply = draft && replyOf(draft);
    if (!draft || !reply || !isAsked(draft)) return 'unreadable';
    if (reply.files.some(({ sha256 }) => sha256 === file.sha256)) return 'twice';
    if (reply.files.length >= MAX_ANSWER_FILES) return 'many';
    await addBlobs(db, [{ file, bytes }], Date.now());
    await db.drafts.put({ ...draft, reply: { ...reply, files: [...reply.files, file] } });
    return undefined;
  });
}

function entryOf(
  kind: Following,
  draft: DraftRow,
  given: { body: string; bodySha256: string; needs: string[]; now: number; nextAt: number },
): OutboxRow {
  const { now, ...rest } = given;
  return {
    opId: uuidv7(),
    kind,
    entityId: followingId(kind, draft.draftId),
    ...(draft.rightId !== undefined && { rightId: draft.rightId }),
    ...rest,
    state: 'ready',
    attempts: 0,
    createdAt: now,
  };
}

/**
 * Finishes the answer: its exact bytes and its outbox entry go down in one strict transaction with the report. Finishing twice queues once.
 * False, and nothing is queued, where there is nothing in it.
 */
export async function finishReply(
  db: ReporterDatabase,
  draftId: string,
  { masker, now }: { masker: Masker; now: number },
): Promise<boolean> {
  const draft = await db.drafts.get(draftId);
  const reply = draft && replyOf(draft);
  if (!draft || !reply || !isAsked(draft)) throw new Refusal({ code: 'question-closed' });
  const given = storable({
    questionId: reply.questionId,
    text: reply.text.trim(),
    files: reply.files,
    evidence: await maskedCopies(db, reply.evidence, { masker, now }),
  });
  const answer = claimAnswer.safeParse(given);
  if (!answer.success) return false;
  const body = canonicalJson(answer.data);
  const bodySha256 = await sha256Hex(body);
  await db.transaction('rw', db.drafts, db.outbox, db.blobs, async () => {
    const current = await db.drafts.get(draftId);
    if (!current || JSON.stringify(replyOf(current)) !== JSON.stringify(reply) || !isAsked(current))
      throw new Refusal({ code: 'draft-changed' });
    const needs = needsOf(answer.data);
    if ((await db.blobs.bulkGet(needs)).includes(undefined)) throw new Refusal({ code: 'copies-changed' });
    const entry = entryOf('answer', current, { body, bodySha256, needs, now, nextAt: 0 });
    await db.outbox.add(entry);
    await db.drafts.put({ ...current, reply: { ...reply, opId: entry.opId } });
  });
  return true;
}

function needsOf({ files, evidence }: ClaimAnswer): string[] {
  const captured = evidence.flatMap(({ manifestSha256, files: own, masked }) => [
    manifestSha256,
    ...own.map(({ sha256 }) => sha256),
    ...masked.map(({ sha256 }) => sha256),
  ]);
  return [...new Set([...captured, ...files.map(({ sha256 }) => sha256)])];
}

/** Queues a withdrawal, which is not sent before `WITHDRAW_MS` are over. One that waits already stays the only one. */
export async function queueWithdrawal(
  db: ReporterDatabase,
  draftId: string,
  withdrawal: ClaimWithdrawal,
  now: number,
): Promise<void> {
  const body = canonicalJson(claimWithdrawal.parse(storable(withdrawal)));
  const bodySha256 = await sha256Hex(body);
  await db.transaction('rw', db.drafts, db.outbox, async () => {
    const draft = await db.drafts.get(draftId);
    if (draft?.state !== 'finished') throw new Refusal({ code: 'draft-gone' });
    const waiting = await db.outbox
      .where('entityId')
      .equals(followingId('withdrawal', draftId))
      .and(({ state }) => state !== 'acked')
      .first();
    if (waiting) return;
    await db.outbox.add(
      entryOf('withdrawal', draft, { body, bodySha256, needs: [], now, nextAt: now + WITHDRAW_MS }),
    );
  });
}

/**
 * Takes back what follows a report and was not sent: an answer can be changed again, a withdrawal is none. Refused once a sender has begun;
 * one that the server has refused never reached it.
 */
export async function takeBackFollowing(
  db: ReporterDatabase,
  draftId: string,
  kind: Following,
): Promise<void> {
  await db.transaction('rw', db.drafts, db.outbox, async () => {
    const entry = await db.outbox
      .where('entityId')
      .equals(followingId(kind, draftId))
      .and(({ state }) => state !== 'acked')
      .last();
    const untouched = entry?.attempts === 0 && entry.sendingSince === undefined;
    if (!entry || !(entry.state === 'parked' || untouched)) throw new Refusal({ code: 'left-already' });
    await db.outbox.delete(entry.opId);
    if (kind !== 'answer') return;
    await db.drafts
      .where('draftId')
      .equals(draftId)
      .modify((draft) => {
        if (draft.reply?.opId === entry.opId) delete draft.reply.opId;
      });
  });
}
