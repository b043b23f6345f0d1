import { describe, expect, it } from 'vitest';
import { ReporterDatabase } from '../../../../utils/database/database.ts';
import { drain } from '../../../../utils/outbox/drain.ts';
import { ModelServer } from './support/model-server.ts';
import { LockTable, MortalWorker } from './support/mortal-worker.ts';
import { finishReport, signIn } from './support/reports.ts';
import { VirtualClock } from './support/virtual-clock.ts';

const START = 1_700_000_100_000;
const TOKEN = 'token';

/** One report whose picture is large enough for a resumable upload of several chunks. */
async function scene() {
  const name = `kill-${crypto.randomUUID()}`;
  const db = new ReporterDatabase(name);
  const draftId = await finishReport(db, { number: 1, pictureBytes: 1_200_000, now: START });
  await signIn(db, TOKEN);
  db.close();
  const server = new ModelServer();
  server.tokens.add(TOKEN);
  const clock = new VirtualClock(START);
  const world = {
    clock,
    random: () => 0.5,
    locks: new LockTable(),
    online: () => true,
    network: async (request: Parameters<ModelServer['handle']>[0]) => server.handle(request),
  };
  return { name, draftId, server, world };
}

async function callsOfAWholeRun(): Promise<number> {
  const { name, world } = await scene();
  const worker = new MortalWorker(name, world);
  await worker.live((deps) => drain(deps, { hurry: false }));
  return worker.calls;
}

describe('P1, P3, P4: a worker killed at any call', async () => {
  const calls = await callsOfAWholeRun();

  it(`is counted over a run of ${calls} calls`, () => {
    expect(calls).toBeGreaterThan(40);
  });

  it.each(Array.from({ length: calls }, (_, index) => index + 1))(
    'loses nothing and sends nothing twice (call %i)',
    async (dieAt) => {
      const { name, draftId, server, world } = await scene();
      const killed = new MortalWorker(name, world, { dieAt });
      expect(await killed.live((deps) => drain(deps, { hurry: false }))).toBe('died');

      const next = new MortalWorker(name, world);
      await next.live((deps) => drain(deps, { hurry: false }));

      const db = new ReporterDatabase(name);
      const entry = await db.outbox.where('entityId').equals(draftId).first();
      expect(entry?.state).toBe('acked');
      expect(entry?.receipt).toEqual(server.claims.get(draftId));
      expect((await db.drafts.get(draftId))?.receipt).toEqual(server.claims.get(draftId));
      expect(server.effects).toEqual([draftId]);
      expect(await db.blobs.filter((blob) => blob.acknowledgedAt === undefined).count()).toBe(0);
      expect(await db.uploads.count()).toBe(0);
      await db.delete();
    },
  );
});
