import type { ClippedPart, Limitation } from '@marketsafe/contract';
import type { NewFile } from '../drafts/drafts.ts';
import type { PagePosition, PageTraces } from './page-sample.ts';

/** What a slice tells beside its picture. */
export interface SliceNotes {
  /** Of about so many. */
  progress: { done: number; of: number };
  /** Where the page showed the viewer and the listing while it was taken, if that is known. */
  viewer?: PageTraces;
  /** All that hold so far. */
  limitations: readonly Limitation[];
}

/** What a driver works with while it takes a page slice by slice. */
export interface FullPageTask {
  tabId: number;
  windowId: number;
  /** Where the page stood at the moment: the driver leaves it there again, whatever happens. */
  position: PagePosition;
  /** Of the tab; 1 is 100 %. The device pixel ratio of `position` has it in it. */
  zoom: number;
  /** The picture of that moment. */
  picture: Blob;
  /** Puts one slice on disk. Resolves after the strict transaction; rejects with the database's error. */
  keep: (slice: NewFile, notes: SliceNotes) => Promise<void>;
  /** True once the user wants the capture to end with what it has. */
  stopped: () => Promise<boolean>;
}

/** How a full page ended: always with what it has, never with an exception for something a page or a user did. */
export interface FullPageEnd {
  /** Height of the page as it was drawn for the last picture, in CSS pixels; where the pictures end early, as it stood afterwards. */
  pageHeight: number;
  /** Parts of the page that hold more than they showed. */
  clipped: ClippedPart[];
  limitations: Limitation[];
}

/** Takes a whole page in pictures: one way a browser. */
export type FullPageDriver = (task: FullPageTask) => Promise<FullPageEnd>;
