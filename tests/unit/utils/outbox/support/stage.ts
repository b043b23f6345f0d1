import type { ReporterDatabase } from '../../../../../utils/database/database.ts';
import type { OutboxDeps } from '../../../../../utils/outbox/deps.ts';
import { newDatabase } from '../../../support/new-database.ts';
import { type ModelRequest, ModelServer } from './model-server.ts';
import { LockTable } from './mortal-worker.ts';
import { finishReport, signIn } from './reports.ts';
import { VirtualClock } from './virtual-clock.ts';

export const START = 1_700_000_100_000;

/** Answers a request instead of the server; undefined lets the server answer. */
type Interceptor = (request: ModelRequest, signal: AbortSignal) => Response | Promise<Response> | undefined;

/** A signed-in device and a model server, with nothing going wrong unless `intercept` says so. */
export interface Stage {
  db: ReporterDatabase;
  clock: VirtualClock;
  server: ModelServer;
  deps: OutboxDeps;
  intercept: Interceptor | undefined;
  online: boolean;
  /** Queues a report and returns its outbox entry's id. */
  queue: (number?: number, pictureBytes?: number) => Promise<string>;
}

export async function newStage(): Promise<Stage> {
  const db = newDatabase();
  const clock = new VirtualClock(START);
  const server = new ModelServer();
  server.tokens.add('token');
  await signIn(db, 'token');
  const stage: Stage = {
    db,
    clock,
    server,
    intercept: undefined,
    online: true,
    deps: {
      db,
      now: clock.now,
      after: clock.after,
      random: () => 0.5,
      newId: () => crypto.randomUUID(),
      online: () => stage.online,
      locks: new LockTable().of({}),
      fetch: async (url, init) => {
        const { pathname, search } = new URL(url);
        const body = init.body instanceof Blob ? await init.body.arrayBuffer() : init.body;
        const request: ModelRequest = {
          method: init.method ?? 'GET',
          path: pathname + search,
          headers: new Headers(init.headers),
          body:
            body instanceof ArrayBuffer
              ? new Uint8Array(body)
              : new TextEncoder().encode(typeof body === 'string' ? body : ''),
        };
        const signal = init.signal ?? new AbortController().signal;
        return (await stage.intercept?.(request, signal)) ?? server.handle(request);
      },
    },
    queue: async (number = 1, pictureBytes = 100) => {
      clock.advance(1);
      const draftId = await finishReport(db, { number, pictureBytes, now: clock.now() });
      const entry = await db.outbox.where('entityId').equals(draftId).first();
      return entry?.opId ?? '';
    },
  };
  return stage;
}
