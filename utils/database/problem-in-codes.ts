/** A problem as version 2 noted it. */
export interface ProblemOfVersion2 {
  /** `network`, `timeout`, `garbled`, `http-503`, the address of a problem, or one of this device's own. */
  type: string;
  sentence: string;
  status?: number;
  at: number;
}

/** The same without its sentence. What version 3 wrote: never changed with later code. */
interface ProblemOfVersion3 {
  code: string;
  status?: number;
  document?: { type: string };
  at: number;
}

const BASE = 'https://marketsafe.example/problems/';

const OWN: Readonly<Record<string, string>> = {
  network: 'unreachable',
  timeout: 'timeout',
  garbled: 'garbled',
  'blob-missing-locally': 'file-gone',
  'blob-damaged': 'file-damaged',
  'body-damaged': 'body-damaged',
  'other-organisation': 'other-organisation',
};

const WAITING: Readonly<Record<string, string>> = {
  'idempotency-in-flight': 'in-flight',
  'blobs-missing': 'files-missing',
  'device-unknown': 'device-unknown',
  'blob-mismatch': 'file-damaged-on-way',
};

const REFUSED: readonly string[] = [
  'bad-request',
  'invalid-body',
  'forbidden',
  'not-found',
  'idempotency-key-missing',
  'idempotency-key-reused',
  'device-conflict',
  'blob-too-large',
  'not-ready',
];

/** Answers without a problem document that version 2 took for another server's, and others after which it tried again. */
const STRANGER: readonly number[] = [403, 404, 407, 408, 409, 421, 423, 425, 460];

function codeOf(type: string, status: number | undefined): { code: string; document?: { type: string } } {
  // A note that cannot be read must not keep the whole database from opening.
  if (typeof type !== 'string') return { code: 'earlier' };
  const own = Object.hasOwn(OWN, type) ? OWN[type] : undefined;
  if (own) return { code: own };
  if (status === undefined) return { code: 'earlier' };
  if (status === 429) return { code: 'busy' };
  if (status === 503) return { code: 'unavailable' };
  if (status >= 500) return { code: 'fault' };
  const name = type.startsWith(BASE) ? type.slice(BASE.length) : '';
  const waiting = Object.hasOwn(WAITING, name) ? WAITING[name] : undefined;
  if (waiting) return { code: waiting, document: { type } };
  if (REFUSED.includes(name)) return { code: 'refused', document: { type } };
  if (type !== `http-${status}`) return { code: 'earlier' };
  return { code: status < 400 || STRANGER.includes(status) ? 'stranger' : 'refused' };
}

/**
 * A problem of version 2 without its English sentence: what the type and the status say is kept, the server's own words are not. What
 * they do not tell is `earlier`.
 */
export function problemInCodes({ type, status, at }: ProblemOfVersion2): ProblemOfVersion3 {
  return { ...codeOf(type, status), ...(status !== undefined && { status }), at };
}
