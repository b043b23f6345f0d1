import { PROBLEM_BASE, PROOF_HEADER, RENEWAL_PATH } from '@marketsafe/contract';
import { z } from 'zod';
import { renewedTokensAnswer } from '../api/answers.ts';
import { type ApiDeps, type ApiFailure, connect, isProgramsWord } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { Renewal, SessionRow, SignedOutReason } from '../database/device-rows.ts';
import { heldFrom } from './renewal.ts';
import type { Held } from './session.ts';
import { proofFor } from './sign-in-key.ts';

/** What renewing needs of the platform. */
export interface RenewDeps extends ApiDeps {
  /** Does work while nobody else on this device does such work. Absent: one after another in this context alone. */
  inTurn?: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** The sign-in with new tokens, or how the request that needed one fails. */
export type Renewed<Row extends Held> = { ok: true; session: Row } | ApiFailure;

/** Most proofs that are made for one renewal: the server may want another nonce, or have taken the first one already. */
const PROOFS = 3;

const staleProof = z.object({ nonce: z.string() });

/** What a request gets that finds no sign-in any more. */
const NO_SESSION: ApiFailure = {
  ...{ ok: false, kind: 'http', status: 401 },
  problem: { type: `${PROBLEM_BASE}unauthenticated`, status: 401, code: 'session-ended' },
};

const lines = new WeakMap<ReporterDatabase, Promise<unknown>>();

function oneByOne<Result>(db: ReporterDatabase, work: () => Promise<Result>): Promise<Result> {
  const result = (lines.get(db) ?? Promise.resolve()).then(work, work);
  lines.set(db, result);
  return result;
}

/** Whether a row is still this sign-in, whatever its tokens are by now. */
function isSame<Row extends Held>(row: SessionRow | undefined, session: Row): row is Row {
  if (row === undefined || row.state === 'signed-out' || row.token === undefined) return false;
  if (row.serverUrl !== session.serverUrl) return false;
  return row.state === 'signed-in'
    ? session.state === 'signed-in' && row.since === session.since
    : session.state === 'pending' && row.deviceCode === session.deviceCode;
}

/** Sends the refresh token with a proof, and with another one where the server wants that. */
async function exchange(deps: ApiDeps, { serverUrl }: Held, renewal: Renewal) {
  let { nonce } = renewal;
  for (let proofs = 1; ; proofs += 1) {
    const url = serverUrl + RENEWAL_PATH;
    const proof = await proofFor(renewal.key, { method: 'POST', url, nonce }, deps.now());
    const answer = await connect(deps, { serverUrl })({
      method: 'POST',
      path: RENEWAL_PATH,
      headers: { 'Content-Type': 'application/json', [PROOF_HEADER]: proof },
      body: JSON.stringify({ refreshToken: renewal.refreshToken }),
      answer: renewedTokensAnswer,
    });
    if (answer.ok || proofs === PROOFS || answer.kind !== 'http') return answer;
    const stale = staleProof.safeParse(answer.problem?.params);
    if (answer.problem?.code === 'proof-stale' && stale.success) nonce = stale.data.nonce;
    // The browser itself may have sent a request twice.
    else if (answer.problem?.code !== 'proof-refused') return answer;
  }
}

/** Why the program's own refusal ends the sign-in; undefined where it does not. */
function endingOf(failure: ApiFailure): SignedOutReason | undefined {
  if (!isProgramsWord(failure) || failure.kind !== 'http') return undefined;
  if (failure.problem?.code === 'session-reused') return 'reused';
  if (failure.problem?.code === 'proof-elsewhere') return 'elsewhere';
  return failure.status === 401 ? 'expired' : undefined;
}

/** A failure to renew, as the request that needed a token is to fail: whatever it is, it says nothing about what was to be sent. */
function asFailure(failure: ApiFailure): ApiFailure {
  if (failure.kind !== 'http') return failure;
  const passes = [408, 425, 429].includes(failure.status) || failure.status >= 500;
  return passes ? failure : { ok: false, kind: 'garbled', status: failure.status };
}

/**
 * Replaces the access token of a sign-in. Whoever comes while it is being replaced gets what came of that: one renewal for everybody on this
 * device. The new tokens are used by nobody before they are written: a worker that dies in between asks again with the old ones. Where the
 * server says that the sign-in is over, it is, here, too.
 * @param session the sign-in as its caller knows it, with the token that is not to be used again
 * @returns the sign-in with a token that nobody was refused with yet; the failure of the request otherwise
 */
export function renew<Row extends Held>(
  db: ReporterDatabase,
  deps: RenewDeps,
  session: Row,
): Promise<Renewed<Row>> {
  const work = async (): Promise<Renewed<Row>> => {
    const row = await db.session.get('session');
    if (!isSame(row, session)) return NO_SESSION;
    if (row.token !== session.token) return { ok: true, session: row };
    const { renewal } = row;
    if (!renewal) return NO_SESSION;
    const answer = await exchange(deps, row, renewal);
    if (!answer.ok) return over(db, row, answer);
    const { accessToken: token, refreshToken, nonce, expiresIn } = answer.value;
    return keep(db, row, {
      token,
      renewal: { refreshToken, nonce, key: renewal.key, ...heldFrom(deps.now(), expiresIn) },
    });
  };
  return deps.inTurn ? deps.inTurn(work) : oneByOne(db, work);
}

async function keep<Row extends Held>(
  db: ReporterDatabase,
  row: Row,
  tokens: Required<Pick<Held, 'token' | 'renewal'>>,
): Promise<Renewed<Row>> {
  return db.transaction('rw', db.session, async () => {
    const current = await db.session.get('session');
    // Signed out meanwhile: the server was told with the token that these replaced, which ends them as well.
    if (!isSame(current, row)) return NO_SESSION;
    const session = { ...current, ...tokens };
    await db.session.put(session);
    return { ok: true as const, session };
  });
}

async function over(db: ReporterDatabase, row: Held, failure: ApiFailure): Promise<ApiFailure> {
  const reason = endingOf(failure);
  if (reason === undefined) return asFailure(failure);
  await db.transaction('rw', db.session, async () => {
    if (isSame(await db.session.get('session'), row))
      await db.session.put({ key: 'session', state: 'signed-out', reason });
  });
  return NO_SESSION;
}
