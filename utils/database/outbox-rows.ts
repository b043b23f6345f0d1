import type { ClaimReceipt, Problem } from '@marketsafe/contract';
import type { EntryProblemCode } from '@marketsafe/words';
import type { Following } from './reply-rows.ts';

/** Why an entry is parked or waiting: for decisions, and for the sentence that is made of it where it is shown. */
export interface EntryProblem {
  code: EntryProblemCode;
  /** The answer's, where there was one. */
  status?: number;
  /** What the server's problem document said in codes, as far as the contract knows them; none of its texts but the paths of fields. */
  document?: Pick<Problem, 'type' | 'code' | 'params' | 'errors'>;
  /** Name of the organisation that was signed in, where the report is another's. */
  organisation?: string;
  /** Unix milliseconds. */
  at: number;
}

/** One write that must reach the server exactly once. */
export interface OutboxRow {
  /** UUIDv7, sent as the idempotency key. */
  opId: string;
  kind: 'claim' | Following;
  /** The claim's id; of what follows a report, `followingId`. */
  entityId: string;
  /** Of what follows a report: its right, so that nothing of it goes to another organisation. */
  rightId?: string;
  /** The exact bytes to send, fixed when the entry was made: a retry must be byte-identical. */
  body: string;
  bodySha256: string;
  needs: string[];
  state: 'ready' | 'parked' | 'acked';
  attempts: number;
  /** Unix milliseconds before which the entry is not tried. */
  nextAt: number;
  createdAt: number;
  /** Set while a sender works on it; advisory only: after a restart it means nothing. */
  sendingSince?: number;
  lastProblem?: EntryProblem;
  ackedAt?: number;
  receipt?: ClaimReceipt;
}

/** The one sender's lease. */
export interface LeaseRow {
  name: 'outbox';
  owner: string;
  until: number;
}

/** How long the server as a whole is left alone after it could not be reached or asked for a pause. */
export interface ServerPauseRow {
  key: 'server';
  /** Failures in a row. */
  failures: number;
  /** Unix milliseconds of the last failure and of the end of the pause. */
  at: number;
  until: number;
  /** The server itself asked for it, so nothing may cut it short. */
  asked: boolean;
}

/** A resumable upload under way: a worker that dies leaves this behind, and the next one goes on where the server stands. */
export interface UploadRow {
  sha256: string;
  /** Path of the upload on the server. */
  path: string;
}
