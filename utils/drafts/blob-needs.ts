import { addedFilesOf, type EvidenceFile, sentFields } from '@marketsafe/contract';
import type { BlobRow, CaptureJobRow, CaptureRow, MaskRow } from '../database/capture-rows.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import { draftOfEntry } from '../database/reply-rows.ts';
import { UNDO_MS } from './delete-draft.ts';
import { currentHold } from './legal-hold.ts';

const DAY_MS = 86_400_000;

/** How long bytes that nothing refers to are kept, in milliseconds: what is being made may refer to them in the end. */
const UNREFERENCED_MS = DAY_MS;

/** What the device's evidence is kept for, strongest first: bytes that several things rest on are kept for the strongest. */
const NEEDS = ['hold', 'draft', 'unsent', 'deleted', 'sent'] as const;
export type Need = (typeof NEEDS)[number];

/** Tables that say what is needed: a transaction that decides by `blobNeeds` has them all. */
export function tablesOfNeeds(db: ReporterDatabase) {
  return [db.captures, db.captureJobs, db.drafts, db.masks, db.outbox, db.deletions];
}

function needOf(draft: DraftRow): Need {
  if (currentHold(draft)) return 'hold';
  if (draft.state === 'draft') return 'draft';
  return draft.receipt === undefined ? 'unsent' : 'sent';
}

function hashesOf(files: readonly EvidenceFile[] | undefined): string[] {
  return (files ?? []).map(({ sha256 }) => sha256);
}

/** What was added for a reason that is no longer chosen is kept, too, until the program has the report and nobody can edit it any more. */
function added(draft: DraftRow): string[] {
  const kept = draft.receipt === undefined ? draft : sentFields(draft);
  return addedFilesOf(kept).map(({ file }) => file.sha256);
}

function ofDraft(draft: DraftRow): string[] {
  const captured = draft.evidence.flatMap(({ manifestSha256, files, masked }) => [
    manifestSha256,
    ...hashesOf(files),
    ...hashesOf(masked),
  ]);
  return [...captured, ...added(draft)];
}

/** What an answer rests on that the program does not have yet. */
function ofReply({ reply }: DraftRow): string[] {
  const captured = (reply?.evidence ?? []).flatMap(({ manifestSha256, files, masked }) => [
    manifestSha256,
    ...hashesOf(files),
    ...hashesOf(masked),
  ]);
  return [...captured, ...(reply?.files ?? []).map(({ sha256 }) => sha256)];
}

function ofCapture({ manifestSha256, manifest }: CaptureRow): string[] {
  return [manifestSha256, ...hashesOf(manifest.files)];
}

function ofJob({ moment, slices, pictures }: CaptureJobRow): string[] {
  return [moment?.files, slices, pictures].flatMap(hashesOf);
}

function ofMask({ copies }: MaskRow): string[] {
  return hashesOf(copies?.files);
}

/**
 * Everything on this device that rests on stored bytes, by hash: open and finished drafts, captures, captures under way, masked copies,
 * the outbox, and what was deleted but can be brought back. `now` in Unix milliseconds.
 */
export async function blobNeeds(db: ReporterDatabase, now: number): Promise<ReadonlyMap<string, Need>> {
  const needs = new Map<string, Need>();
  const add = (hashes: readonly string[], need: Need) => {
    for (const hash of hashes) {
      const known = needs.get(hash);
      if (known === undefined || NEEDS.indexOf(need) < NEEDS.indexOf(known)) needs.set(hash, need);
    }
  };
  const drafts = new Map<string, Need>();
  const captures = new Map<string, Need>();
  await db.drafts.each((draft) => {
    const need = needOf(draft);
    drafts.set(draft.draftId, need);
    add(ofDraft(draft), need);
    add(ofReply(draft), need === 'hold' ? need : 'unsent');
  });
  await db.captures.each((capture) => {
    // A capture without its draft is nothing that happens; if it does, nobody has decided that it may go.
    const need = drafts.get(capture.draftId) ?? 'draft';
    captures.set(capture.captureId, need);
    add(ofCapture(capture), need);
  });
  await db.masks.each((mask) => {
    const need = captures.get(mask.captureId);
    if (need) add(ofMask(mask), need);
  });
  await db.captureJobs.each((job) => add(ofJob(job), 'draft'));
  await db.outbox.each((entry) => {
    const held = drafts.get(draftOfEntry(entry.entityId)) === 'hold';
    add(entry.needs, held ? 'hold' : entry.state === 'acked' ? 'sent' : 'unsent');
  });
  await db.deletions.each(({ at, draft, captures: taken, masks, entry }) => {
    if (at + UNDO_MS <= now) return;
    add(ofDraft(draft), 'deleted');
    for (const capture of taken) add(ofCapture(capture), 'deleted');
    for (const mask of masks) add(ofMask(mask), 'deleted');
    if (entry) add(entry.needs, 'deleted');
  });
  return needs;
}

/**
 * When stored bytes may be freed, in Unix milliseconds; null while only a decision can change that. What was sent goes when the server has
 * acknowledged the very hash and the keep-days are over.
 */
export function freeAt(
  { acknowledgedAt, storedAt }: Pick<BlobRow, 'acknowledgedAt' | 'storedAt'>,
  need: Need | undefined,
  keepDays: number,
): number | null {
  if (need === undefined) return storedAt + UNREFERENCED_MS;
  if (need !== 'sent' || acknowledgedAt === undefined) return null;
  return acknowledgedAt + keepDays * DAY_MS;
}
