import { timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { problem } from '@marketsafe/contract';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { HttpProblem } from '../../problems.ts';
import { OPEN } from '../access.ts';
import type { Services } from '../services.ts';

/**
 * `GET /metrics`: figures for whoever watches the server, in the text format of Prometheus. With `METRICS_TOKEN` it is for its bearer;
 * without one for this machine itself, as long as no proxy stands before the server.
 */
export const metricsGet: FastifyPluginAsyncZod<Services> = async (
  app,
  { metrics, metricsToken, behindProxy },
) => {
  app.get(
    '/metrics',
    {
      config: OPEN,
      schema: {
        summary: 'Figures of the server, in the text format of Prometheus',
        description: 'For the bearer of METRICS_TOKEN, or for the machine itself where none is set.',
        produces: ['text/plain'],
        response: { 200: z.string(), default: problem },
      },
    },
    async (request, reply) => {
      const allowed = metricsToken === null ? !behindProxy && isLocal(request) : bears(request, metricsToken);
      if (!allowed) throw new HttpProblem('address-unknown');
      return reply
        .header('Cache-Control', 'no-store')
        .type('text/plain; version=0.0.4; charset=utf-8')
        .serializer((text: unknown) => String(text))
        .send(await metrics.text());
    },
  );
};

/** What a proxy on this machine passes on comes from here, too, and says so in its headers. */
function isLocal({ raw, headers }: FastifyRequest): boolean {
  const from = (raw.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const passedOn = Object.keys(headers).some((name) => /^(x-forwarded|forwarded|x-real-ip|via)/.test(name));
  return !passedOn && isIP(from) !== 0 && (from === '::1' || from.startsWith('127.'));
}

function bears({ headers: { authorization = '' } }: FastifyRequest, token: string): boolean {
  const given = Buffer.from(authorization);
  const right = Buffer.from(`Bearer ${token}`);
  return given.length === right.length && timingSafeEqual(given, right);
}
