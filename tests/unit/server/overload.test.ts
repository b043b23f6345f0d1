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
  let left = Number.POSITIVE_INFINITY;
  answerWithProblems(app);
  const places = {
    left: () => left,
    leftFor: (organisationId: string) => (organisationId === 'busy' ? 1 : left),
  };
  refuseOverload(app, places, { organisationOf: (header) => header.split(' ')[1] });
  app.addHook('onRequest', async (request) => {
    if (request.url === '/health') return;
    lookedUp += 1;
    await opened;
  });
  app.get('/health', async () => 'well');
  app.post('/claims', { config: { takesPlace: true } }, async () => 'taken');
  app.get('/claims', async () => 'listed');
  const leave = (places: number) => {
    left = places;
  };
  return { app, open: () => open(), lookedUp: () => lookedUp, leave };
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
    const { app, open, lookedUp, leave } = gatedApp();
    open();
    await app.ready();
    leave(0);
    const refused = await app.inject({ method: 'POST', url: '/claims' });
    expect([refused.statusCode, refused.headers['retry-after'], lookedUp()]).toEqual([503, '2', 0]);
    expect((await app.inject('/claims')).statusCode).toBe(200);
    leave(1);
    expect((await app.inject({ method: 'POST', url: '/claims' })).statusCode).toBe(200);
    await app.close();
  });

  it('lets no more in than would find a place: those that are on their way count, each for its organisation', async () => {
    const { app, open, lookedUp, leave } = gatedApp();
    await app.ready();
    leave(3);
    const send = (organisation?: string) =>
      app.inject({
        method: 'POST',
        url: '/claims',
        ...(organisation === undefined ? {} : { headers: { authorization: `Bearer ${organisation}` } }),
      });
    const waiting = [send('busy'), send()];
    await expect.poll(lookedUp).toBe(2);
    expect((await send('busy')).statusCode).toBe(503);
    waiting.push(send('other'));
    await expect.poll(lookedUp).toBe(3);
    expect((await send('other')).statusCode).toBe(503);
    expect(lookedUp()).toBe(3);
    open();
    expect((await Promise.all(waiting)).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect((await send('busy')).statusCode).toBe(200);
    await app.close();
  });
});
