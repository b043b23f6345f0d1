import { madeCalendar, ownCalendar, problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  CALENDAR_PATH,
  endCalendar,
  makeCalendar,
  readCalendar,
  readOwnCalendar,
} from '../../calendar/service.ts';
import { HttpProblem } from '../../problems.ts';
import { forClaimWorkers, OPEN } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import { limitStrangers } from '../limit-strangers.ts';
import type { Services } from '../services.ts';

const URL = '/v1/me/calendar';

/** `/v1/me/calendar`: the caller's own calendar of clocks; `GET /v1/calendar/{token}/clocks.ics`: it itself, for whoever has its address. */
export const calendar: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db } = services;
  const config = forClaimWorkers(null);
  // An office's calendars come from one address, again and again: only those that lead nowhere count.
  const limit = limitStrangers(services, 'calendar');
  app.get(
    URL,
    {
      config,
      schema: {
        summary: 'Whether one has a calendar of clocks',
        response: { 200: ownCalendar, default: problem },
      },
    },
    (request) => readOwnCalendar(db, callerOf(request)),
  );
  app.post(
    URL,
    {
      config,
      schema: {
        summary: 'Make a calendar of clocks; its secret address is shown this once, and one before ends',
        response: { 201: madeCalendar, default: problem },
      },
    },
    async (request, reply) =>
      reply.code(201).send({ address: await makeCalendar(services, callerOf(request)) }),
  );
  app.delete(
    URL,
    {
      config,
      schema: {
        summary: 'End one’s calendar of clocks',
        response: { 204: z.null().describe('Its address leads nowhere any more.'), default: problem },
      },
    },
    async (request, reply) => {
      await endCalendar(db, callerOf(request));
      return reply.code(204).send(null);
    },
  );
  app.get(
    `${CALENDAR_PATH}:token/clocks.ics`,
    {
      config: OPEN,
      schema: {
        summary: 'A calendar of clocks (RFC 5545), by its secret address',
        params: z.strictObject({ token: z.string().max(600) }),
        response: { 200: z.string().describe('text/calendar'), default: problem },
      },
    },
    async (request, reply) => {
      const read = await readCalendar(services, request.params.token, new Date());
      if (read === null) {
        await limit(request);
        throw new HttpProblem('link-unknown');
      }
      return reply.type('text/calendar; charset=utf-8').send(read);
    },
  );
};
