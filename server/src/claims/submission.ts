import type { ClaimReceipt, ClaimSubmission } from '@marketsafe/contract';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';

/** One request to hand in a claim. */
export interface Submission {
  caller: Caller;
  key: string;
  claim: ClaimSubmission;
  /** The request's bytes as they arrived. */
  body: Buffer;
  bodySha256: string;
  /** When it arrived, where that is not now: a demo program has a past. */
  at?: Date;
}

/** The answer, and whether it had been given before. */
export interface SubmissionResult {
  status: number;
  receipt: ClaimReceipt;
  replayed: boolean;
}

/**
 * Refuses another claim than the one that is here under its id.
 * @throws HttpProblem `claim-id-reused`
 */
export function refuseOther(here: ClaimReceipt, { bodySha256 }: Submission): void {
  if (here.bodySha256 !== bodySha256) {
    throw new HttpProblem('claim-id-reused', { params: { number: here.number } });
  }
}
