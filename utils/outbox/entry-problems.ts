import {
  type FieldError,
  fieldErrorCase,
  PROBLEM_BASE,
  type Problem,
  type ProblemCode,
  type ProblemName,
  problemCase,
  problemName,
} from '@marketsafe/contract';
import { type ApiFailure, type HttpFailure, isProgramsWord } from '../api/client.ts';
import type { EntryProblem } from '../database/outbox-rows.ts';

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

/** What the server did not get although it was sent: somebody on the way takes headers out or changes them. */
const LOST_ON_THE_WAY: readonly ProblemCode[] = [
  'digest-missing',
  'key-missing',
  'length-missing',
  'file-type-unknown',
  'upload-undescribed',
  'upload-refused',
];

function isAltered({ problem }: HttpFailure): boolean {
  return LOST_ON_THE_WAY.some((code) => code === problem?.code);
}

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

/** True for a refusal that means "not now", and for every one that is not the program's own. */
export function isPassing(failure: HttpFailure): boolean {
  const { status, problem } = failure;
  if (status < 400 || status >= 500 || PASSING_STATUSES.includes(status)) return true;
  if (!isProgramsWord(failure) || isAltered(failure)) return true;
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

/** What a gateway answers for a server that does not. */
const GATEWAY_STATUSES: readonly number[] = [502, 503, 504];

function waitingCode(failure: HttpFailure): EntryProblem['code'] {
  const { status, problem } = failure;
  if (status === 429) return 'busy';
  if (GATEWAY_STATUSES.includes(status)) return 'unavailable';
  if (!isProgramsWord(failure)) return 'stranger';
  if (status >= 500) return 'fault';
  if (isAltered(failure)) return 'altered-on-way';
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
