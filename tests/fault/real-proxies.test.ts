import 'fake-indexeddb/auto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '@marketsafe/server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drain } from '../../utils/outbox/drain.ts';
import { signedIn } from '../../utils/session/session.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { Device, deliverTo } from './support/device.ts';
import { type Habit, PAGE, type StubbornProxy, startStubbornProxy } from './support/stubborn-proxy.ts';

const PICTURE = 700_000;
const LIMIT = 64 * 1024;

let server: RunningServer;
let proxy: StubbornProxy;
let dataFolder: string;
let device: Device;
let number = 500;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'marketsafe-proxies-'));
  server = await startServer({
    ...{ dataFolder, databaseUrl: await freshDatabase(), port: 0 },
    ...{ seedDemo: true, rateLimit: false, logLevel: 'silent' },
  });
  proxy = await startStubbornProxy(server.url);
});
beforeEach(async () => {
  device = new Device(server);
  await device.signIn();
  device.network = deliverTo(proxy.url);
});
afterEach(async () => {
  proxy.habit = () => undefined;
  proxy.seen.length = 0;
  await device.db.delete();
});
afterAll(async () => {
  await proxy.close();
  await server.close();
  await rm(dataFolder, { recursive: true, force: true });
});

/** Finishes a report whose pictures the server does not hold; returns its draft's id. */
function report(pictureBytes = PICTURE): Promise<string> {
  number += 1;
  // The bytes follow the number: another length makes other bytes even where the number comes round.
  return device.finish(number, pictureBytes + number);
}

function send(): Promise<unknown> {
  return device.worker().live((deps) => drain(deps, { hurry: true }));
}

async function stateOf(draftId: string) {
  const entry = await device.db.outbox.where('entityId').equals(draftId).first();
  return { state: entry?.state, problem: entry?.lastProblem?.code };
}

const refusedBySize = () => proxy.seen.filter(({ answered }) => answered === 413).length;

describe('a proxy that takes no large requests', () => {
  it('gets smaller pieces within the same try, remembered for the server and also after the next sign-in', async () => {
    proxy.habit = (_method, _path, bytes) =>
      bytes > LIMIT ? { does: 'answer', status: 413, body: PAGE } : undefined;
    const first = await report();
    await send();
    expect(await stateOf(first)).toEqual({ state: 'acked', problem: undefined });
    await device.expectArrived(first);
    const refusals = refusedBySize();
    expect(refusals).toBeGreaterThan(0);
    expect(refusals).toBeLessThan(6);

    device.network = deliverTo(server.url);
    await device.db.session.put({ key: 'session', state: 'signed-out', reason: 'expired' });
    await device.signIn();
    device.network = deliverTo(proxy.url);
    const second = await report();
    await send();
    await device.expectArrived(second);
    expect(refusedBySize()).toBe(refusals);
  });

  it.each<[string, Habit]>([
    ['answers 400', { does: 'answer', status: 400 }],
    ['answers 403, as a firewall', { does: 'answer', status: 403 }],
    ['answers 404, as IIS', { does: 'answer', status: 404 }],
    ['answers 500', { does: 'answer', status: 500 }],
    ['answers 200 with a page of its own', { does: 'answer', status: 200 }],
    [
      'answers 413 with a problem document that is not the program’s',
      {
        does: 'answer',
        status: 413,
        type: 'application/problem+json',
        body: '{"type":"about:blank","title":"Payload Too Large","status":413}',
      },
    ],
    ['breaks the line in the middle of the body', { does: 'reset', afterBytes: 10_000 }],
  ])('and %s instead of 413 gets smaller pieces too', async (_, habit) => {
    proxy.habit = (_method, _path, bytes) => (bytes > LIMIT ? habit : undefined);
    const draftId = await report();
    await send();
    expect(await stateOf(draftId)).toEqual({ state: 'acked', problem: undefined });
    await device.expectArrived(draftId);
  });

  it('gets even the report itself in pieces where it takes less than the report has', async () => {
    proxy.habit = (_method, _path, bytes) => (bytes > 1_200 ? { does: 'answer', status: 413 } : undefined);
    const draftId = await report(20_000);
    const body = (await device.db.outbox.where('entityId').equals(draftId).first())?.body ?? '';
    expect(body.length).toBeGreaterThan(1_200);
    await send();
    expect(await stateOf(draftId)).toEqual({ state: 'acked', problem: undefined });
    await device.expectArrived(draftId);
    expect(proxy.seen.some(({ path }) => path.startsWith('/v1/claims/from-file/'))).toBe(true);
  });

  it('and nothing at all is waited for: the report stays, and nobody is told to edit it', async () => {
    proxy.habit = (_method, _path, bytes) => (bytes > 0 ? { does: 'answer', status: 413 } : undefined);
    const draftId = await report();
    await send();
    expect(await stateOf(draftId)).toEqual({ state: 'ready', problem: 'stranger' });
    proxy.habit = () => undefined;
    device.clock.advance(600_000);
    await send();
    await device.expectArrived(draftId);
  });
});

describe('somebody else who answers', () => {
  it.each([
    ['502 with a page', 502, 'text/html'],
    ['503 with a page', 503, 'text/html'],
    ['504 with a page', 504, 'text/html'],
    ['200 with a hotel’s sign-in page', 200, 'text/html'],
    ['200 with JSON of its own', 200, 'application/json'],
    ['511 of a network that wants a sign-in', 511, 'text/html'],
    ['401 of a proxy', 401, 'text/html'],
    ['407 of a proxy', 407, 'text/html'],
    ['403 with a page', 403, 'text/html'],
    ['411', 411, 'text/html'],
    ['414', 414, 'text/html'],
    ['431', 431, 'text/html'],
  ])(
    'with %s costs nothing but time: no sign-in, no report, no file that is thought to be there',
    async (_, status, type) => {
      const draftId = await report();
      proxy.habit = () => ({
        does: 'answer',
        status,
        type,
        ...(type === 'application/json' && { body: '{}' }),
      });
      await send();
      expect((await stateOf(draftId)).state).toBe('ready');
      expect(await signedIn(device.db)).toBeDefined();
      const needs = (await device.db.outbox.where('entityId').equals(draftId).first())?.needs ?? [];
      const rows = await device.db.blobs.bulkGet(needs);
      expect(rows.filter((row) => row?.acknowledgedAt !== undefined)).toEqual([]);
      proxy.habit = () => undefined;
      device.clock.advance(600_000);
      await send();
      await device.expectArrived(draftId);
    },
  );

  it.each([['repr-digest'], ['idempotency-key'], ['tus-resumable'], ['upload-offset'], ['upload-metadata']])(
    'and takes %s out of what passes is waited for',
    async (header) => {
      const draftId = await report(1_400_000);
      proxy.habit = () => ({ does: 'strip', headers: [header] });
      await send();
      const { state, problem } = await stateOf(draftId);
      expect(state).toBe('ready');
      expect(['altered-on-way', 'garbled']).toContain(problem);
      proxy.habit = () => undefined;
      device.clock.advance(600_000);
      await send();
      await device.expectArrived(draftId);
    },
  );
});
