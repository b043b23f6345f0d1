import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimDetail, claimList, type Right } from '@marketsafe/contract';
import { type RunningServer, startServer } from '@marketsafe/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReporterDatabase } from '../../utils/database/database.ts';
import { drain } from '../../utils/outbox/drain.ts';
import { keptRights } from '../../utils/reference/rights.ts';
import { beginSignIn, pollSignIn } from '../../utils/session/device-flow.ts';
import { endSession, signedIn } from '../../utils/session/session.ts';
import { synchronise } from '../../utils/sync/synchronise.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import type { ModelRequest } from '../unit/utils/outbox/support/model-server.ts';
import {
  type Fate,
  LockTable,
  MortalWorker,
  type World,
} from '../unit/utils/outbox/support/mortal-worker.ts';
import { seeded } from '../unit/utils/outbox/support/random.ts';
import { finishReport } from '../unit/utils/outbox/support/reports.ts';
import { VirtualClock } from '../unit/utils/outbox/support/virtual-clock.ts';

const SEEDS = 12;
const LARGE = 1_400_000;

let server: RunningServer;
let dataFolder: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'marketsafe-fault-'));
  server = await startServer({
    ...{ dataFolder, databaseUrl: await freshDatabase(), port: 0 },
    ...{ seedDemo: true, rateLimit: false, logLevel: 'silent' },
  });
});
afterAll(async () => {
  await server.close();
  await rm(dataFolder, { recursive: true, force: true });
});

/** Sends a request of a worker to the real server. */
function deliver(request: ModelRequest, signal: AbortSignal): Promise<Response> {
  const { method, headers, body } = request;
  const hasBody = body.byteLength > 0;
  return fetch(server.url + request.path, { method, headers, signal, ...(hasBody && { body }) });
}

/** A device with a database of its own; workers come and go on it. */
class Device {
  readonly name = `device-${crypto.randomUUID()}`;
  readonly db = new ReporterDatabase(this.name);
  readonly clock = new VirtualClock(Date.now());
  readonly #locks = new LockTable();
  network: World['network'] = deliver;
  random: () => number = () => 0.5;

  worker(fate: Fate = {}): MortalWorker {
    const { clock, random, network } = this;
    return new MortalWorker(
      this.name,
      { clock, random, network, locks: this.#locks, online: () => true },
      fate,
    );
  }

  /** Signs in through the server's own pages, as the demo program's investigator. */
  async signIn(): Promise<void> {
    const { deps } = this.worker();
    expect(await beginSignIn(this.db, deps, server.url)).toEqual({ ok: true });
    const pending = await this.db.session.get('session');
    if (pending?.state !== 'pending') throw new Error('no sign-in is pending');
    await approve(pending.userCode);
    // The server keeps its interval by its own clock, so one answer may be slow_down: ask until it is through.
    await expect
      .poll(
        async () => {
          this.clock.advance(60_000);
          return pollSignIn(this.db, deps);
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    await this.worker().live((workerDeps) => synchronise(workerDeps, { hurry: true }));
  }

  async right(): Promise<Right> {
    const right = (await keptRights(this.db))?.find(
      ({ type, status, expiresOn }) =>
        type === 'trademark' && status === 'verified' && (expiresOn === null || expiresOn > '2026-12-31'),
    );
    if (!right) throw new Error('the demo program has no trademark');
    return right;
  }

  async finish(number: number, pictureBytes: number): Promise<string> {
    const right = await this.right();
    return finishReport(this.db, { number, pictureBytes, now: this.clock.now(), right });
  }

  async unsent(): Promise<number> {
    return this.db.outbox.where('state').notEqual('acked').count();
  }
}

async function approve(userCode: string): Promise<void> {
  const origin = { Origin: server.url, 'Content-Type': 'application/json' };
  const signIn = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: origin,
    body: JSON.stringify({ email: server.demo?.email, password: server.demo?.password }),
  });
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  await fetch(`${server.url}/api/auth/device?user_code=${userCode}`, { headers: { cookie } });
  const approved = await fetch(`${server.url}/api/auth/device/approve`, {
    method: 'POST',
    headers: { ...origin, cookie },
    body: JSON.stringify({ userCode }),
  });
  expect(approved.status).toBe(200);
}

async function get(device: Device, path: string): Promise<Response> {
  const session = await signedIn(device.db);
  return fetch(server.url + path, { headers: { Authorization: `Bearer ${session?.token}` } });
}

async function claimsOf(device: Device): Promise<string[]> {
  const ids: string[] = [];
  let path: string | null = '/v1/claims?limit=100';
  while (path !== null) {
    const page = claimList.parse(await (await get(device, path)).json());
    ids.push(...page.claims.map((claim) => claim.claimId));
    path = page.next === null ? null : `/v1/claims?limit=100&cursor=${encodeURIComponent(page.next)}`;
  }
  return ids;
}

/** What the server holds of a claim is what this device queued, byte for byte. */
async function expectArrived(device: Device, draftId: string): Promise<void> {
  const entry = await device.db.outbox.where('entityId').equals(draftId).first();
  const claim = claimDetail.parse(await (await get(device, `/v1/claims/${draftId}`)).json());
  expect(claim.bodySha256).toBe(entry?.bodySha256);
  expect(claim.number).toBe(entry?.receipt?.number);
  for (const hash of entry?.needs ?? []) {
    const bytes = Buffer.from(await (await get(device, `/v1/blobs/${hash}`)).arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
  }
}

/** A line that loses requests and answers and breaks off in the middle. */
function badLine(random: () => number): World['network'] {
  return async (request, signal) => {
    const luck = random();
    if (luck < 0.1) throw new TypeError('Failed to fetch');
    if (luck < 0.2) {
      await deliver(request, signal);
      throw new TypeError('Failed to fetch');
    }
    if (luck < 0.25) {
      await deliver(request, signal);
      return deliver(request, signal);
    }
    if (luck < 0.32) {
      const broken = new AbortController();
      const answer = deliver(request, broken.signal);
      await new Promise((resolve) => setImmediate(resolve));
      broken.abort();
      await answer;
    }
    return deliver(request, signal);
  };
}

describe('the outbox over the real server', () => {
  it('signs in, sends a report with a large picture, hears its state, and signs out for good', async () => {
    const device = new Device();
    await device.signIn();
    const draftId = await device.finish(1, LARGE);
    const result = await device.worker().live((deps) => synchronise(deps, { hurry: true }));
    expect(result).toEqual({ ended: 'done', wakeAt: null });
    await expectArrived(device, draftId);
    expect(await device.db.drafts.get(draftId)).toMatchObject({ serverState: 'in_review' });

    const session = await signedIn(device.db);
    await endSession(device.db, device.worker().deps);
    const after = await fetch(`${server.url}/v1/me`, {
      headers: { Authorization: `Bearer ${session?.token}` },
    });
    expect(after.status).toBe(401);
    await device.db.delete();
  });

  it('waits when its sign-in was ended elsewhere, and sends after the next one', async () => {
    const device = new Device();
    await device.signIn();
    const draftId = await device.finish(2, 1_000);
    const session = await signedIn(device.db);
    await fetch(`${server.url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${session?.token}`, 'Content-Type': 'application/json' },
      body: '{}',
    });
    const refused = await device.worker().live((deps) => drain(deps, { hurry: false }));
    expect(refused).toEqual({ ended: 'signed-out', wakeAt: null });
    expect(await device.unsent()).toBe(1);
    await device.signIn();
    expect(await device.unsent()).toBe(0);
    await expectArrived(device, draftId);
    await device.db.delete();
  });

  it.each(Array.from({ length: SEEDS }, (_, index) => index + 1))(
    'brings every report exactly once over a bad line, with workers dying (seed %i)',
    async (seed) => {
      const device = new Device();
      await device.signIn();
      const random = seeded(seed);
      device.random = random;
      const before = await claimsOf(device);
      const drafts: string[] = [];
      // Pictures that the server does not hold from an earlier seed.
      for (const [index, size] of [LARGE, 1_000, LARGE].entries()) {
        drafts.push(await device.finish(10 * seed + index, size));
      }
      device.network = badLine(random);
      for (let round = 0; round < 8; round++) {
        const fate: Fate = random() < 0.7 ? { dieAt: 1 + Math.floor(random() * 90) } : {};
        await device.worker(fate).live((deps) => drain(deps, { hurry: false }));
        device.clock.advance(60_000);
      }
      device.network = deliver;
      device.clock.advance(600_000);
      await device.worker().live((deps) => drain(deps, { hurry: true }));

      const unsent = await device.db.outbox.where('state').notEqual('acked').toArray();
      expect(unsent.map(({ state, lastProblem }) => ({ state, lastProblem }))).toEqual([]);
      const arrived = (await claimsOf(device)).filter((claimId) => !before.includes(claimId));
      expect(arrived.sort()).toEqual([...drafts].sort());
      for (const draftId of drafts) await expectArrived(device, draftId);
      await device.db.delete();
    },
  );
});
