import { createHash } from 'node:crypto';
import { claimDetail, claimList, type Right } from '@marketsafe/contract';
import type { RunningServer } from '@marketsafe/server';
import { expect } from 'vitest';
import { ReporterDatabase } from '../../../utils/database/database.ts';
import { keptRights } from '../../../utils/reference/rights.ts';
import { beginSignIn, pollSignIn } from '../../../utils/session/device-flow.ts';
import { synchronise } from '../../../utils/sync/synchronise.ts';
import type { ModelRequest } from '../../unit/utils/outbox/support/model-server.ts';
import {
  type Fate,
  LockTable,
  MortalWorker,
  type World,
} from '../../unit/utils/outbox/support/mortal-worker.ts';
import { finishReport } from '../../unit/utils/outbox/support/reports.ts';
import { VirtualClock } from '../../unit/utils/outbox/support/virtual-clock.ts';

/** Sends requests of a worker to an address. */
export function deliverTo(url: string) {
  return ({ method, headers, body, path }: ModelRequest, signal: AbortSignal): Promise<Response> => {
    const hasBody = body.byteLength > 0;
    return fetch(url + path, { method, headers, signal, ...(hasBody && { body }) });
  };
}

/** A device with a database of its own, over a real server; workers come and go on it. */
export class Device {
  readonly name = `device-${crypto.randomUUID()}`;
  readonly db = new ReporterDatabase(this.name);
  readonly clock = new VirtualClock(Date.now());
  readonly #locks = new LockTable();
  readonly server: RunningServer;
  network: World['network'];
  random: () => number = () => 0.5;
  /** Cookie of the console, where the person who approved this device is signed in: a device's token reads no claims. */
  #console = '';

  constructor(server: RunningServer) {
    this.server = server;
    this.network = deliverTo(server.url);
  }

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
    expect(await beginSignIn(this.db, deps, this.server.url)).toEqual({ ok: true });
    const pending = await this.db.session.get('session');
    if (pending?.state !== 'pending') throw new Error('no sign-in is pending');
    this.#console = await approve(this.server, pending.userCode);
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

  async get(path: string): Promise<Response> {
    return fetch(this.server.url + path, { headers: { cookie: this.#console } });
  }

  /** Ids of all claims that the server holds. */
  async claims(): Promise<string[]> {
    const ids: string[] = [];
    let path: string | null = '/v1/claims?limit=100';
    while (path !== null) {
      const page = claimList.parse(await (await this.get(path)).json());
      ids.push(...page.claims.map((claim) => claim.claimId));
      path = page.next === null ? null : `/v1/claims?limit=100&cursor=${encodeURIComponent(page.next)}`;
    }
    return ids;
  }

  /** What the server holds of a claim is what this device queued, byte for byte. */
  async expectArrived(draftId: string): Promise<void> {
    const entry = await this.db.outbox.where('entityId').equals(draftId).first();
    const claim = claimDetail.parse(await (await this.get(`/v1/claims/${draftId}`)).json());
    expect(claim.bodySha256).toBe(entry?.bodySha256);
    expect(claim.number).toBe(entry?.receipt?.number);
    for (const hash of entry?.needs ?? []) {
      const bytes = Buffer.from(await (await this.get(`/v1/blobs/${hash}`)).arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
    }
  }
}

/** Approves a code on the console and returns the cookie of it. */
async function approve(server: RunningServer, userCode: string): Promise<string> {
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
  return cookie;
}
