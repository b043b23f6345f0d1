import { randomBytes } from 'node:crypto';
import { type TimeStampFailure, timeStampFailure } from '@marketsafe/contract';
import {
  readTimeStampResponse,
  type TimeStampAnswer,
  type TimeStampVerdict,
  timeStampHolds,
  timeStampRequest,
  verifyTimeStamp,
} from '@marketsafe/evidence';

/** A time-stamp authority (RFC 3161 over HTTP). */
export interface TimeStampAuthority {
  url: string;
  /** Roots its certificates must lead to, PEM. Where they are not given it is not checked who the authority is. */
  rootsPem?: string;
}

/** A token that has been verified. */
export interface TimeStamp {
  /** TimeStampToken, DER, as it came. */
  token: Uint8Array<ArrayBuffer>;
  /** Certificates that came with it, PEM. */
  chain: string;
  at: string;
  /** Name in the authority's certificate. */
  authority: string;
  url: string;
}

/** Largest answer that is read, in bytes: a token with its certificates is some thousand. */
const ANSWER_LIMIT = 64 * 1024;
/** What fits into a seal: bytes of a token, characters of its certificates and of a name. */
const TOKEN_LIMIT = 29_000;
const CHAIN_LIMIT = 60_000;
const NAME_LIMIT = 500;

/** How long an authority is waited for. */
export interface AskingLimits {
  /** Milliseconds. */
  patience: number;
  /** Breaks the question off. */
  signal: AbortSignal;
}

/** Why an authority gave no token that holds, without its name. */
type Failure = TimeStampFailure extends infer Case
  ? Case extends unknown
    ? Omit<Case, 'authority'>
    : never
  : never;

/** No authority gave a token that holds. */
export class NoTimeStamp extends Error {
  override name = 'NoTimeStamp';
  readonly failures: readonly TimeStampFailure[];

  constructor(failures: readonly TimeStampFailure[], options?: ErrorOptions) {
    super(failures.map(({ authority, code }) => `${authority}: ${code}`).join('; '), options);
    this.failures = failures;
  }
}

function noTimeStamp(url: string, failure: Failure, options?: ErrorOptions): NoTimeStamp {
  return new NoTimeStamp([timeStampFailure.parse({ ...failure, authority: new URL(url).host })], options);
}

/**
 * Asks an authority for a token over a SHA-256, and takes none that does not hold: it must answer this very question, be signed by a
 * certificate made for time-stamping, and lead to the roots that are given.
 * @throws NoTimeStamp
 */
export async function askAuthority(
  { url, rootsPem }: TimeStampAuthority,
  sha256: string,
  limits: AskingLimits,
): Promise<TimeStamp> {
  const nonce = randomBytes(16);
  const answer = await post(url, timeStampRequest(sha256, nonce), limits);
  const read = readTimeStampResponse(answer, { sha256, nonce });
  if (!read.ok) throw noTimeStamp(url, failureOf(read));
  const { token, chain, genTime, authority } = read;
  const verdict = await verifyTimeStamp(token, sha256, { chainPem: chain, rootsPem });
  if (!timeStampHolds(verdict))
    throw noTimeStamp(url, { code: 'does-not-hold', conditions: failedOf(verdict) });
  if (token.length > TOKEN_LIMIT || chain.length > CHAIN_LIMIT) throw noTimeStamp(url, { code: 'too-large' });
  return { token, chain, at: genTime, authority: authority.slice(0, NAME_LIMIT), url };
}

function failureOf(answer: Extract<TimeStampAnswer, { ok: false }>): Failure {
  if (answer.problem !== 'refused') return { code: answer.problem };
  return { code: 'refused', status: answer.status, said: answer.said };
}

function failedOf({ conditions }: TimeStampVerdict): string[] {
  return Object.entries(conditions)
    .filter(([, held]) => held === false)
    .map(([name]) => name);
}

async function post(
  url: string,
  question: Uint8Array<ArrayBuffer>,
  { patience, signal }: AskingLimits,
): Promise<Uint8Array<ArrayBuffer>> {
  const late = AbortSignal.timeout(patience);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/timestamp-query',
        Accept: 'application/timestamp-reply',
      },
      body: question,
      redirect: 'error',
      signal: AbortSignal.any([signal, late]),
    });
    if (response.ok && response.body) return await bounded(url, response.body);
    await response.body?.cancel();
    throw noTimeStamp(url, { code: 'http-status', status: response.status });
  } catch (error) {
    if (error instanceof NoTimeStamp) throw error;
    throw noTimeStamp(
      url,
      late.aborted ? { code: 'silent', seconds: patience / 1_000 } : { code: 'unreachable' },
      { cause: error },
    );
  }
}

async function bounded(url: string, body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    if (length > ANSWER_LIMIT) throw noTimeStamp(url, { code: 'too-large' });
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}
