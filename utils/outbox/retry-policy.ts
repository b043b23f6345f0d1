import { problemName } from '@marketsafe/contract';
import { type ApiFailure, type HttpFailure, isProgramsWord } from '../api/client.ts';
import type { EntryProblem } from '../database/outbox-rows.ts';
import { askedPause, fullJitter } from './backoff.ts';
import { isPassing, refusal, waiting } from './entry-problems.ts';

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
 * whatever does not come from the program's server; a retryable entry never expires. The program's own 401 pauses, and any other 4xx
 * of its own parks.
 */
export function judge(failure: ApiFailure, circumstances: Circumstances): Verdict {
  if (isProgramsWord(failure, 401)) return { action: 'pause' };
  const at = circumstances.now;
  if (failure.kind === 'http' && !isPassing(failure)) {
    return { action: 'park', problem: { ...refusal(failure), at } };
  }
  return retry(failure, { ...waiting(failure), at }, circumstances);
}
