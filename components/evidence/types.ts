import type { PageArea } from '@marketsafe/contract';

/** A box that the investigator drew: painted over, or what may be shown. */
export interface Box extends PageArea {
  shows?: true;
}

/** A picture of a capture and what of it is painted over before it goes out. */
export interface Picture {
  path: string;
  label: string;
  area: PageArea;
  /** Where it shows the viewer. */
  regions: readonly PageArea[];
  /** Where it shows the listing: that goes out by itself. */
  listing: readonly PageArea[];
  /** A masked copy of it may go out. */
  goesOut: boolean;
  held: boolean;
}

export interface Row {
  name: string;
  value: string;
}

/** Between which times a capture was made. */
export interface Window {
  /** Both ends in one line, as far as anything shows them. */
  line: string;
  notBefore: { at: string; says: string } | null;
  notAfter: readonly { at: string; says: string }[];
  waiting: string | null;
  /** Who set the time-stamp. */
  authority: string | null;
  /** What the device's own clock said, and how it stood to the program's. */
  claimed: string;
  clock: string;
}

/** One capture as its screen shows it. */
export interface Evidence {
  captureId: string;
  draftId: string;
  title: string | null;
  listing: string;
  capturedAt: string;
  profile: string;
  coverage: readonly string[];
  /** The report is finished: what may go out is made. */
  isFinished: boolean;
  pictures: readonly Picture[];
  boxes: readonly Box[];
  /** When the whole page was released to go out; null where it was not. */
  releasedAt: string | null;
  window: Window;
  limitations: readonly string[];
  facts: readonly { name: string; value: string | null; source: string | null }[];
  network: readonly Row[];
  device: readonly Row[];
  files: readonly { path: string; what: string; size: string; sha256: string; held: boolean }[];
}

/** What drawing does: paint over, or say what may be shown. */
export type Draws = 'painted' | 'shown';

/** As captured, as it goes out, or the whole page with the viewer painted over, as a person may release it. */
export type Show = 'original' | 'masked' | 'page';

export type Zoom = 'fit' | 'full';

/** Gives a picture's bytes; rejects when they are not on this device. */
export type LoadPicture = (path: string, as: Show) => Promise<Blob>;
