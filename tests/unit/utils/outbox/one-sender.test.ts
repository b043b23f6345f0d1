import { describe, expect, it } from 'vitest';
import { drain } from '../../../../utils/outbox/drain.ts';
import { LEASE_MS } from '../../../../utils/outbox/lease.ts';
import { problemAnswer } from './support/model-server.ts';
import { RIGHT, signIn } from './support/reports.ts';
import { newStage, type Stage } from './support/stage.ts';

const CALM = { hurry: false };

function run(stage: Stage, hurry = false) {
  return drain(stage.deps, { hurry });
}

async function entryOf(stage: Stage, opId: string) {
  const entry = await stage.db.outbox.get(opId);
  if (!entry) throw new Error('the entry is gone');
  return entry;
}

const isClaim = (path: string) => path.startsWith('/v1/claims');

describe('evidence that does not hold', () => {
  it('parks a report whose blob was damaged here, and does not send it (P6)', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    await stage.db.blobs
      .where('type')
      .equals('image/png')
      .modify({})
      .catch(() => undefined);
    await stage.db.blobs
      .filter((blob) => blob.type === 'image/png')
      .modify({ bytes: new Blob(['other bytes']) });
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({
      state: 'parked',
      lastProblem: { code: 'file-damaged' },
    });
    expect(stage.server.effects).toEqual([]);
  });

  it('parks a report whose blob is gone, unless the server holds it', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    const { needs } = await entryOf(stage, opId);
    const kept = await stage.db.blobs.bulkGet(needs);
    await stage.db.blobs.clear();
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({
      state: 'parked',
      lastProblem: { code: 'file-gone' },
    });
    for (const blob of kept) {
      if (blob) stage.server.blobs.set(blob.sha256, new Uint8Array(await blob.bytes.arrayBuffer()));
    }
    await stage.db.outbox.update(opId, { state: 'ready' });
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'acked' });
  });

  it('parks a report whose own bytes changed, and does not send it', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    const { body } = await entryOf(stage, opId);
    await stage.db.outbox.update(opId, { body: body.replace('jacket', 'jaccet') });
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({
      state: 'parked',
      lastProblem: { code: 'body-damaged' },
    });
    expect(stage.server.requests).toEqual([]);
  });
});

describe('signing out', () => {
  it('pauses everything on 401, uses up no try and wakes nobody', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    stage.server.tokens.clear();
    expect(await run(stage)).toEqual({ ended: 'signed-out', wakeAt: null });
    expect(await stage.db.session.get('session')).toMatchObject({ state: 'signed-out', reason: 'expired' });
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'ready', attempts: 0, nextAt: 0 });
    expect((await entryOf(stage, opId)).sendingSince).toBeUndefined();

    stage.server.tokens.add('next');
    await signIn(stage.db, 'next');
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'acked' });
  });

  it('does not end a newer sign-in when the refusal of the old token comes late', async () => {
    const stage = await newStage();
    await stage.queue();
    stage.intercept = async () => {
      await signIn(stage.db, 'newer');
      return problemAnswer(401, 'unauthenticated');
    };
    await run(stage);
    expect(await stage.db.session.get('session')).toMatchObject({ state: 'signed-in', token: 'newer' });
  });

  it('gives another organisation not one byte of a report that is not its own', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    const other = { ...RIGHT, rightId: '00000000-0000-4000-8000-000000000099' };
    stage.intercept = (request) =>
      request.path === '/v1/rights' ? Response.json({ rights: [other] }) : undefined;
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({
      state: 'parked',
      lastProblem: { code: 'other-organisation', organisation: 'Aurora Outdoor' },
    });
    expect(stage.server.requests).toEqual([]);
  });
});

describe('one sender', () => {
  it('lets a second one do nothing while the first works', async () => {
    const stage = await newStage();
    await stage.queue();
    const results = await Promise.all([drain(stage.deps, CALM), drain(stage.deps, CALM)]);
    expect(results.map(({ ended }) => ended).sort()).toEqual(['busy', 'done']);
    expect(stage.server.requests.filter((line) => line === 'POST /v1/claims')).toHaveLength(1);
  });

  it('keeps to the lease where there are no Web Locks, and takes over when it has run out', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    const { locks: _, ...deps } = stage.deps;
    await stage.db.leases.put({ name: 'outbox', owner: 'dead', until: stage.clock.now() + LEASE_MS });
    const result = await drain(deps, CALM);
    expect(result).toEqual({ ended: 'busy', wakeAt: stage.clock.now() + LEASE_MS });
    stage.clock.advance(LEASE_MS);
    await drain(deps, CALM);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'acked' });
    expect(await stage.db.leases.count()).toBe(0);
  });

  it('does not wait two days for a lease that a wrong clock wrote', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    const { locks: _, ...deps } = stage.deps;
    await stage.db.leases.put({ name: 'outbox', owner: 'dead', until: stage.clock.now() + 172_800_000 });
    await drain(deps, CALM);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'acked' });
  });

  it('stops as soon as it notices that another one has taken over', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    stage.intercept = async (request) => {
      if (request.path === '/v1/rights') return stage.server.handle(request);
      // While this request is under way the lease runs out and is taken.
      stage.clock.advance(LEASE_MS);
      await stage.db.leases.put({ name: 'outbox', owner: 'other', until: stage.clock.now() + LEASE_MS });
      return new Response(null, { status: 404 });
    };
    expect((await run(stage)).ended).toBe('busy');
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'ready', attempts: 0 });
    expect(await stage.db.leases.get('outbox')).toMatchObject({ owner: 'other' });
  });

  it('keeps an acknowledgement that comes when another sender has judged otherwise', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    stage.intercept = async (request) => {
      if (isClaim(request.path)) await stage.db.outbox.update(opId, { state: 'parked' });
      return stage.server.handle(request);
    };
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'acked' });
  });

  it.each([
    ['a refusal', () => problemAnswer(422, 'invalid-body')],
    ['a fault', () => problemAnswer(500, 'internal')],
  ])('keeps an acknowledgement that another sender got before %s came late', async (_, late) => {
    const stage = await newStage();
    const opId = await stage.queue();
    stage.intercept = async (request) => {
      if (!isClaim(request.path)) return stage.server.handle(request);
      await stage.db.outbox.update(opId, { state: 'acked' });
      return late();
    };
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'acked', attempts: 0 });
  });

  it('renews its lease and its mark while a long upload runs', async () => {
    const stage = await newStage();
    const opId = await stage.queue(1, 3_000_000);
    const marks: number[] = [];
    stage.intercept = async (request) => {
      if (request.method !== 'PATCH') return stage.server.handle(request);
      stage.clock.advance(20_000);
      const lease = await stage.db.leases.get('outbox');
      marks.push((await entryOf(stage, opId)).sendingSince ?? 0);
      expect(lease?.until).toBeGreaterThan(stage.clock.now());
      return stage.server.handle(request);
    };
    await run(stage);
    expect(new Set(marks).size).toBeGreaterThan(2);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'acked' });
  });
});
