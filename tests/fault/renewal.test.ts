import 'fake-indexeddb/auto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownAccount, PROBLEM_BASE } from '@marketsafe/contract';
import { type RunningServer, startServer } from '@marketsafe/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReporterDatabase } from '../../utils/database/database.ts';
import { drain } from '../../utils/outbox/drain.ts';
import { renew } from '../../utils/session/renew.ts';
import { endSession, type SignedIn, signedIn } from '../../utils/session/session.ts';
import { synchronise } from '../../utils/sync/synchronise.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import type { MortalWorker, World } from '../unit/utils/outbox/support/mortal-worker.ts';
import { seeded } from '../unit/utils/outbox/support/random.ts';
import { Device, deliverTo } from './support/device.ts';

const RENEWAL = '/v1/session/refresh';
/** Seconds that an access token holds; far longer, in milliseconds of the device's clock, until one is due. */
const ACCESS_SECONDS = 30;
const UNTIL_DUE = 31_000;

let server: RunningServer;
let dataFolder: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'marketsafe-fault-'));
  server = await startServer({
    ...{ dataFolder, databaseUrl: await freshDatabase(), port: 0, accessSeconds: ACCESS_SECONDS },
    ...{ seedDemo: true, rateLimit: false, logLevel: 'silent' },
  });
});
afterAll(async () => {
  await server.close();
  await rm(dataFolder, { recursive: true, force: true });
});

/** A signed-in device, with what it asks for in order. */
async function newDevice() {
  const device = new Device(server);
  const seen: string[] = [];
  /** Answers in the server's place, or breaks the line; undefined lets the request through. */
  const line: { fault: (path: string, deliver: () => Promise<Response>) => Promise<Response> | undefined } = {
    fault: () => undefined,
  };
  const deliver = deliverTo(server.url);
  device.network = (request, signal) => {
    seen.push(request.path);
    const through = () => deliver(request, signal);
    return line.fault(request.path, through) ?? through();
  };
  await device.signIn();
  return { device, seen, line, renewals: () => seen.filter((path) => path === RENEWAL).length };
}

async function sessionOf({ db }: Device): Promise<SignedIn> {
  const session = await signedIn(db);
  if (!session?.renewal) throw new Error('the device is not signed in');
  return session;
}

const sync = (worker: MortalWorker) => worker.live((deps) => synchronise(deps, { hurry: true }));

/** A refresh token as a thief sends it who has it and nothing else. */
async function steal(refreshToken: string): Promise<unknown> {
  const answer = await fetch(server.url + RENEWAL, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refreshToken }),
  });
  return ((await answer.json()) as { code: string }).code;
}

describe('a worker whose access token is due', () => {
  it('signs nobody out and loses nothing, wherever it dies', async () => {
    const { device, seen, renewals } = await newDevice();
    const diedAfter = new Set<string | undefined>();
    for (let dieAt = 1; dieAt <= 30; dieAt += 1) {
      const draftId = await device.finish(1_000 + dieAt, 1_000);
      device.clock.advance(UNTIL_DUE);
      const before = renewals();
      if ((await sync(device.worker({ dieAt }))) === 'died' && renewals() > before)
        diedAfter.add(seen.at(-1));
      expect(await sessionOf(device)).toMatchObject({ state: 'signed-in' });
      device.clock.advance(600_000);
      const after = await sync(device.worker());
      expect([dieAt, after]).toMatchObject([dieAt, { ended: 'done', wakeAt: null }]);
      expect([dieAt, await device.unsent()]).toEqual([dieAt, 0]);
      await device.expectArrived(draftId);
    }
    // Some of them with an answer that they did not live to keep.
    expect(diedAfter).toContain(RENEWAL);
    await device.db.delete();
  });

  it('keeps the old tokens where the disk is full, and goes on with them', async () => {
    const { device } = await newDevice();
    const draftId = await device.finish(1_100, 1_000);
    for (let write = 1; write <= 4; write += 1) {
      device.clock.advance(UNTIL_DUE);
      await sync(device.worker({ failWrites: new Set([write]) }));
      expect(await sessionOf(device)).toMatchObject({ state: 'signed-in' });
    }
    device.clock.advance(600_000);
    expect(await sync(device.worker())).toMatchObject({ ended: 'done' });
    await device.expectArrived(draftId);
    await device.db.delete();
  });

  it('makes one renewal with all that wait for it, in this context and in another', async () => {
    const { device, renewals } = await newDevice();
    const other = new ReporterDatabase(device.name);
    let line: Promise<unknown> = Promise.resolve();
    // As the browser's own locks, which all contexts of the extension share.
    const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
      const result = line.then(work, work);
      line = result;
      return result;
    };
    const session = await sessionOf(device);
    const { deps } = device.worker();
    const before = renewals();
    const renewed = await Promise.all(
      [device.db, other, device.db, other].map((db) => renew(db, { ...deps, inTurn }, session)),
    );
    expect(renewals() - before).toBe(1);
    const { token } = await sessionOf(device);
    expect(renewed.map((one) => one.ok && one.session.token)).toEqual([token, token, token, token]);
    other.close();
    await device.db.delete();
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'brings every report exactly once over a line that loses and doubles, renewing each time (seed %i)',
    async (seed) => {
      const { device, line } = await newDevice();
      const random = seeded(seed);
      device.random = random;
      const drafts = [await device.finish(10 * seed, 1_000), await device.finish(10 * seed + 1, 300_000)];
      line.fault = (_, deliver) => {
        const luck = random();
        if (luck < 0.15) return Promise.reject(new TypeError('Failed to fetch'));
        if (luck < 0.3) return deliver().then(() => Promise.reject(new TypeError('Failed to fetch')));
        if (luck < 0.4) return deliver().then(deliver);
        return undefined;
      };
      for (let round = 0; round < 12; round += 1) {
        const fate = random() < 0.5 ? { dieAt: 1 + Math.floor(random() * 50) } : {};
        await device.worker(fate).live((deps) => drain(deps, { hurry: true }));
        expect([round, (await device.db.session.get('session'))?.state]).toEqual([round, 'signed-in']);
        device.clock.advance(UNTIL_DUE);
      }
      line.fault = () => undefined;
      device.clock.advance(600_000);
      expect(await sync(device.worker())).toMatchObject({ ended: 'done' });
      for (const draftId of drafts) await device.expectArrived(draftId);
      await device.db.delete();
    },
  );
});

describe('a renewal that fails', () => {
  const problemOf = (status: number, code: string) => () =>
    Promise.resolve(
      new Response(JSON.stringify({ type: `${PROBLEM_BASE}unavailable`, status, code, params: {} }), {
        status,
        headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '3' },
      }),
    );

  it.each<[string, () => Promise<Response>]>([
    ['the line is broken', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['the server is overloaded', problemOf(503, 'overloaded')],
    ['too much was asked', problemOf(429, 'too-many-requests')],
    ['the server does not understand it', problemOf(422, 'body-invalid')],
    [
      'a proxy wants its own sign-in',
      () => Promise.resolve(new Response('<h1>Welcome</h1>', { status: 401 })),
    ],
    ['a firewall shows a page', () => Promise.resolve(new Response('<h1>No</h1>', { status: 403 }))],
    ['a hotel answers everything', () => Promise.resolve(new Response('<h1>Hello</h1>'))],
  ])('because %s keeps everything, and parks nothing', async (_, answer) => {
    const { device, line } = await newDevice();
    const draftId = await device.finish(1_200, 1_000);
    device.clock.advance(UNTIL_DUE);
    line.fault = (path) => (path === RENEWAL ? answer() : undefined);
    const failed = await device.worker().live((deps) => drain(deps, { hurry: true }));
    expect(failed).toMatchObject({ ended: 'done', wakeAt: expect.any(Number) });
    expect((await device.db.outbox.toArray()).map(({ state }) => state)).toEqual(['ready']);
    await sessionOf(device);
    line.fault = () => undefined;
    device.clock.advance(600_000);
    expect(await sync(device.worker())).toMatchObject({ ended: 'done' });
    await device.expectArrived(draftId);
    await device.db.delete();
  });
});

describe('a token that was copied', () => {
  it('ends the sign-in: the extension says why and keeps drafts and queue, and goes on after the next one', async () => {
    const { device, line } = await newDevice();
    const { renewal } = await sessionOf(device);
    device.clock.advance(UNTIL_DUE);
    expect(await sync(device.worker())).toMatchObject({ ended: 'done' });
    const draftId = await device.finish(1_300, 1_000);
    expect(await steal(renewal?.refreshToken ?? '')).toBe('session-reused');
    device.clock.advance(1_000);
    expect(await device.worker().live((deps) => drain(deps, { hurry: true }))).toEqual({
      ...{ ended: 'signed-out', wakeAt: null },
    });
    expect(await device.db.session.get('session')).toEqual({
      ...{ key: 'session', state: 'signed-out', reason: 'reused' },
    });
    expect([await device.unsent(), await device.db.drafts.count()]).toEqual([1, 1]);
    line.fault = () => undefined;
    await device.signIn();
    await device.expectArrived(draftId);
    // The new sign-in ends with its device in one step, too, though the organisation has long known the device.
    const { deviceId } = (await device.db.device.get('device')) ?? {};
    const account = ownAccount.parse(await (await device.get('/v1/me/account')).json());
    expect(account.sessions.filter((session) => session.deviceId === deviceId)).toHaveLength(1);
    expect(account.reused.length).toBeGreaterThan(0);
    await device.db.delete();
  });

  it('is worth nothing while it is new: its device goes on, and hears nothing of it', async () => {
    const { device } = await newDevice();
    const { renewal } = await sessionOf(device);
    expect(await steal(renewal?.refreshToken ?? '')).toBe('proof-refused');
    device.clock.advance(UNTIL_DUE);
    const draftId = await device.finish(1_301, 1_000);
    expect(await sync(device.worker())).toMatchObject({ ended: 'done' });
    await device.expectArrived(draftId);
    await device.db.delete();
  });
});

describe('a sign-in', () => {
  it('is not signed in again by a renewal that was under way when somebody signed out', async () => {
    const { device, line } = await newDevice();
    const session = await sessionOf(device);
    line.fault = (path, deliver) =>
      path === RENEWAL
        ? endSession(device.db, {
            ...device.worker().deps,
            fetch: () => Promise.reject(new TypeError()),
          }).then(deliver)
        : undefined;
    const renewed = await renew(device.db, device.worker().deps, session);
    expect(renewed).toMatchObject({ ok: false, status: 401 });
    expect(await device.db.session.get('session')).toMatchObject({
      state: 'signed-out',
      reason: 'signed-out',
    });
    await device.db.delete();
  });

  it('of somebody else is never used for what was begun in another', async () => {
    const { device } = await newDevice();
    const session = await sessionOf(device);
    await endSession(device.db, device.worker().deps);
    await device.signIn();
    expect(await renew(device.db, device.worker().deps, session)).toMatchObject({ ok: false, status: 401 });
    expect(await sessionOf(device)).not.toMatchObject({ token: session.token });
    await device.db.delete();
  });

  it('with a clock that was put back two days is renewed when its token is refused', async () => {
    const { device, renewals } = await newDevice();
    device.clock.skew = -2 * 86_400_000;
    const before = renewals();
    const draftId = await device.finish(1_400, 1_000);
    expect(await sync(device.worker())).toMatchObject({ ended: 'done' });
    expect(renewals()).toBeGreaterThan(before);
    await device.expectArrived(draftId);
    await device.db.delete();
  });

  it('that waits for who it is outlives its first access token', async () => {
    const device = new Device(server);
    const deliver = deliverTo(server.url);
    const paths: string[] = [];
    device.network = ((request, signal) => {
      paths.push(request.path);
      // Who it is, is not heard at first; until then its token runs out.
      const isFirst = request.path === '/v1/me' && paths.filter((path) => path === '/v1/me').length === 1;
      if (!isFirst) return deliver(request, signal);
      return Promise.reject(new TypeError('Failed to fetch'));
    }) satisfies World['network'];
    await device.signIn();
    expect(paths).toContain(RENEWAL);
    await device.db.delete();
  });
});
