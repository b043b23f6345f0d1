import type { FastifyInstance, FastifyRequest } from 'fastify';
import { accessOf } from './access.ts';
import type { Services } from './services.ts';

/** Requests that bring something to keep. */
const BRINGS: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);
/** What goes out is asked for by POST, too; it leaves no more than its entry in the audit. */
const TAKES_OUT: ReadonlySet<string> = new Set(['/v1/packages']);

/** Refuses what those who are signed in bring to be kept while the disk is nearly full. What is there can be read and taken out. */
export function refuseWhenFull(app: FastifyInstance, { disk }: Services): void {
  app.addHook('onRequest', async (request) => {
    if (
      accessOf(request).to === 'anybody' ||
      !BRINGS.has(request.method) ||
      TAKES_OUT.has(request.routeOptions.url ?? '')
    )
      return;
    await disk.requireRoom(announced(request));
  });
}

/** Bytes that a request says it brings, itself or in the steps that follow it. */
function announced({ headers }: FastifyRequest): number {
  const sizes = [headers['content-length'], headers['upload-length']].map(Number);
  return Math.max(0, ...sizes.filter(Number.isSafeInteger));
}
