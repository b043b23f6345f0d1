import { END_PATH, type Me } from '@marketsafe/contract';
import { type ApiDeps, type Connection, connect } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { SessionRow } from '../database/device-rows.ts';

/** How long signing out waits for the server, in milliseconds: it holds on this device whether or not the server hears of it. */
const SIGN_OUT_TIMEOUT_MS = 5_000;

/** A sign-in that can be used now. */
export type SignedIn = Extract<SessionRow, { state: 'signed-in' }>;

/** A sign-in that has tokens, also while whose they are is still to be asked. */
export type Held = SignedIn | (Extract<SessionRow, { state: 'pending' }> & { token: string });

/** The sign-in, or undefined when there is none. */
export async function signedIn(db: ReporterDatabase): Promise<SignedIn | undefined> {
  const row = await db.session.get('session');
  return row?.state === 'signed-in' ? row : undefined;
}

/** Where and as whom a signed-in user's requests go. */
export function connectionOf(session: Pick<Held, 'serverUrl' | 'token'>): Connection {
  return { serverUrl: session.serverUrl, token: session.token };
}

/**
 * Marks the sign-in with this token as expired. A newer sign-in is left alone: the refusal of an old token may arrive late.
 * Nothing else changes: drafts and queue wait.
 */
export async function expireSession(db: ReporterDatabase, token: string): Promise<void> {
  await db.transaction('rw', db.session, async () => {
    const row = await db.session.get('session');
    if (row?.state !== 'signed-in' || row.token !== token) return;
    await db.session.put({ key: 'session', state: 'signed-out', reason: 'expired' });
  });
}

/** Notes that the server knows which device has this sign-in. */
export async function noteDeviceTold(db: ReporterDatabase, { since }: SignedIn): Promise<void> {
  await db.transaction('rw', db.session, async () => {
    const row = await signedIn(db);
    if (row?.since === since) await db.session.put({ ...row, isDeviceTold: true });
  });
}

/**
 * Takes the sign-in over once the server has said whose token it is. What was heard from the server before is asked for anew: it
 * may be another organisation's, or the server one that was set up again. Reports that were parked because they belong to another
 * organisation are looked at again. Does nothing when the pending sign-in was replaced meanwhile.
 */
export async function startSession(
  db: ReporterDatabase,
  pending: Pick<Held, 'serverUrl' | 'token' | 'renewal'> & { deviceCode: string },
  me: Me,
  now: number,
): Promise<void> {
  const tables = [db.session, db.reference, db.outbox, db.serverPauses, db.known];
  await db.transaction('rw', tables, async () => {
    const row = await db.session.get('session');
    if (row?.state !== 'pending' || row.deviceCode !== pending.deviceCode) return;
    const { serverUrl } = pending;
    // They may have been replaced while the server was asked.
    const { token, renewal } = { ...pending, ...(row.token !== undefined && row) };
    await db.session.put({
      ...{ key: 'session', state: 'signed-in', serverUrl, token, me, since: now },
      ...(renewal && { renewal }),
    });
    // Keys that were published stay: what was sealed with them stays, too. What the way to a server carries has nothing to do with who signs in.
    // Who was told of which drafts, and who asked for which translation, stays for when they come back.
    await db.reference.where('key').noneOf(['keys', 'pieces', 'told', 'translations']).delete();
    await db.known.clear();
    await db.serverPauses.clear();
    await db.outbox
      .where('state')
      .equals('parked')
      .and((entry) => entry.lastProblem?.code === 'other-organisation')
      .modify({ state: 'ready', nextAt: 0 });
  });
}

/**
 * Signs out: the token is forgotten here at once, then ended on the server that issued it, if that can be reached. Drafts and
 * queue stay and wait for the next sign-in; what colleagues have is the organisation's and goes.
 */
export async function endSession(db: ReporterDatabase, deps: ApiDeps): Promise<void> {
  const row = await db.transaction('rw', db.session, db.known, db.reference, async () => {
    const current = await db.session.get('session');
    if (current && current.state !== 'signed-out') {
      await db.session.put({ key: 'session', state: 'signed-out', reason: 'signed-out' });
      await db.known.clear();
      await db.reference.bulkDelete(['known', 'sellers']);
    }
    return current;
  });
  if (row === undefined || row.state === 'signed-out' || row.token === undefined) return;
  const { serverUrl, token, renewal } = row;
  const ending = { method: 'POST', headers: { 'Content-Type': 'application/json' } } as const;
  // The access token may have run out long ago, and all that is left of the sign-in is its refresh token.
  if (renewal) {
    await connect(deps, { serverUrl })({
      ...{ ...ending, path: END_PATH, timeoutMs: SIGN_OUT_TIMEOUT_MS },
      body: JSON.stringify({ refreshToken: renewal.refreshToken }),
    });
    return;
  }
  await connect(deps, { serverUrl, token })({
    ...{ ...ending, path: '/api/auth/sign-out', timeoutMs: SIGN_OUT_TIMEOUT_MS },
    body: '{}',
  });
}

/** Signs out when the settings name another server than the one that was signed in to. */
export async function followServer(db: ReporterDatabase, deps: ApiDeps, serverUrl: string): Promise<void> {
  const row = await db.session.get('session');
  if (row === undefined || row.state === 'signed-out' || row.serverUrl === serverUrl) return;
  await endSession(db, deps);
}
