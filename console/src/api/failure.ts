import { PROBLEM_BASE, type Problem, type ProblemCode } from '@marketsafe/contract';
import { m, problemWords } from '@marketsafe/words';

/**
 * Why a question to the server was not answered:
 * - `unreachable`: no answer came, or none in time;
 * - `problem`: the server said no, with an RFC 9457 document where it could;
 * - `garbled`: an answer came that the contract does not know.
 */
type FailureKind = 'unreachable' | 'problem' | 'garbled';

/** The one error that the console's questions to the server throw. */
export class ApiFailure extends Error {
  readonly kind: FailureKind;
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly problem: Problem | undefined;
  /** How long the server asks to be left alone, in ms; 0 where it does not ask. */
  readonly retryAfterMs: number;

  constructor(
    kind: FailureKind,
    details: { status?: number; problem?: Problem; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(`${kind} ${details.status ?? ''}`.trim(), { cause: details.cause });
    this.name = 'ApiFailure';
    this.kind = kind;
    this.status = details.status ?? 0;
    this.problem = details.problem;
    this.retryAfterMs = details.retryAfterMs ?? 0;
  }
}

/** True when the server no longer knows who is asking. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiFailure && error.status === 401;
}

/** True when the server says that there is no such thing, or none for this organisation. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiFailure && error.status === 404;
}

/** True when the server wants to be shown again who is signed in. */
export function isProofNeeded(error: unknown): boolean {
  return error instanceof ApiFailure && error.problem?.code === 'proof-needed';
}

/** A refusal of which only the code is known, such as one that a redirect has brought along. */
export function failureOf(code: ProblemCode): ApiFailure {
  return new ApiFailure('problem', { problem: { type: PROBLEM_BASE, status: 0, code } });
}

/** What happened and what to do, for people. */
interface Explanation {
  title: string;
  detail: string;
}

/** Puts a failure into words. Anything that is no `ApiFailure` is a mistake of this page and said to be one. */
export function explain(error: unknown): Explanation {
  if (!(error instanceof ApiFailure)) {
    return {
      title: m.console_failure_own(),
      detail: m.console_failure_own_advice(),
    };
  }
  if (error.kind === 'unreachable') {
    return {
      title: m.console_failure_unreachable(),
      detail: m.console_failure_unreachable_advice(),
    };
  }
  if (error.kind === 'garbled') {
    return {
      title: m.console_failure_garbled(),
      detail: m.console_failure_garbled_advice(),
    };
  }
  const { title, advice, faults } = problemWords(error.problem, error.status);
  return { title, detail: [...faults.map((fault) => m.console_failure_fault({ fault })), advice].join(' ') };
}
