import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Lists } from '../standby/standby.ts';
import { callerOf, sessionIn } from './authenticate.ts';
import type { Services } from './services.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What it writes stands in no list. */
    listedNowhere?: true;
  }
}

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * What a request reads its lists and counts from: a standby, where there is one and its session has not just written; never what decides
 * anything. What a representative may see ends with its mandate, at once, so theirs come from the primary.
 */
export async function listsFor(
  request: FastifyRequest,
  { db, standby }: Pick<Services, 'db' | 'standby'>,
): Promise<Lists> {
  if (!standby || callerOf(request).organisationKind === 'representative') return db;
  return standby.listsFor(sessionIn(request));
}

/** Notes which sessions write, before their work and once more before its answer. Must be called before any route is added. */
export function noteWriters(app: FastifyInstance, { standby }: Pick<Services, 'standby'>): void {
  if (!standby) return;
  const note = async ({ method, session, routeOptions }: FastifyRequest) => {
    if (session && !READS.has(method) && !routeOptions.config.listedNowhere) await standby.wrote(session);
  };
  app.addHook('preHandler', note);
  app.addHook('onSend', async (request) => {
    // It was noted before, seconds ago at most; a write that is done is not called a failure because of this.
    await note(request).catch((err: unknown) => request.log.warn({ err }, 'a write was not noted'));
  });
}
