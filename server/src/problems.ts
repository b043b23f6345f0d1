import {
  type FieldErrorCase,
  PROBLEM_BASE,
  PROBLEM_CASES,
  type Problem,
  type ProblemCode,
  type ProblemName,
  type ProblemParams,
} from '@marketsafe/contract';

/** Status of each kind of problem. */
const STATUSES: Readonly<Record<ProblemName, number>> = {
  'bad-request': 400,
  'invalid-body': 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'idempotency-key-missing': 400,
  'idempotency-key-reused': 422,
  'idempotency-in-flight': 409,
  'blobs-missing': 409,
  'device-unknown': 409,
  'device-conflict': 409,
  'blob-mismatch': 422,
  'blob-too-large': 413,
  'not-ready': 422,
  conflict: 409,
  'rate-limited': 429,
  unavailable: 503,
  internal: 500,
};

/** What is wrong with which field: a JSON pointer, a code and its parameters. */
export type FieldError = FieldErrorCase & { path: string };

/** What a problem may carry besides its code. */
interface ProblemDetails {
  errors?: FieldError[];
  missing?: string[];
  /** Where the status of this case is not the kind's own. */
  status?: number;
  /** Seconds after which to try again. */
  retryAfter?: number;
  /** What the server's log says more; it never leaves the server. */
  internal?: string;
}

/** The parameters have to be given where the case has some. */
type Rest<Code extends ProblemCode> =
  Record<string, never> extends ProblemParams<Code>
    ? [details?: ProblemDetails]
    : [details: ProblemDetails & { params: ProblemParams<Code> }];

/** A refusal that the caller is told about, as RFC 9457 problem document. Throw it from anywhere while answering a request. */
export class HttpProblem<Code extends ProblemCode = ProblemCode> extends Error {
  override name = 'HttpProblem';
  readonly problem: Problem;
  readonly retryAfter: number | undefined;

  constructor(code: Code, ...[details = {}]: Rest<Code>) {
    const { kind, params } = PROBLEM_CASES[code];
    const { errors, missing, status = STATUSES[kind], retryAfter, internal } = details;
    super(internal === undefined ? code : `${code}: ${internal}`);
    this.retryAfter = retryAfter;
    this.problem = {
      type: PROBLEM_BASE + kind,
      status,
      code,
      // What no schema names does not leave the server.
      params: params.parse('params' in details ? details.params : {}),
      ...(errors === undefined ? {} : { errors }),
      ...(missing === undefined ? {} : { missing }),
    };
  }
}

/** Refuses whoever asks too often. */
export function tooManyRequests(asked: number): HttpProblem {
  const seconds = Math.max(1, Math.ceil(asked));
  return new HttpProblem('too-many-requests', { params: { seconds }, retryAfter: seconds });
}
