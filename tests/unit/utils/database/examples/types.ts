import type {
  BlobRow,
  CaptureJobRow,
  CaptureRow,
  MaskRow,
  SealRow,
} from '../../../../../utils/database/capture-rows.ts';
import type { DeviceRow, SessionRow } from '../../../../../utils/database/device-rows.ts';
import type { DeletionRow, DraftRow } from '../../../../../utils/database/draft-rows.ts';
import type { KnownRow } from '../../../../../utils/database/known-rows.ts';
import type { LineRow, ThumbRow } from '../../../../../utils/database/line-rows.ts';
import type {
  LeaseRow,
  OutboxRow,
  ServerPauseRow,
  UploadRow,
} from '../../../../../utils/database/outbox-rows.ts';
import type { ReferenceRow } from '../../../../../utils/database/reference-rows.ts';
import type { MarkRow, SweepItemRow, SweepRow } from '../../../../../utils/database/sweep-rows.ts';
import type { ViewRow } from '../../../../../utils/database/view-rows.ts';

/** Rows by table, as the present program reads them. A new table is missing here until it has its line. */
export interface PresentRows {
  blobs: BlobRow[];
  captures: CaptureRow[];
  captureJobs: CaptureJobRow[];
  drafts: DraftRow[];
  outbox: OutboxRow[];
  leases: LeaseRow[];
  serverPauses: ServerPauseRow[];
  uploads: UploadRow[];
  session: SessionRow[];
  reference: ReferenceRow[];
  device: DeviceRow[];
  masks: MaskRow[];
  seals: SealRow[];
  deletions: DeletionRow[];
  sweeps: SweepRow[];
  sweepItems: SweepItemRow[];
  marks: MarkRow[];
  known: KnownRow[];
  lines: LineRow[];
  thumbs: ThumbRow[];
  views: ViewRow[];
}

export type Rows = Readonly<Record<string, readonly object[]>>;

/** A database as one version of the program left it behind. Never changed once there is a later version. */
export interface Example {
  /** Tables and indexes, as that version declared them, those of the versions before included. */
  stores: Readonly<Record<string, string>>;
  /** Rows of every table, in the order of their keys. */
  rows: Rows;
  /** For each later version in turn, the tables of these rows that it changes or adds, and what it makes of them. */
  later: readonly Rows[];
}
