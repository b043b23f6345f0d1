import type { ReportKind } from '@marketsafe/contract';
import type { ReportSource } from '../reports/source/gather.ts';

/** What the program asks of a process that draws: one document. */
export interface DrawRequest {
  kind: ReportKind;
  source: ReportSource;
  /** Folder of the stored files. */
  blobs: string;
  /** Where the document is to be written; nothing is there yet. */
  path: string;
  /** Hashes of pictures that are not to be decoded: one of them ended a process before. */
  skipped: string[];
}

/** What such a process says. */
export type DrawAnswer =
  /** It is about to decode this picture; null: it has. */
  | { says: 'decoding'; sha256: string | null }
  | { says: 'drawn' }
  /** `code` as the operating system names it. */
  | { says: 'failed'; message: string; code: string | undefined };
