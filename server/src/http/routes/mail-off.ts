import { problem } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { OPT_OUT_PATH } from '../../mail/opt-out.ts';
import { stopMail } from '../../people/mail-choice.ts';
import { HttpProblem } from '../../problems.ts';
import { OPEN } from '../access.ts';
import { limitStrangers } from '../limit-strangers.ts';
import type { Services } from '../services.ts';

const params = z.strictObject({ token: z.string().max(600) });

/**
 * `POST /v1/mail/off/{token}` stops mails, as the program of whoever reads them does with one click (RFC 8058). `GET` leads a person to a page
 * that asks first: what scans mails follows every link.
 */
export const mailOff: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db, optOut } = services;
  const limit = limitStrangers(services, 'mail off');
  // RFC 8058: `List-Unsubscribe=One-Click`, which says nothing that the address does not.
  app.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'string', bodyLimit: 4_096 },
    (_request, _body, done) => done(null, undefined),
  );
  app.get(
    `${OPT_OUT_PATH}:token`,
    {
      config: OPEN,
      schema: {
        summary: 'Lead to the page that stops mails',
        params,
        response: { 302: z.null().describe('To the page.'), default: problem },
      },
    },
    async (request, reply) =>
      reply.code(302).header('Location', `/mail-off#${request.params.token}`).send(null),
  );
  app.post(
    `${OPT_OUT_PATH}:token`,
    {
      config: OPEN,
      schema: {
        summary: 'Stop mails of the kind that the address came with',
        params,
        response: { 204: z.null().describe('They are stopped.'), default: problem },
      },
    },
    async (request, reply) => {
      await limit(request);
      const choice = optOut.read(request.params.token);
      if (choice === null) throw new HttpProblem('link-unknown');
      await stopMail(db, choice);
      return reply.code(204).send(null);
    },
  );
};
