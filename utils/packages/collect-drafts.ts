import { addedFilesOf, type ClaimSubmission, claimSubmission, type EvidenceItem } from '@marketsafe/contract';
import type { ByteSource, PackagedCapture } from '@marketsafe/evidence';
import type { ReporterDatabase } from '../database/database.ts';
import type { DeviceRow } from '../database/device-rows.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import { Refusal } from '../refusals/refusal.ts';

/** Drafts and reports with their captures, ready to be packed; files are read when they are packed. */
export interface CollectedDrafts {
  device: DeviceRow;
  captures: PackagedCapture[];
  claims: ClaimSubmission[];
  /** What people added to the claims, by hash. */
  added: ReadonlyMap<string, ByteSource>;
}

/** What was handed in, word for word; nothing for a draft that was not finished. */
async function claimOf(db: ReporterDatabase, draft: DraftRow): Promise<ClaimSubmission | undefined> {
  if (draft.state !== 'finished') return undefined;
  const entry = await db.outbox.where('entityId').equals(draft.draftId).first();
  return entry && claimSubmission.parse(JSON.parse(entry.body));
}

/** Files by their path; undefined where one is no longer on this device. */
async function filesOf(
  db: ReporterDatabase,
  item: EvidenceItem,
): Promise<ReadonlyMap<string, ByteSource> | undefined> {
  const listed = [...item.files, ...item.masked];
  const rows = await db.blobs.bulkGet(listed.map(({ sha256 }) => sha256));
  const files = new Map<string, ByteSource>();
  for (const [index, { path }] of listed.entries()) {
    const row = rows[index];
    if (!row) return undefined;
    files.set(path, row.bytes);
  }
  return files;
}

/** What people added to a claim, by hash; undefined where a file is no longer on this device. */
async function addedTo(
  db: ReporterDatabase,
  claim: ClaimSubmission,
): Promise<ReadonlyMap<string, ByteSource> | undefined> {
  const hashes = addedFilesOf(claim).map(({ file }) => file.sha256);
  const rows = await db.blobs.bulkGet(hashes);
  const found = rows.flatMap((row) => (row ? [[row.sha256, row.bytes] as const] : []));
  return found.length === hashes.length ? new Map(found) : undefined;
}

/** The device that signed a capture: this one, or one that this browser was before. */
function signerOf(device: DeviceRow, deviceId: string): Pick<DeviceRow, 'publicKey' | 'enrolments'> {
  return device.earlier?.find((earlier) => earlier.deviceId === deviceId) ?? device;
}

/** What the program of the capture's organisation said of its device; of a capture that nobody was signed in for, what the last did. */
function enrolmentOf({ enrolments }: Pick<DeviceRow, 'enrolments'>, organisationId: string | undefined) {
  const own = enrolments.find((one) => one.organisationId === organisationId);
  return (organisationId === undefined ? enrolments.at(-1) : own)?.statement;
}

async function captureOf(
  db: ReporterDatabase,
  device: DeviceRow,
  item: EvidenceItem,
): Promise<PackagedCapture | undefined> {
  const capture = await db.captures.get(item.captureId);
  const record = await db.blobs.get(item.manifestSha256);
  const files = await filesOf(db, item);
  if (!capture || !record || !files) return undefined;
  const signer = signerOf(device, capture.manifest.device.deviceId);
  return {
    manifestText: await record.bytes.text(),
    signature: item.signature,
    devicePublicKey: signer.publicKey,
    files,
    masked: item.masked,
    seal: (await db.seals.get(item.captureId))?.seal,
    enrolment: enrolmentOf(signer, capture.manifest.operator?.organisationId),
  };
}

/**
 * Finds drafts and reports with all that they rest on.
 * @throws Refusal, naming each whose files are no longer on this device
 */
export async function collectDrafts(
  db: ReporterDatabase,
  draftIds: readonly string[],
): Promise<CollectedDrafts> {
  const device = await db.device.get('device');
  const drafts = (await db.drafts.bulkGet([...draftIds])).filter((draft) => draft !== undefined);
  if (!device || drafts.length === 0) throw new Refusal({ code: 'nothing-to-export' });
  const captures: PackagedCapture[] = [];
  const claims: ClaimSubmission[] = [];
  const added = new Map<string, ByteSource>();
  const gone: { number: string | null; itemId: string }[] = [];
  for (const draft of drafts) {
    const claim = await claimOf(db, draft);
    // Copies that are masked belong to the claim they were made for.
    const items = claim?.evidence ?? draft.evidence.map((item) => ({ ...item, masked: [] }));
    const found = await Promise.all(items.map((item) => captureOf(db, device, item)));
    const files = claim ? await addedTo(db, claim) : new Map<string, ByteSource>();
    if (found.includes(undefined) || !files) {
      gone.push({ number: draft.receipt?.number ?? null, itemId: draft.target.itemId });
    }
    for (const [sha256, bytes] of files ?? []) added.set(sha256, bytes);
    captures.push(...found.filter((capture) => capture !== undefined));
    if (claim) claims.push(claim);
  }
  if (gone.length > 0) throw new Refusal({ code: 'files-gone', of: gone });
  return { device, captures, claims, added };
}
