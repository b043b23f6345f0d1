import { PROBLEM_BASE } from '@marketsafe/contract';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { answerWithProblems } from '../../../server/src/http/errors.ts';
import { refuseOverload } from '../../../server/src/http/overload.ts';

/** An application whose callers are looked up only when the gate opens. */
function gatedApp() {
  const app = Fastify();
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let lookedUp = 0;
  answerWithProblems(app);
  refuseOverload(app);
  app.addHook('onRequest', async (request) => {
    if (request.url === '/health') return;
    lookedUp += 1;
    await opened;
  });
  app.get('/health', async () => 'well');
  app.post('/claims', async () => 'taken');
  return { app, open: () => open(), lookedUp: () => lookedUp };
}

describe('a server to which more comes than it can let in', () => {
  it('answers what is over with 503 and when to come again, while the rest still waits and is answered', async () => {
    const { app, open, lookedUp } = gatedApp();
    await app.ready();
    const waiting = Array.from({ length: 250 }, () => app.inject({ method: 'POST', url: '/claims' }));
    await expect.poll(lookedUp).toBe(250);
    const over = await app.inject({ method: 'POST', url: '/claims' });
    expect([over.statusCode, over.headers['retry-after']]).toEqual([503, '2']);
    expect(over.json()).toMatchObject({ type: `${PROBLEM_BASE}unavailable`, code: 'overloaded' });
    expect(lookedUp()).toBe(250);
    expect((await app.inject('/health')).statusCode).toBe(200);
    open();
    expect((await Promise.all(waiting)).map(({ statusCode }) => statusCode)).toEqual(Array(250).fill(200));
    expect((await app.inject({ method: 'POST', url: '/claims' })).statusCode).toBe(200);
    await app.close();
  });
});
