import { Dexie, type EntityTable, type Table } from 'dexie';
import type { BlobRow, CaptureJobRow, CaptureRow, MaskRow, SealRow } from './capture-rows.ts';
import type { DeviceRow, SessionRow } from './device-rows.ts';
import type { DeletionRow, DraftRow } from './draft-rows.ts';
import { keepLines } from './keep-lines.ts';
import type { KnownRow } from './known-rows.ts';
import type { LineRow, ThumbRow } from './line-rows.ts';
import type { LeaseRow, OutboxRow, ServerPauseRow, UploadRow } from './outbox-rows.ts';
import type { ReferenceRow } from './reference-rows.ts';
import { browserEstimate, type Estimate, keepReserve, LAST_RESERVE, RESERVE } from './reserve.ts';
import { readSmallBlobs } from './small-blobs.ts';
import type { MarkRow, SweepItemRow, SweepRow } from './sweep-rows.ts';
import { upgradeToVersion2, upgradeToVersion3, upgradeToVersion4 } from './upgrades.ts';
import type { ViewRow } from './view-rows.ts';

/** Declares the versions of the database, up to one of them or all. */
export function declareVersions(db: Dexie, upTo = Number.POSITIVE_INFINITY): void {
  db.version(1).stores({
    blobs: 'sha256',
    captures: 'captureId, draftId, listingKey',
    captureJobs: 'captureId, startedAt',
    drafts: 'draftId, listingKey, &openKey, state, updatedAt',
    outbox: 'opId, entityId, state, nextAt',
    leases: 'name',
    serverPauses: 'key',
    uploads: 'sha256',
    session: 'key',
    reference: 'key',
  });
  if (upTo < 2) return;
  db.version(2)
    .stores({
      device: 'key',
      masks: 'captureId',
      seals: 'captureId',
      deletions: 'draftId, at',
    })
    .upgrade(upgradeToVersion2);
  if (upTo < 3) return;
  db.version(3).upgrade(upgradeToVersion3);
  if (upTo < 4) return;
  db.version(4)
    .stores({
      drafts: 'draftId, listingKey, &openKey, state, updatedAt, sweepId',
      sweeps: 'sweepId, state, updatedAt',
      sweepItems: '[sweepId+listingKey], sweepId, [sweepId+state], listingKey',
      marks: 'listingKey, shelf, kind, at',
      known: 'id, listingKey, sellerKey',
      lines: 'draftId, stage, at, urgentAt',
      thumbs: 'captureId',
      views: 'viewId',
    })
    .upgrade(upgradeToVersion4);
}

/**
 * Everything the extension must not lose. The one truth: pages read it live, stores in memory only hold view state. A new version gets
 * its upgrade in `upgrades.ts` and an example of its rows among the tests: the test of upgrades asks for it.
 */
export class ReporterDatabase extends Dexie {
  blobs!: EntityTable<BlobRow, 'sha256'>;
  captures!: EntityTable<CaptureRow, 'captureId'>;
  captureJobs!: EntityTable<CaptureJobRow, 'captureId'>;
  drafts!: EntityTable<DraftRow, 'draftId'>;
  outbox!: EntityTable<OutboxRow, 'opId'>;
  leases!: EntityTable<LeaseRow, 'name'>;
  serverPauses!: EntityTable<ServerPauseRow, 'key'>;
  uploads!: EntityTable<UploadRow, 'sha256'>;
  // Not entity tables: those flatten the union that the rows are.
  session!: Table<SessionRow, SessionRow['key']>;
  reference!: Table<ReferenceRow, ReferenceRow['key']>;
  device!: EntityTable<DeviceRow, 'key'>;
  masks!: EntityTable<MaskRow, 'captureId'>;
  seals!: EntityTable<SealRow, 'captureId'>;
  deletions!: EntityTable<DeletionRow, 'draftId'>;
  sweeps!: EntityTable<SweepRow, 'sweepId'>;
  sweepItems!: Table<SweepItemRow, [sweepId: string, listingKey: string]>;
  marks!: EntityTable<MarkRow, 'listingKey'>;
  known!: EntityTable<KnownRow, 'id'>;
  lines!: EntityTable<LineRow, 'draftId'>;
  thumbs!: EntityTable<ThumbRow, 'captureId'>;
  views!: EntityTable<ViewRow, 'viewId'>;

  /** Rejects with a `QuotaExceededError` where fewer bytes of the disk are free. */
  readonly refuseBelow: (free: number) => Promise<void>;
  /** See `Reserve`. */
  readonly lookAhead: () => Promise<void>;
  /** A transaction that makes room: it may use more of the reserve than any other. */
  readonly makeRoom: <Value>(tables: readonly Table[], work: () => Promise<Value>) => Promise<Value>;

  constructor(
    name = 'marketsafe-reporter',
    { estimate = browserEstimate }: { estimate?: Estimate | undefined } = {},
  ) {
    // Chrome's default is `relaxed`, where a commit may still sit in the operating system's buffer.
    super(name, { chromeTransactionDurability: 'strict' });
    declareVersions(this);
    keepLines(this);
    readSmallBlobs(this);
    const reserve = estimate && keepReserve(this, estimate);
    this.refuseBelow = async (free) => reserve?.refuseBelow(free);
    this.lookAhead = async () => reserve?.lookAhead();
    const begin = this.transaction.bind(this);
    this.makeRoom = async (tables, work) => {
      await reserve?.refuseBelow(LAST_RESERVE);
      return begin('rw', tables, work);
    };
    if (!reserve) return;
    this.transaction = Dexie.override(
      this.transaction,
      (original) =>
        (...args: [mode: string]) =>
          // One within another is part of it, and has to begin in the same turn.
          args[0].startsWith('rw') && !Dexie.currentTransaction
            ? reserve.refuseBelow(RESERVE).then(() => original.apply(this, args))
            : original.apply(this, args),
    );
  }
}
