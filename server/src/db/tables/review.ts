import type {
  AddedFile,
  AskCause,
  ClaimDetail,
  ClaimState,
  LinkKind,
  MarketplaceId,
  Wanted,
} from '@marketsafe/contract';
import type { Json } from './json.ts';

export interface ClaimQuestions {
  organisation_id: string;
  claim_id: string;
  question_id: string;
  /** Number of the event by which it was asked. */
  sequence: number;
  asked_at: Date;
  asked_by: string;
  asked_by_name: string;
  cause: AskCause;
  wanted: Wanted[];
  text: string;
}

export interface ClaimAnswers {
  organisation_id: string;
  claim_id: string;
  question_id: string;
  answered_at: Date;
  answered_by: string;
  answered_by_name: string;
  text: string;
  files: Json<AddedFile[]>;
  evidence: Json<Omit<ClaimDetail['evidence'][number], 'findings'>[]>;
  body: Buffer;
  body_sha256: string;
}

export interface ClaimTraces {
  organisation_id: string;
  claim_id: string;
  kind: 'listing' | 'seller' | 'picture';
  value: string;
}

export interface ClaimLinks {
  organisation_id: string;
  claim_id: string;
  earlier: string;
  kind: LinkKind;
  found_at: Date;
}

/** How many claims of a kind wait in the queue, kept with every change of one. */
export interface QueueNumbers {
  organisation_id: string;
  state: ClaimState;
  priority: number;
  assigned: boolean;
  marketplace: MarketplaceId;
  holder_id: string;
  right_id: string;
  claims: number;
}
