import type { FastifyInstance } from 'fastify';
import { accessOf } from './access.ts';

/**
 * Whatever routes that are not open to everybody answer is of one session: no browser and no proxy between keeps any of it, so that after
 * a sign-out, or for another user of the same browser, nothing comes out of a cache.
 */
export function keepNothing(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (accessOf(request).to === 'anybody') return;
    const varied = reply.getHeader('Vary');
    reply.header('Cache-Control', 'no-store');
    reply.header('Vary', [varied, 'Authorization', 'Cookie'].filter(Boolean).join(', '));
  });
}

/** For an answer after which another person may be the user: the browser forgets what this server's earlier answers let it keep. */
export const FORGET_CACHE = { name: 'Clear-Site-Data', value: '"cache"' } as const;
