import { PROBLEM_BASE, type Problem, type ProblemName } from '@marketsafe/contract';

/** Status and short name of each kind of problem, as people read it. */
const KINDS: Readonly<Record<ProblemName, { status: number; title: string }>> = {
  'bad-request': { status: 400, title: 'The request is not well formed' },
  'invalid-body': { status: 422, title: 'The request does not fit what is expected' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  'idempotency-key-missing': { status: 400, title: 'The Idempotency-Key header is missing' },
  'idempotency-key-reused': { status: 422, title: 'The same key was used for something else' },
  'idempotency-in-flight': { status: 409, title: 'The same request is still being worked on' },
  'blobs-missing': { status: 409, title: 'Files of the claim are not here yet' },
  'device-unknown': { status: 409, title: 'The device is not enrolled yet' },
  'device-conflict': { status: 409, title: 'The device is enrolled with another key' },
  'blob-mismatch': { status: 422, title: 'The bytes do not have the announced hash' },
  'blob-too-large': { status: 413, title: 'The file is too large' },
  'not-ready': { status: 422, title: 'The claim still lacks something' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'Not available right now' },
  internal: { status: 500, title: 'Something went wrong on the server' },
};

/** What a problem may carry besides its name. */
export interface ProblemDetails {
  detail?: string;
  errors?: NonNullable<Problem['errors']>;
  missing?: string[];
  /** Where the status of this case is not the kind's own. */
  status?: number;
  /** Seconds after which to try again. */
  retryAfter?: number;
}

/** A refusal that the caller is told about, as RFC 9457 problem document. Throw it from anywhere while answering a request. */
export class HttpProblem extends Error {
  override name = 'HttpProblem';
  readonly problem: Problem;
  readonly retryAfter: number | undefined;

  constructor(
    kind: ProblemName,
    { detail, errors, missing, status = KINDS[kind].status, retryAfter }: ProblemDetails = {},
  ) {
    super(detail ?? KINDS[kind].title);
    this.retryAfter = retryAfter;
    this.problem = {
      type: PROBLEM_BASE + kind,
      title: KINDS[kind].title,
      status,
      ...(detail === undefined ? {} : { detail }),
      ...(errors === undefined ? {} : { errors }),
      ...(missing === undefined ? {} : { missing }),
    };
  }
}
