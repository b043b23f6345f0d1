import type {
  AddedFileType,
  DisclosedPacket,
  DisclosedRaid,
  DisclosedTestBuy,
  Figures,
  ReportKind,
} from '@marketsafe/contract';
import type { BlobPlace } from '../blobs/open-store.ts';
import type { ReportSource } from '../reports/source/gather.ts';

/** What everything that a process is asked to do has in common. */
interface Task {
  /** Where the stored files are. */
  blobs: BlobPlace;
  /** Where the document, or what became of the files, is to be written; nothing is there yet. */
  path: string;
  /** Hashes of files that are not to be opened: one of them ended a process before. */
  skipped: string[];
}

/** A document about a claim. */
interface DocumentTask extends Task {
  task: 'document';
  kind: ReportKind;
  source: ReportSource;
}

/** The cover of a packet for a marketplace, whose files are in `folder` of the store. */
interface CoverTask extends Task {
  task: 'cover';
  packet: DisclosedPacket;
  folder: string;
}

/** The index of a raid's package. */
interface RaidIndexTask extends Task {
  task: 'raid-index';
  raid: DisclosedRaid;
}

/** A report of figures. */
interface FiguresTask extends Task {
  task: 'figures';
  figures: Figures;
}

/** The report of a test buy, whose photographs are in `folder` of the store. */
interface TestBuyTask extends Task {
  task: 'test-buy';
  report: DisclosedTestBuy;
  folder: string;
}

/** Files that are opened, to see whether that can be done, or to make clean copies of them. */
interface OpenTask extends Task {
  task: 'open';
  files: FileToOpen[];
}

export interface FileToOpen {
  /** Folder of the store that the file is in. */
  folder: string;
  sha256: string;
  type: AddedFileType;
  /** Folder of the store that a clean copy goes to; null where it is only opened. */
  copyTo: string | null;
}

/** What became of a file. A copy is in the store when this is said. */
export type Opened =
  | { outcome: 'whole' }
  | { outcome: 'unreadable' }
  | { outcome: 'copied'; sha256: string; bytes: number; type: AddedFileType };

/** What the program asks of a process that draws: one piece of work. */
export type DrawRequest = DocumentTask | CoverTask | RaidIndexTask | FiguresTask | TestBuyTask | OpenTask;

/** What such a process says. */
export type DrawAnswer =
  /** It is about to open this file; null: it has. */
  | { says: 'decoding'; sha256: string | null }
  | { says: 'drawn' }
  /** `code` as the operating system names it. */
  | { says: 'failed'; message: string; code: string | undefined };
