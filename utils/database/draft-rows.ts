import type {
  AnswerSaid,
  ClaimReceipt,
  ClaimState,
  ClaimTarget,
  DeclaredIn,
  DraftFields,
  EvidenceItem,
  ListingFacts,
  OpenQuestion,
} from '@marketsafe/contract';
import type { CaptureRow, MaskRow } from './capture-rows.ts';
import type { OutboxRow } from './outbox-rows.ts';
import type { Reply } from './reply-rows.ts';

/** Somebody's order that nothing of a draft or report is deleted or freed, whatever the settings say, until it is released. */
export interface LegalHold {
  /** Why: the matter, the letter, the court. */
  reason: string;
  /** Unix milliseconds. */
  since: number;
  /** Who was signed in; null while nobody was. */
  by: string | null;
  released?: { at: number; by: string | null };
}

/** A claim on this device, from its first capture on. What people fill in is the contract's list of fields. */
export interface DraftRow extends DraftFields {
  draftId: string;
  /** See `listingKey` of the contract. */
  listingKey: string;
  /** Equals `listingKey` while the draft is open and is absent afterwards: a unique index, so a listing has one open draft. */
  openKey?: string;
  state: 'draft' | 'finished';
  createdAt: number;
  updatedAt: number;
  target: ClaimTarget;
  facts: ListingFacts;
  /** Name of the wall, if the page that was captured was no listing. */
  wall?: string;
  evidence: EvidenceItem[];
  /** Legal holds, oldest first; see `isOnHold`. */
  holds?: LegalHold[];
  /** The sweep in which it was captured. */
  sweepId?: string;
  /** The sweep's declarations that this claim rests on, while a person has not taken them off it. */
  declaredIn?: DeclaredIn;
  /** A person took it out of what is finished together; it stays a draft. */
  exclusion?: { at: number; by: string | null };
  finishedAt?: number;
  /** The server's stored answer, once it is there. */
  receipt?: ClaimReceipt;
  /** What the program wants to know of this report, while it waits for an answer. */
  question?: OpenQuestion;
  /** The answer, while it is written and until the program has it. */
  reply?: Reply;
  /** Last state heard from the server. */
  serverState?: ClaimState;
  /** The program deleted it, its time being over; what is here is this device's own copy. */
  deletedThere?: true;
  /** What the marketplace said of it last. */
  answer?: Pick<AnswerSaid, 'outcome' | 'cause'>;
  /** Number of the open claim that this one is a duplicate of, once heard. */
  sameAs?: string;
}

/** A draft that was deleted, with everything that hangs on it: kept whole until the deletion cannot be undone any more. */
export interface DeletionRow {
  draftId: string;
  /** Unix milliseconds of the deletion. */
  at: number;
  draft: DraftRow;
  captures: CaptureRow[];
  masks: MaskRow[];
  entry?: OutboxRow;
}
