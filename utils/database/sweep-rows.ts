import type {
  CaptureProfile,
  DeclaredIn,
  DraftFields,
  MandateTrouble,
  MarketplaceId,
  Price,
  ReasonCode,
} from '@marketsafe/contract';

/** Why a sweep stopped by itself: a person has to look first. */
export type SweepStop =
  | { code: 'wall'; wall: string; at: number }
  | { code: 'right-expired' | 'right-rejected' | 'right-gone'; at: number }
  | { code: 'mandate'; trouble: MandateTrouble; at: number }
  /** Of a visit by itself: its window was closed, or too many listings in a row could not be captured. */
  | { code: 'window-gone' | 'failures'; at: number };

/** One key of a sweep, as it can be taken back: what became of which listing, and what stood there before. */
export interface SweepStep {
  did: 'captured' | MarkKind;
  at: number;
  listingKey: string;
  title?: string;
  /** Absent where the listing was in the list before, and is open again when this is undone. */
  added?: true;
  /** Of a capture. `opened`: it made the draft, which goes with it; otherwise the draft was there and stays. */
  draft?: { draftId: string; opened: boolean };
  /** The word that stood on the listing before. */
  before?: MarkRow;
}

/** Many listings looked at one after another for one right: what is chosen once for all of them, and how far it is. */
export interface SweepRow {
  sweepId: string;
  /** One runs at a time. */
  state: 'running' | 'paused' | 'ended';
  createdAt: number;
  updatedAt: number;
  name: string;
  brand: string;
  /** As a draft has them: copied into each draft that is made in the sweep. */
  rightId?: string;
  reason?: ReasonCode;
  explanation: DraftFields['explanation'];
  /** Texts that the reason asks for and that are the same for every report. */
  particulars?: DraftFields['particulars'];
  /** Where it looks; none stands for everywhere. */
  marketplaces: MarketplaceId[];
  profile: CaptureProfile;
  /** What a capture does with its tab. */
  next: 'tab' | 'close' | 'stay';
  /** What a person declared once for the claims of the sweep. */
  declared?: DeclaredIn;
  /** When it ran, oldest first, Unix milliseconds; the last has no end while it runs. */
  spans: { from: number; to?: number }[];
  /** Absent once a person has gone on. */
  stopped?: SweepStop;
  /** While its listings are visited and captured by themselves, one after another. */
  visit?: {
    /** How many, and how many of them are done. */
    most: number;
    done: number;
    /** Failures in a row. */
    failures: number;
    /** Unix milliseconds before which the next is not visited. */
    nextAt: number;
    /** The sweep was begun for the visit alone, and ends with it. */
    endsSweep?: true;
  };
  /** The last keys, oldest first: those that can be taken back. */
  steps: SweepStep[];
}

/** A listing as a search page or a list of links shows it: for a person to recognise, no evidence. */
export interface CardFacts {
  title?: string;
  price?: Price;
  /** Address of the picture. */
  picture?: string;
  seller?: { name?: string | undefined; id?: string | undefined; url?: string | undefined };
}

/** A listing of a sweep: one to be visited, or what became of it. */
export interface SweepItemRow {
  sweepId: string;
  /** See `listingKey` of the contract. */
  listingKey: string;
  /** Place in the list. */
  order: number;
  marketplace: MarketplaceId;
  url: string;
  /** From where it came; `tabs`: a person had it open. */
  from: 'links' | 'cards' | 'tabs';
  card?: CardFacts;
  /** `skipped`: a person's word on it, or it is known already. */
  state: 'open' | 'captured' | 'skipped' | 'failed';
  /** Why it was skipped or failed. */
  code?: string;
  draftId?: string;
  /** Unix milliseconds of the state. */
  at: number;
}

export type MarkKind = 'not-infringing' | 'watch';

/** Marks that the second copy keeps in one file: those of listings whose numbers end in the same two digits. */
export function shelfOf(listingKey: string): string {
  return /(\d{1,2})(?:@|$)/.exec(listingKey)?.[1] ?? '0';
}

/** A person's word on a listing that is no draft: nobody needs to look twice. */
export interface MarkRow {
  listingKey: string;
  /** See `shelfOf`. */
  shelf: string;
  kind: MarkKind;
  at: number;
  /** Who was signed in; null while nobody was. */
  by: string | null;
  sweepId?: string;
  url?: string;
  title?: string;
  seller?: { name?: string | undefined; id?: string | undefined };
}
