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

describe('sending a report', () => {
  it('brings blobs first, then the stored bytes under their key, and keeps the receipt (P2)', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    expect(await run(stage)).toEqual({ ended: 'done', wakeAt: null });
    const entry = await entryOf(stage, opId);
    const claimId = entry.entityId;
    const receipt = stage.server.claims.get(claimId);
    expect(receipt).toBeDefined();
    expect(entry).toMatchObject({ state: 'acked', receipt, ackedAt: stage.clock.now() });
    expect(entry.sendingSince).toBeUndefined();
    expect(await stage.db.drafts.get(claimId)).toMatchObject({ receipt, serverState: 'in_review' });
    expect(stage.server.bodiesOfKey.get(opId)).toEqual(new Set([entry.body]));
    expect(stage.server.requests.indexOf('POST /v1/claims')).toBe(stage.server.requests.length - 1);
    for (const hash of entry.needs) {
      expect(stage.server.blobs.has(hash)).toBe(true);
      expect((await stage.db.blobs.get(hash))?.acknowledgedAt).toBe(stage.clock.now());
    }
  });

  it('sends no blob that the server holds, and asks only once for one that it acknowledged', async () => {
    const stage = await newStage();
    await stage.queue(1);
    await run(stage);
    const before = stage.server.requests.length;
    await stage.queue(2);
    await run(stage);
    const second = stage.server.requests.slice(before);
    // Both reports share the page copy: of three blobs only the picture and the manifest are new.
    expect(second.filter((line) => line.startsWith('HEAD'))).toHaveLength(2);
    expect(second.filter((line) => line.startsWith('PUT'))).toHaveLength(2);
  });

  it('does not take an answer about other bytes as an acknowledgement', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    stage.intercept = async (request) => {
      if (!isClaim(request.path)) return stage.server.handle(request);
      const receipt = (await stage.server.handle(request).json()) as Record<string, unknown>;
      return Response.json({ ...receipt, bodySha256: 'f'.repeat(64) }, { status: 201 });
    };
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'ready', lastProblem: { type: 'garbled' } });
    stage.intercept = undefined;
    stage.clock.advance(5_000);
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'acked' });
    expect(stage.server.effects).toHaveLength(1);
  });

  it('keeps a later state that came before the acknowledgement did', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    const { entityId } = await entryOf(stage, opId);
    await stage.db.drafts.update(entityId, { serverState: 'approved' });
    await run(stage);
    expect((await stage.db.drafts.get(entityId))?.serverState).toBe('approved');
  });

  it('sends two at a time, never more', async () => {
    const stage = await newStage();
    for (const number of [1, 2, 3, 4, 5]) await stage.queue(number);
    let now = 0;
    let most = 0;
    stage.intercept = async (request) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return stage.server.handle(request);
    };
    await run(stage);
    expect(most).toBe(2);
    expect(stage.server.effects).toHaveLength(5);
  });

  it('keeps the entries of one entity in order, also behind a parked one', async () => {
    const stage = await newStage();
    const first = await entryOf(stage, await stage.queue());
    const later = { ...first, opId: crypto.randomUUID(), createdAt: first.createdAt + 1 };
    await stage.db.outbox.add(later);
    await stage.db.outbox.update(first.opId, { state: 'parked' });
    expect(await run(stage)).toEqual({ ended: 'done', wakeAt: null });
    expect(stage.server.effects).toEqual([]);
    await stage.db.outbox.update(first.opId, { state: 'ready' });
    await run(stage);
    expect([...stage.server.bodiesOfKey.keys()]).toEqual([first.opId, later.opId]);
  });
});

describe('failures', () => {
  it('replays the same key and bytes after an answer was lost, so nothing happens twice (P3)', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    let lost = false;
    stage.intercept = (request) => {
      if (!isClaim(request.path) || lost) return undefined;
      lost = true;
      stage.server.handle(request);
      return Promise.reject(new TypeError('Failed to fetch'));
    };
    const { wakeAt } = await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'ready', attempts: 1 });
    stage.clock.advance((wakeAt ?? 0) - stage.clock.now());
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'acked' });
    expect(stage.server.effects).toHaveLength(1);
  });

  it('parks a refused report with the reason and goes on with the others', async () => {
    const stage = await newStage();
    const refused = await stage.queue(1);
    const fine = await stage.queue(2);
    stage.intercept = (request) =>
      request.headers.get('Idempotency-Key') === refused
        ? problemAnswer(422, 'not-ready', { errors: [{ path: '', message: 'Confirm the declarations.' }] })
        : undefined;
    expect(await run(stage)).toEqual({ ended: 'done', wakeAt: null });
    const entry = await entryOf(stage, refused);
    expect(entry.state).toBe('parked');
    expect(entry.lastProblem?.sentence).toContain('Confirm the declarations.');
    expect(await entryOf(stage, fine)).toMatchObject({ state: 'acked' });
  });

  it('goes on with the others when one report meets a fault of the server, and comes back to it', async () => {
    const stage = await newStage();
    const unlucky = await stage.queue(1);
    const fine = await stage.queue(2);
    stage.intercept = (request) =>
      request.headers.get('Idempotency-Key') === unlucky ? problemAnswer(500, 'internal') : undefined;
    const { wakeAt } = await run(stage);
    expect(await entryOf(stage, fine)).toMatchObject({ state: 'acked' });
    expect(await entryOf(stage, unlucky)).toMatchObject({ state: 'ready', nextAt: wakeAt });
  });

  it('leaves an unreachable server alone until the pause is over, whatever is queued', async () => {
    const stage = await newStage();
    for (const number of [1, 2, 3, 4, 5, 6]) await stage.queue(number);
    let requests = 0;
    stage.intercept = () => {
      requests += 1;
      return Promise.reject(new TypeError('Failed to fetch'));
    };
    const first = await run(stage);
    expect(requests).toBeLessThanOrEqual(2);
    expect(first.wakeAt).toBeGreaterThan(stage.clock.now());
    await run(stage);
    expect(requests).toBeLessThanOrEqual(2);
    stage.clock.advance((first.wakeAt ?? 0) - stage.clock.now());
    const second = await run(stage);
    expect(requests).toBeLessThanOrEqual(4);
    expect((second.wakeAt ?? 0) - stage.clock.now()).toBeGreaterThan((first.wakeAt ?? 0) - stage.clock.now());
  });

  it('cuts the wait for an unreachable server short when the line may be back, but never one it asked for', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    stage.intercept = () => Promise.reject(new TypeError('Failed to fetch'));
    await run(stage);
    stage.intercept = () => problemAnswer(503, 'unavailable', {}, { 'Retry-After': '600' });
    await run(stage, true);
    stage.intercept = undefined;
    expect((await run(stage, true)).wakeAt).toBeGreaterThanOrEqual(stage.clock.now() + 600_000);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'ready', attempts: 2 });
    stage.clock.advance(606_000);
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'acked' });
  });

  it('tries the report first that was tried longest ago, so one that never gets through stands in nobody’s way', async () => {
    const stage = await newStage();
    const heavy = await stage.queue(1, 900);
    const light = await stage.queue(2);
    await stage.db.outbox.update(heavy, { sendingSince: stage.clock.now() });
    const keys: (string | null)[] = [];
    stage.intercept = (request) => {
      if (isClaim(request.path)) keys.push(request.headers.get('Idempotency-Key'));
      return undefined;
    };
    stage.clock.advance(1);
    await run(stage);
    expect(keys[0]).toBe(light);
    expect(keys).toContain(heavy);
  });

  it('sends blobs again that the server lost', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    await stage.db.blobs.toCollection().modify({ acknowledgedAt: 1 });
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'ready' });
    expect(await stage.db.blobs.filter((blob) => blob.acknowledgedAt !== undefined).count()).toBe(0);
    stage.clock.advance(5_000);
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'acked' });
  });

  it('does not use up tries while offline', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    stage.online = false;
    const result = await run(stage);
    expect(result.ended).toBe('offline');
    expect(result.wakeAt).toBeGreaterThan(stage.clock.now());
    expect(await entryOf(stage, opId)).toMatchObject({ attempts: 0, nextAt: 0 });
    expect(stage.server.requests).toEqual([]);
  });

  it('ends the run and keeps the report when this device cannot write', async () => {
    const stage = await newStage();
    const opId = await stage.queue();
    const full = () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    };
    stage.db.outbox.hook('updating', full);
    const result = await run(stage);
    expect(result.ended).toBe('storage-failed');
    expect(result.error).toBeDefined();
    expect(result.wakeAt).toBeGreaterThan(stage.clock.now());
    stage.db.outbox.hook('updating').unsubscribe(full);
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'acked' });
  });
});

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
      lastProblem: { type: 'blob-damaged', sentence: expect.stringContaining('damaged') },
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
      lastProblem: { type: 'blob-missing-locally' },
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
      lastProblem: { type: 'body-damaged' },
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
      lastProblem: { type: 'other-organisation', sentence: expect.stringContaining('Aurora Outdoor') },
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
