import { entryProblemSentence } from '@marketsafe/words';
import { describe, expect, it } from 'vitest';
import { drain } from '../../../../utils/outbox/drain.ts';
import { problemAnswer } from './support/model-server.ts';
import { newStage, type Stage } from './support/stage.ts';

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
    expect(await run(stage)).toEqual({ ended: 'done', sent: 1, wakeAt: null });
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
    // Both reports share the page copy and its masked copy: of five blobs the picture, its masked copy and the manifest are new.
    expect(second.filter((line) => line.startsWith('HEAD'))).toHaveLength(3);
    expect(second.filter((line) => line.startsWith('PUT'))).toHaveLength(3);
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
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'ready', lastProblem: { code: 'garbled' } });
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
        ? problemAnswer(422, 'not-ready', {
            code: 'claim-incomplete',
            params: {},
            errors: [{ path: '/declarations', code: 'unmet', params: { requirement: 'declarations' } }],
          })
        : undefined;
    expect(await run(stage)).toEqual({ ended: 'done', sent: 1, wakeAt: null });
    const entry = await entryOf(stage, refused);
    expect(entry.state).toBe('parked');
    expect(entry.lastProblem && entryProblemSentence(entry.lastProblem, 'en')).toContain(
      'declarations: missing',
    );
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

  it('makes the device known to a server that does not know it, and sends the same claim again at once', async () => {
    const stage = await newStage();
    stage.server.wantsDevice = true;
    const opId = await stage.queue();
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'acked' });
    expect(stage.server.requests.filter((line) => !/blobs|rights/.test(line))).toEqual([
      'POST /v1/claims',
      'GET /v1/challenge',
      'POST /v1/devices',
      'POST /v1/claims',
    ]);
    expect(stage.server.keysOfClaim.get((await entryOf(stage, opId)).entityId)).toEqual(new Set([opId]));
  });

  it('enrols anew where the server has forgotten a device that was enrolled', async () => {
    const stage = await newStage();
    stage.server.wantsDevice = true;
    await stage.queue(1);
    await run(stage);
    stage.server.wantsDevice = true;
    const opId = await stage.queue(2);
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'acked' });
    expect((await stage.db.device.get('device'))?.enrolments).toHaveLength(1);
  });

  it('waits where the device cannot be enrolled, and never parks a report for it', async () => {
    const stage = await newStage();
    stage.server.wantsDevice = true;
    stage.intercept = ({ path }) =>
      path === '/v1/devices' ? problemAnswer(409, 'device-conflict') : undefined;
    const opId = await stage.queue();
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({
      state: 'ready',
      attempts: 1,
      lastProblem: { code: 'device-unknown' },
    });
    stage.intercept = undefined;
    stage.clock.advance(600_000);
    await run(stage);
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'acked' });
  });

  it('waits for the next sign-in where the session ends while the device is enrolled', async () => {
    const stage = await newStage();
    stage.server.wantsDevice = true;
    stage.intercept = ({ path }) =>
      path === '/v1/devices' ? problemAnswer(401, 'unauthenticated') : undefined;
    const opId = await stage.queue();
    expect((await run(stage)).ended).toBe('signed-out');
    expect(await entryOf(stage, opId)).toMatchObject({ state: 'ready', attempts: 0 });
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
