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
  let full = false;
  answerWithProblems(app);
  const places = { isFull: () => full };
  refuseOverload(app, places);
  app.addHook('onRequest', async (request) => {
    if (request.url === '/health') return;
    lookedUp += 1;
    await opened;
  });
  app.get('/health', async () => 'well');
  app.post('/claims', { config: { takesPlace: true } }, async () => 'taken');
  app.get('/claims', async () => 'listed');
  const fill = (is: boolean) => {
    full = is;
  };
  return { app, open: () => open(), lookedUp: () => lookedUp, fill };
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

  it('refuses what would need a place, and nothing else, while there is none, and looks nobody up for it', async () => {
    const { app, open, lookedUp, fill } = gatedApp();
    open();
    await app.ready();
    fill(true);
    const refused = await app.inject({ method: 'POST', url: '/claims' });
    expect([refused.statusCode, refused.headers['retry-after'], lookedUp()]).toEqual([503, '2', 0]);
    expect((await app.inject('/claims')).statusCode).toBe(200);
    fill(false);
    expect((await app.inject({ method: 'POST', url: '/claims' })).statusCode).toBe(200);
    await app.close();
  });
});
