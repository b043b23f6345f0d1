import {
  type FieldError,
  fieldErrorCase,
  PROBLEM_BASE,
  type Problem,
  type ProblemName,
  problemCase,
  problemName,
} from '@marketsafe/contract';
import type { ApiFailure } from '../api/client.ts';
import type { EntryProblem } from '../database/outbox-rows.ts';

type HttpFailure = Extract<ApiFailure, { kind: 'http' }>;

/** What is noted with an entry, but for the moment. */
type Noted = Omit<EntryProblem, 'at'>;

/** Refusals that mean "not now": timeouts, a busy upload, damage on the way. */
const PASSING_STATUSES: readonly number[] = [408, 423, 425, 429, 460];

/** Problems that mean "not now", whatever their status. */
const PASSING_PROBLEMS: readonly ProblemName[] = [
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

/** Fields of a refusal that are noted, and how much of a path, in UTF-16 code units: both come from a server. */
const MOST_FIELDS = 20;
const LONGEST_PATH = 200;

function noted(error: FieldError): FieldError {
  return { path: error.path.slice(0, LONGEST_PATH), ...fieldErrorCase(error) };
}

/** A problem document without what the contract does not know: nothing else of a server's answer is kept. */
function documentOf(problem: Problem | undefined): Pick<Noted, 'document'> {
  const name = problemName(problem);
  if (!problem || name === undefined) return {};
  const errors = (problem.errors ?? []).slice(0, MOST_FIELDS).map(noted);
  return {
    document: { type: PROBLEM_BASE + name, ...problemCase(problem), ...(errors.length > 0 && { errors }) },
  };
}

/** True for a refusal that means "not now". */
export function isPassing(failure: HttpFailure): boolean {
  const { status, problem } = failure;
  if (status < 400 || status >= 500 || PASSING_STATUSES.includes(status)) return true;
  if (problem === undefined) return STRANGER_STATUSES.includes(status);
  const name = problemName(problem);
  return name !== undefined && PASSING_PROBLEMS.includes(name);
}

/** What to note of a refusal for good. */
export function refusal({ status, problem }: HttpFailure): Noted {
  return { code: 'refused', status, ...documentOf(problem) };
}

const WAITING: Partial<Record<ProblemName, EntryProblem['code']>> = {
  'idempotency-in-flight': 'in-flight',
  'blobs-missing': 'files-missing',
  'device-unknown': 'device-unknown',
  'blob-mismatch': 'file-damaged-on-way',
};

function waitingCode({ status, problem }: HttpFailure): EntryProblem['code'] {
  if (status === 429) return 'busy';
  if (status === 503) return 'unavailable';
  if (status >= 500) return 'fault';
  const name = problemName(problem);
  return (name && WAITING[name]) ?? 'stranger';
}

/** What to note of a failure after which the entry may still be sent. */
export function waiting(failure: ApiFailure): Noted {
  switch (failure.kind) {
    case 'network':
      return { code: 'unreachable' };
    case 'timeout':
      return { code: 'timeout' };
    case 'garbled':
      return { code: 'garbled', status: failure.status };
    case 'http':
      return { code: waitingCode(failure), status: failure.status, ...documentOf(failure.problem) };
  }
}
