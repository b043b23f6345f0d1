import {
  addedFilesOf,
  blobsOf,
  CLAIM_SCHEMA,
  type ClaimSubmission,
  type ClaimTarget,
  changedFields,
  claimSubmission,
  type EvidenceFile,
  type EvidenceItem,
  emptyFields,
  FIELD_NAMES,
  type FieldName,
  type FieldValues,
  fieldByName,
  isFilled,
  isReady,
  type ListingFacts,
  type Right,
  readiness,
  sentFields,
  storable,
  type Unmet,
  undeclared,
  withFields,
} from '@marketsafe/contract';
import { canonicalJson, sha256Hex } from '@marketsafe/evidence';
import type { Table } from 'dexie';
import { v7 as uuidv7 } from 'uuid';
import type { CaptureRow } from '../database/capture-rows.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import type { OutboxRow } from '../database/outbox-rows.ts';
import type { SmallBytes } from '../database/small-blobs.ts';
import { maskCapture } from '../masking/masked-copies.ts';
import type { Masker } from '../masking/masker.ts';
import { Refusal } from '../refusals/refusal.ts';
import { withCaptureInReply } from './asked.ts';
import { knownBlobs, putBlobs } from './blobs.ts';

/** A file with its bytes, on the way to the disk. */
export interface NewFile {
  file: EvidenceFile;
  bytes: Blob;
}

/** Everything one capture writes, gathered before the transaction opens. */
export interface CapturedListing {
  capture: Omit<CaptureRow, 'draftId'>;
  /** The manifest's exact bytes. */
  manifestBytes: SmallBytes;
  evidence: EvidenceItem;
  target: ClaimTarget;
  facts: ListingFacts;
  wall?: string;
}

/** An open draft with one capture more. */
function withCapture(open: DraftRow, { capture, evidence, wall, target, facts }: CapturedListing): DraftRow {
  const added = { evidence: [...open.evidence, evidence], updatedAt: capture.capturedAt };
  // What shows a wall, or was not read, is evidence of that day; what the listing showed before stays what the claim is about.
  const saysNothing = wall !== undefined || Object.keys(facts).length === 0;
  if (saysNothing && open.wall === undefined) return { ...open, ...added };
  const { wall: _, ...kept } = open;
  return {
    ...kept,
    ...added,
    target,
    facts: { ...open.facts, ...facts },
    ...(wall !== undefined && { wall }),
  };
}

/** The draft that a capture begins. */
function newDraft({ capture, target, facts, wall, evidence }: CapturedListing): DraftRow {
  const { listingKey, capturedAt } = capture;
  return {
    draftId: uuidv7(),
    listingKey,
    openKey: listingKey,
    state: 'draft',
    createdAt: capturedAt,
    updatedAt: capturedAt,
    target,
    facts,
    ...(wall !== undefined && { wall }),
    evidence: [evidence],
    ...emptyFields(),
  };
}

/** What saving a capture does besides, within the same transaction: neither is there without the other. */
export interface Joining {
  tables: Table[];
  /** Gives the draft as it is then. `opened`: the capture made it. */
  join: (draft: DraftRow, opened: boolean, now: number) => Promise<DraftRow>;
}

/**
 * Writes a capture with its draft, its place in the device's chain and the files that are not on disk yet, in one strict
 * transaction: when this resolves, all of it is on disk. A listing that has an open draft gets the capture added to it; otherwise a
 * draft is made.
 * @returns the draft's id; null, and nothing is written, when another capture has taken this place in the chain meanwhile
 */
export async function saveCapture(
  db: ReporterDatabase,
  captured: CapturedListing,
  files: readonly NewFile[],
  joining?: Joining,
): Promise<string | null> {
  const now = captured.capture.capturedAt;
  const tables: Table[] = [db.blobs, db.captures, db.captureJobs, db.drafts, db.device as Table];
  return db.transaction('rw', [...tables, ...(joining?.tables ?? [])], async () => {
    const { manifestSha256, listingKey } = captured.capture;
    const { device: link } = captured.capture.manifest;
    const manifestFile = { sha256: manifestSha256, type: 'application/json' } as const;
    // All reads at once and all writes at once: a transaction waits for each that is waited for.
    const [device, open, reports, known] = await Promise.all([
      db.device.get('device'),
      db.drafts.get({ openKey: listingKey }),
      db.drafts.where('listingKey').equals(listingKey).toArray(),
      knownBlobs(db, [...files, { file: manifestFile, bytes: captured.manifestBytes }]),
    ]);
    if (
      device?.deviceId !== link.deviceId ||
      device.sequence + 1 !== link.sequence ||
      device.lastManifestSha256 !== link.previous
    )
      return null;
    const asked = open ? undefined : withCaptureInReply(reports, captured);
    const draft = open ? withCapture(open, captured) : (asked ?? newDraft(captured));
    const { draftId } = draft;
    // A capture that the program asked for is the answer's.
    const joined = joining && !asked ? await joining.join(draft, open === undefined, now) : draft;
    await Promise.all([
      db.device.put({ ...device, sequence: link.sequence, lastManifestSha256: manifestSha256 }),
      putBlobs(db, known, now),
      db.captures.add({ ...captured.capture, draftId }),
      open || asked ? db.drafts.put(joined) : db.drafts.add(joined),
      db.captureJobs.delete(captured.capture.captureId),
    ]);
    return draftId;
  });
}

/** The draft of a listing that a second click should open: the open one, otherwise the newest finished one. */
export async function draftOfListing(db: ReporterDatabase, key: string): Promise<DraftRow | undefined> {
  const drafts = await db.drafts.where('listingKey').equals(key).sortBy('createdAt');
  return drafts.find((draft) => draft.state === 'draft') ?? drafts.at(-1);
}

/** What a sweep's declarations were made about, and they themselves. Texts of the reason that were there are, too. */
const DECLARED_ABOUT = ['rightId', 'reason', 'en', 'zh', 'goodFaith', 'accurate', 'authorised'] as const;

/** A draft as it is once these fields change: what a sweep declared for it does not count for what it says then. */
function redeclared(draft: DraftRow, fields: Partial<FieldValues>): DraftRow {
  const changed = changedFields(draft, fields);
  const isAbout = (name: FieldName) =>
    (DECLARED_ABOUT as readonly FieldName[]).includes(name) ||
    (fieldByName(name).editor === 'text' && isFilled(draft, name));
  if (!draft.declaredIn || !FIELD_NAMES.some((name) => changed[name] !== undefined && isAbout(name)))
    return draft;
  const { declaredIn: _, ...own } = draft;
  return { ...own, declarations: emptyFields().declarations };
}

/** Changes fields of an open draft, texts as `storableText` gives them. A finished one is left as it is: what was signed does not change. */
export async function editDraft(
  db: ReporterDatabase,
  draftId: string,
  fields: Partial<FieldValues>,
): Promise<void> {
  await db.drafts
    .where('draftId')
    .equals(draftId)
    .and((draft) => draft.state === 'draft')
    .modify((draft, change) => {
      change.value = { ...withFields(redeclared(draft, fields), storable(fields)), updatedAt: Date.now() };
    });
}

/** What the draft still lacks, against the right it names. `today` is `YYYY-MM-DD`; `otherOrders` as readiness takes them. */
export function draftReadiness(
  draft: DraftRow,
  right: Right | undefined,
  today: string,
  otherOrders?: ReadonlyMap<string, string>,
): Unmet[] {
  const { title, marketplace } = draft.target;
  const target = { title, marketplace, wall: draft.wall };
  return readiness({ ...draft, right, target, otherOrders }, today);
}

/** Evidence with its masked copies. Refused where one cannot be made. */
export async function maskedCopies(
  db: ReporterDatabase,
  captured: readonly EvidenceItem[],
  { masker, now }: { masker: Masker; now: number },
): Promise<EvidenceItem[]> {
  const evidence: EvidenceItem[] = [];
  for (const item of captured) {
    try {
      const capture = await db.captures.get(item.captureId);
      if (!capture) throw new Error('the capture is no longer on this device');
      evidence.push({ ...item, masked: await maskCapture(db, capture, masker, now) });
    } catch (cause) {
      throw new Refusal({ code: 'copy-failed' }, { cause });
    }
  }
  return evidence;
}

function submissionOf(draft: DraftRow, version: string): ClaimSubmission {
  // Also what an older version let into the draft can be signed.
  return claimSubmission.parse(
    storable({
      schema: CLAIM_SCHEMA,
      claimId: draft.draftId,
      ...sentFields(draft),
      ...(draft.declaredIn && { declaredIn: draft.declaredIn }),
      target: draft.target,
      evidence: draft.evidence,
      tool: { version },
    }),
  );
}

/**
 * Finishes a draft: the claim's exact bytes, its outbox entry and the draft's new state go down in one strict transaction.
 * Returns what is still missing instead, and changes nothing, when the draft is not ready. Finishing twice queues once.
 */
export async function finishDraft(
  db: ReporterDatabase,
  draftId: string,
  context: {
    right: Right | undefined;
    today: string;
    version: string;
    now: number;
    masker: Masker;
    /** So many milliseconds it is not sent yet, so that `takeBack` can undo it; none unless given. */
    heldBackMs?: number;
  },
): Promise<{ queued: string } | { unmet: Unmet[] }> {
  const draft = await db.drafts.get(draftId);
  if (!draft) throw new Refusal({ code: 'draft-gone' });
  if (draft.state === 'finished') {
    const entry = await db.outbox.where('entityId').equals(draftId).first();
    if (entry) return { queued: entry.opId };
  }
  const unmet = draftReadiness(draft, context.right, context.today);
  if (!isReady(unmet)) return { unmet };

  const evidence = await maskedCopies(db, draft.evidence, context);
  const submission = submissionOf({ ...draft, evidence }, context.version);
  const body = canonicalJson(submission);
  const bodySha256 = await sha256Hex(body);
  return db.transaction('rw', db.drafts, db.outbox, db.blobs, db.masks, async () => {
    const current = await db.drafts.get(draftId);
    if (current?.updatedAt !== draft.updatedAt || current.state !== 'draft') {
      throw new Refusal({ code: 'draft-changed' });
    }
    for (const { captureId, masked } of evidence) {
      const copies = (await db.masks.get(captureId))?.copies;
      const held = await db.blobs.bulkGet(masked.map((file) => file.sha256));
      if (canonicalJson(copies?.files ?? null) !== canonicalJson(masked) || held.includes(undefined)) {
        throw new Refusal({ code: 'copies-changed' });
      }
    }
    const added = await db.blobs.bulkGet(addedFilesOf(submission).map(({ file }) => file.sha256));
    if (added.includes(undefined)) {
      throw new Error('A file that was added is no longer on this device: remove it, then add it again.');
    }
    const entry: OutboxRow = {
      opId: uuidv7(),
      kind: 'claim',
      entityId: draftId,
      body,
      bodySha256,
      needs: blobsOf(submission),
      state: 'ready',
      attempts: 0,
      nextAt: context.heldBackMs === undefined ? 0 : context.now + context.heldBackMs,
      createdAt: context.now,
    };
    const { openKey: _, ...closed } = current;
    await db.drafts.put({
      ...closed,
      evidence,
      state: 'finished',
      finishedAt: context.now,
      updatedAt: context.now,
    });
    await db.outbox.add(entry);
    return { queued: entry.opId };
  });
}

/**
 * Takes a parked claim back for editing: its outbox entry goes, the draft opens again. Refused while the entry may still
 * reach the server, and when the listing has another open draft.
 */
export async function reopenDraft(db: ReporterDatabase, draftId: string): Promise<void> {
  await db.transaction('rw', db.drafts, db.outbox, async () => {
    const draft = await db.drafts.get(draftId);
    const entry = await db.outbox.where('entityId').equals(draftId).first();
    if (!draft || entry?.state !== 'parked') {
      throw new Refusal({ code: 'not-parked' });
    }
    if (await db.drafts.get({ openKey: draft.listingKey })) {
      throw new Refusal({ code: 'draft-open' });
    }
    await db.outbox.delete(entry.opId);
    const { finishedAt: _, declaredIn: __, ...reopened } = draft;
    await db.drafts.put({
      ...undeclared(reopened),
      state: 'draft',
      openKey: draft.listingKey,
      updatedAt: Date.now(),
    });
  });
}
