import { problemName } from '@marketsafe/contract';
import type { ApiFailure } from '../api/client.ts';
import type { EntryProblem } from '../database/outbox-rows.ts';
import { askedPause, fullJitter } from './backoff.ts';
import { refusalSentence, waitingSentence } from './problem-sentences.ts';

/** What a failure is judged by. `now` is Unix milliseconds, `random` in [0, 1). */
export interface Circumstances {
  now: number;
  random: number;
  /** Failures of this entry before this one. */
  attempts: number;
  /** Failures of the server as a whole in a row before this one. */
  serverFailures: number;
  /** Hashes the entry needs. */
  needs: readonly string[];
}

/** What follows from a failure. */
export type Verdict =
  /** Not signed in any more: everything waits for the next sign-in. */
  | { action: 'pause' }
  /** Refused for good: the user decides. */
  | { action: 'park'; problem: EntryProblem }
  | {
      action: 'retry';
      /** Unix milliseconds. */
      at: number;
      problem: EntryProblem;
      /** Set where the failure says something about the whole server: until then no entry is tried. */
      serverPause?: { until: number; asked: boolean };
      /** Hashes the server turned out not to hold although it was thought to. */
      forget: string[];
    };

type HttpFailure = Extract<ApiFailure, { kind: 'http' }>;

/** Refusals that mean "not now": timeouts, a busy upload, damage on the way. */
const PASSING_STATUSES: readonly number[] = [408, 423, 425, 429, 460];

/** Problems that mean "not now", whatever their status. */
const PASSING_PROBLEMS: readonly string[] = [
  'idempotency-in-flight',
  'blobs-missing',
  'device-unknown',
  'blob-mismatch',
  'rate-limited',
  'unavailable',
  'internal',
];

/** What a proxy, a hotel's sign-in page or a server being replaced says. Without a problem document it is not the program's word. */
const STRANGER_STATUSES: readonly number[] = [403, 404, 407, 409, 421];

function isPassing(failure: HttpFailure): boolean {
  if (failure.status < 400 || failure.status >= 500 || PASSING_STATUSES.includes(failure.status)) return true;
  const name = problemName(failure.problem);
  if (name !== undefined) return PASSING_PROBLEMS.includes(name);
  return failure.problem === undefined && STRANGER_STATUSES.includes(failure.status);
}

/** Failures that would meet every entry alike, so that trying the next one at once is no use. */
function isOfWholeServer(failure: ApiFailure): boolean {
  return failure.kind === 'network' || failure.kind === 'timeout' || isAsked(failure) || isGateway(failure);
}

function isAsked(failure: ApiFailure): failure is HttpFailure {
  return failure.kind === 'http' && (failure.status === 429 || failure.status === 503);
}

function isGateway(failure: ApiFailure): boolean {
  return failure.kind === 'http' && (failure.status === 502 || failure.status === 504);
}

function typeOf(failure: ApiFailure): string {
  if (failure.kind !== 'http') return failure.kind;
  return failure.problem?.type ?? `http-${failure.status}`;
}

function retry(failure: ApiFailure, problem: EntryProblem, circumstances: Circumstances): Verdict {
  const { now, random, attempts, serverFailures, needs } = circumstances;
  const asked = isAsked(failure) && failure.retryAfterMs !== undefined;
  const entryPause = asked ? askedPause(failure.retryAfterMs ?? 0, random) : fullJitter(attempts, random);
  const serverPause = asked ? entryPause : fullJitter(serverFailures, random);
  const missing = failure.kind === 'http' && problemName(failure.problem) === 'blobs-missing';
  const named = missing ? needs.filter((hash) => failure.problem?.missing?.includes(hash)) : [];
  return {
    action: 'retry',
    at: now + entryPause,
    problem,
    ...(isOfWholeServer(failure) && { serverPause: { until: now + serverPause, asked: isAsked(failure) } }),
    // A server that misses blobs but names none we know of gets all of them looked at again.
    forget: missing && named.length === 0 ? [...needs] : named,
  };
}

/**
 * Decides what a failed try means. Retryable: no or no sensible answer, 408, 409 in flight or with missing blobs, 429, 5xx, and
 * what plainly does not come from the program's server; a retryable entry never expires. 401 pauses. Any other 4xx parks.
 */
export function judge(failure: ApiFailure, circumstances: Circumstances): Verdict {
  if (failure.kind === 'http' && failure.status === 401) return { action: 'pause' };
  const facts = {
    type: typeOf(failure),
    ...('status' in failure && { status: failure.status }),
    at: circumstances.now,
  };
  if (failure.kind === 'http' && !isPassing(failure)) {
    return { action: 'park', problem: { ...facts, sentence: refusalSentence(failure) } };
  }
  return retry(failure, { ...facts, sentence: waitingSentence(failure) }, circumstances);
}
