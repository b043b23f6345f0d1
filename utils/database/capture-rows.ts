import type {
  CaptureManifest,
  CaptureProfile,
  CaptureSeal,
  EvidenceFile,
  Limitation,
  MaskedCopy,
  PageArea,
  Release,
} from '@marketsafe/contract';
import type { Moment } from '../capture/moment.ts';

/** Bytes under their hash. Freed only when the server has acknowledged the hash and the keep-days have passed. */
export interface BlobRow {
  sha256: string;
  bytes: Blob;
  type: string;
  size: number;
  /** When something was last stored under this hash, Unix milliseconds. */
  storedAt: number;
  /** When the server said that it holds this hash; absent until then. */
  acknowledgedAt?: number;
}

/** One finished capture. Its files are in `blobs`, under the hashes that the manifest names. */
export interface CaptureRow {
  captureId: string;
  draftId: string;
  listingKey: string;
  manifest: CaptureManifest;
  /** Hash of the canonical JSON of `manifest`, which is a blob too. */
  manifestSha256: string;
  /** The device's signature over those bytes; see `evidenceItem`. */
  signature: string;
  /** Where the page showed the viewer, in its own coordinates, and the texts that name the viewer. Never leaves this device. */
  viewer: ViewerTraces;
  capturedAt: number;
}

/** The parts of a listing that a page shows in places of their own. */
export const LISTING_PARTS = ['title', 'price', 'pictures', 'seller', 'description', 'attributes'] as const;
export type ListingPart = (typeof LISTING_PARTS)[number];

/** Where a page shows one part of the listing, in its own coordinates. */
export interface ListingRegion {
  part: ListingPart;
  area: PageArea;
}

/** What of the page shows who looked at it, and what of it is the listing itself: only that may go out without a person's word. */
export interface ViewerTraces {
  areas: PageArea[];
  /**
   * Areas as each slice was taken, by the slice's path: what is pinned to the window stands elsewhere on the page in every picture.
   * The picture of the moment has `areas`.
   */
  slices?: Record<string, PageArea[]>;
  /** Where the listing stood at the moment; empty where nothing is certain, absent in captures of earlier versions. */
  regions?: ListingRegion[];
  /** The same as each slice was taken, by its path. */
  sliceRegions?: Record<string, ListingRegion[]>;
  /** Account names and addresses as the page writes them, to be taken out of every text that goes out. */
  texts: string[];
}

/**
 * A capture under way. Each part is on disk before the next is taken: if the worker dies, what is there becomes a partial
 * capture at the next start.
 */
export interface CaptureJobRow {
  captureId: string;
  listingKey: string;
  tabId: number;
  url: string;
  startedAt: number;
  state: 'capturing' | 'interrupted';
  profile: CaptureProfile;
  /** The sweep that it is taken in. */
  sweepId?: string;
  /** Slices of the page taken so far, of about so many. */
  progress?: { done: number; of: number };
  /** The user wants it to end with what it has. */
  stop?: true;
  /** Everything but the slices, once the page and its first picture are on disk. */
  moment?: Moment;
  /** Slices in order; their bytes are in `blobs`. */
  slices?: EvidenceFile[];
  /** The listing's own pictures, in the order of the facts; their bytes are in `blobs`. */
  pictures?: EvidenceFile[];
  /** What is known so far of what could not be had, or was done to the page for the slices. */
  limitations?: Limitation[];
}

/** A box that the investigator drew, in page coordinates. */
export interface MaskBox extends PageArea {
  /** It may be shown, beside the listing's own regions. Without this it is painted over, whatever else says that it may be shown. */
  shows?: true;
}

/** What the investigator painted over in one capture and what may be shown, and what came out of it. */
export interface MaskRow {
  captureId: string;
  /** In page coordinates, like `area` of the files. */
  boxes: MaskBox[];
  /** A person has looked at the whole page with the viewer painted over, and said that it may go out. Ends with the next box. */
  release?: Release;
  /** Masked copies as last made, and the hash of what they were made from. */
  copies?: { key: string; files: MaskedCopy[] };
  updatedAt: number;
}

/** What the program added to a capture it received. */
export interface SealRow {
  captureId: string;
  seal: CaptureSeal;
  fetchedAt: number;
}
