import 'fake-indexeddb/auto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '@marketsafe/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drain } from '../../utils/outbox/drain.ts';
import { endSession, signedIn } from '../../utils/session/session.ts';
import { synchronise } from '../../utils/sync/synchronise.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import type { Fate, World } from '../unit/utils/outbox/support/mortal-worker.ts';
import { seeded } from '../unit/utils/outbox/support/random.ts';
import { Device, deliverTo } from './support/device.ts';

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

/** A line that loses requests and answers and breaks off in the middle. */
function badLine(random: () => number): World['network'] {
  const deliver = deliverTo(server.url);
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
    const device = new Device(server);
    await device.signIn();
    const draftId = await device.finish(1, LARGE);
    const result = await device.worker().live((deps) => synchronise(deps, { hurry: true }));
    expect(result).toEqual({ ended: 'done', sent: 1, wakeAt: null });
    await device.expectArrived(draftId);
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
    const device = new Device(server);
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
    await device.expectArrived(draftId);
    await device.db.delete();
  });

  it.each(Array.from({ length: SEEDS }, (_, index) => index + 1))(
    'brings every report exactly once over a bad line, with workers dying (seed %i)',
    async (seed) => {
      const device = new Device(server);
      await device.signIn();
      const random = seeded(seed);
      device.random = random;
      const before = await device.claims();
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
      device.network = deliverTo(server.url);
      device.clock.advance(600_000);
      await device.worker().live((deps) => drain(deps, { hurry: true }));

      const unsent = await device.db.outbox.where('state').notEqual('acked').toArray();
      expect(unsent.map(({ state, lastProblem }) => ({ state, lastProblem }))).toEqual([]);
      const arrived = (await device.claims()).filter((claimId) => !before.includes(claimId));
      expect(arrived.sort()).toEqual([...drafts].sort());
      for (const draftId of drafts) await device.expectArrived(draftId);
      await device.db.delete();
    },
  );
});
