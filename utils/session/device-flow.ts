import { EXTENSION_CLIENT_ID, PROOF_HEADER, scopeText, TOKEN_SCOPES } from '@marketsafe/contract';
import type { SignInProblem } from '@marketsafe/words';
import { z } from 'zod';
import { meAnswer } from '../api/answers.ts';
import { type ApiDeps, type ApiFailure, connect, isProgramsWord } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { Renewal, SessionRow, SignedOutReason } from '../database/device-rows.ts';
import type { RenewDeps } from './renew.ts';
import { heldFrom } from './renewal.ts';
import { startSession } from './session.ts';
import { sessionCall } from './session-call.ts';
import { newSignInKey, proofFor } from './sign-in-key.ts';

const TOKEN_PATH = '/api/auth/device/token';
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:device_code';
const JSON_BODY = { 'Content-Type': 'application/json' };

/** What RFC 8628 adds to the interval, in seconds, each time the server says `slow_down`. */
const SLOW_DOWN_SECONDS = 5;

const webUrl = z.url({ protocol: /^https?$/ });

/** Answer of RFC 8628 section 3.2. The verification address is opened in a tab: nothing but http(s) may come in here. */
const deviceCodeAnswer = z.object({
  device_code: z.string().min(1).max(1_000),
  user_code: z.string().min(1).max(200),
  verification_uri: webUrl,
  verification_uri_complete: webUrl.optional(),
  expires_in: z.number().positive().max(86_400),
  interval: z.number().nonnegative().max(300).default(5),
  dpop_nonce: z.string().max(200).optional(),
});

const token = z.string().min(1).max(10_000);
const tokenAnswer = z.object({
  access_token: token,
  expires_in: z
    .number()
    .positive()
    .max(86_400 * 366)
    .optional(),
  /** Absent where the server is of a version whose tokens lasted as long as the sign-in. */
  refresh_token: token.optional(),
  dpop_nonce: z.string().max(200).optional(),
});
type TokenAnswer = z.infer<typeof tokenAnswer>;
const tokenRefusal = z.object({ error: z.string() });
const staleProof = z.object({ nonce: z.string() });

type Pending = Extract<SessionRow, { state: 'pending' }>;

function beginProblem(failure: ApiFailure): SignInProblem {
  switch (failure.kind) {
    case 'network':
    case 'timeout':
      return { code: 'unreachable' };
    case 'garbled':
      return { code: 'foreign' };
    case 'http':
      // The program refuses in JSON: a page is somebody else's.
      return failure.status === 404 ||
        (failure.status < 500 && failure.body === undefined && !failure.problem)
        ? { code: 'foreign' }
        : { code: 'refused', status: failure.status };
  }
}

/**
 * Begins a sign-in by device authorization: gets a code that the user approves on the server's own page. Someone already
 * signed in stays so. `serverUrl` is the server's origin.
 */
export async function beginSignIn(
  db: ReporterDatabase,
  deps: ApiDeps,
  serverUrl: string,
): Promise<{ ok: true } | { ok: false; problem: SignInProblem }> {
  const current = await db.session.get('session');
  if (current?.state === 'signed-in' && current.serverUrl === serverUrl) return { ok: true };
  const answer = await connect(deps, { serverUrl })({
    method: 'POST',
    path: '/api/auth/device/code',
    headers: JSON_BODY,
    body: JSON.stringify({ client_id: EXTENSION_CLIENT_ID, scope: scopeText(TOKEN_SCOPES) }),
    answer: deviceCodeAnswer,
  });
  if (!answer.ok) return { ok: false, problem: beginProblem(answer) };
  const code = answer.value;
  const now = deps.now();
  await db.session.put({
    key: 'session',
    state: 'pending',
    serverUrl,
    deviceCode: code.device_code,
    userCode: code.user_code,
    verificationUrl: code.verification_uri_complete ?? code.verification_uri,
    intervalSeconds: code.interval,
    nextPollAt: now + code.interval * 1_000,
    expiresAt: now + code.expires_in * 1_000,
    signInKey: await newSignInKey(),
    ...(code.dpop_nonce !== undefined && { nonce: code.dpop_nonce }),
  });
  return { ok: true };
}

/** Changes the pending row only if it is still the same sign-in: the user may have begun anew while a request ran. */
async function changePending(
  db: ReporterDatabase,
  pending: Pending,
  change: Partial<Pending> | { state: 'signed-out'; reason?: SignedOutReason },
): Promise<void> {
  await db.transaction('rw', db.session, async () => {
    const row = await db.session.get('session');
    if (row?.state !== 'pending' || row.deviceCode !== pending.deviceCode) return;
    await db.session.put(
      change.state === 'signed-out' ? { key: 'session', ...change } : { ...row, ...change, state: 'pending' },
    );
  });
}

/** Takes the turn to ask, so that two askers together keep the server's interval; undefined when it is not time yet. */
async function takeTurn(db: ReporterDatabase, now: number): Promise<Pending | undefined> {
  return db.transaction('rw', db.session, async () => {
    const row = await db.session.get('session');
    if (row?.state !== 'pending') return undefined;
    const interval = row.intervalSeconds * 1_000;
    // A turn further away than one interval was set by a clock that has been put back since.
    if (row.nextPollAt > now && row.nextPollAt <= now + interval) return undefined;
    await db.session.put({ ...row, nextPollAt: now + interval });
    return row;
  });
}

/** Asks for the tokens of a code; once more where the server wants a proof that rests on a newer word of its own. */
async function redeem(deps: ApiDeps, { serverUrl, deviceCode, signInKey, ...pending }: Pending) {
  let { nonce } = pending;
  for (let proofs = 1; ; proofs += 1) {
    const request = { method: 'POST', url: serverUrl + TOKEN_PATH, nonce } as const;
    const answer = await connect(deps, { serverUrl })({
      method: 'POST',
      path: TOKEN_PATH,
      headers: {
        ...JSON_BODY,
        ...(signInKey && { [PROOF_HEADER]: await proofFor(signInKey, request, deps.now()) }),
      },
      body: JSON.stringify({
        grant_type: GRANT_TYPE,
        device_code: deviceCode,
        client_id: EXTENSION_CLIENT_ID,
      }),
      answer: tokenAnswer,
    });
    if (answer.ok || answer.kind !== 'http' || answer.problem?.code !== 'proof-stale') return answer;
    const stale = staleProof.safeParse(answer.problem.params);
    if (!stale.success || proofs > 1) return answer;
    nonce = stale.data.nonce;
  }
}

function renewalOf(answer: TokenAnswer, { signInKey }: Pending, now: number): Renewal | undefined {
  if (answer.refresh_token === undefined || !signInKey) return undefined;
  return {
    refreshToken: answer.refresh_token,
    key: signInKey,
    ...(answer.dpop_nonce !== undefined && { nonce: answer.dpop_nonce }),
    ...heldFrom(now, answer.expires_in ?? 0),
  };
}

type Issued = Required<Pick<Pending, 'token'>> & Pick<Pending, 'renewal'>;

async function fetchToken(
  db: ReporterDatabase,
  deps: ApiDeps,
  pending: Pending,
): Promise<Issued | undefined> {
  const answer = await redeem(deps, pending);
  if (answer.ok) {
    const renewal = renewalOf(answer.value, pending, deps.now());
    const issued = { token: answer.value.access_token, ...(renewal && { renewal }) };
    // The code is spent: the token must outlive this worker even before it is known whose it is.
    await changePending(db, pending, issued);
    return issued;
  }
  if (isProgramsWord(answer, 403) && answer.kind === 'http' && answer.problem?.code === 'proof-elsewhere') {
    await changePending(db, pending, { state: 'signed-out', reason: 'elsewhere' });
    return undefined;
  }
  const refusal = answer.kind === 'http' ? tokenRefusal.safeParse(answer.body) : undefined;
  switch (refusal?.data?.error) {
    case 'slow_down': {
      const intervalSeconds = pending.intervalSeconds + SLOW_DOWN_SECONDS;
      await changePending(db, pending, {
        intervalSeconds,
        nextPollAt: deps.now() + intervalSeconds * 1_000,
      });
      break;
    }
    case 'access_denied':
      await changePending(db, pending, { state: 'signed-out', reason: 'denied' });
      break;
    case 'expired_token':
    case 'invalid_grant':
      await changePending(db, pending, { state: 'signed-out' });
      break;
    default:
      // Still pending, or an answer that says nothing about the code: ask again after the interval.
      if (deps.now() > pending.expiresAt) await changePending(db, pending, { state: 'signed-out' });
  }
  return undefined;
}

/**
 * Looks once whether a pending sign-in was approved. Does nothing when none is pending or the server's interval is not over
 * yet, so it may be called as often as one likes. Returns whether someone is signed in now.
 */
export async function pollSignIn(db: ReporterDatabase, deps: RenewDeps): Promise<boolean> {
  const pending = await takeTurn(db, deps.now());
  if (!pending) return (await db.session.get('session'))?.state === 'signed-in';
  const { token } = pending;
  const issued = token === undefined ? await fetchToken(db, deps, pending) : { token };
  if (!issued) return false;
  const held = { ...pending, ...issued };
  const who = await sessionCall(db, deps, held)({ method: 'GET', path: '/v1/me', answer: meAnswer });
  if (who.ok) {
    await startSession(db, held, who.value, deps.now());
    return true;
  }
  // Someone who may not use this server (no organisation, or the token is void) begins anew; anything else is asked again.
  if (isProgramsWord(who, 401, 403)) {
    await changePending(db, pending, { state: 'signed-out', reason: 'denied' });
  }
  return false;
}
