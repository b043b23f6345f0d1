import { passwordChange, passwordForgotten, passwordReset, problem } from '@marketsafe/contract';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Counters } from '../../auth/counters.ts';
import { mailLanguage } from '../../people/mail-language.ts';
import { ownOrganisations } from '../../people/own.ts';
import { HttpProblem, tooManyRequests } from '../../problems.ts';
import { FOR_ACCOUNT, OPEN } from '../access.ts';
import { sessionIn } from '../authenticate.ts';
import { limitStrangers } from '../limit-strangers.ts';
import type { Services } from '../services.ts';

const MINUTE = 60_000;
/** Mails to one address: a person asks again when one does not come. */
const MAILS = { most: 3, window: 15 * MINUTE };
/** Guesses of the present password in one session. */
const GUESSES = { most: 5, window: 15 * MINUTE };
const nothing = (what: string) => z.null().describe(what);

/** `PUT /v1/me/password`, `POST /v1/password/forgotten` and `POST /v1/password/reset`. */
export const passwordRoutes: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db, accounts, passwords, sessions, mail, origins, auditLog, rateLimit } = services;
  const limit = limitStrangers(services);
  const mails = new Counters(MAILS);
  const guesses = new Counters(GUESSES);

  /** What every change of a password comes to: other sessions end, its person hears of it, and the audit has it. */
  async function changed(
    { userId, email, keptId }: { userId: string; email: string; keptId: string | null },
    action: 'password.changed' | 'password.reset',
    address: string,
  ): Promise<void> {
    await sessions.endOthers(userId, keptId);
    const language = await mailLanguage(db, userId);
    await mail.send({
      to: email,
      language,
      content: { kind: 'password-changed', at: new Date().toISOString() },
    });
    for (const { organisationId } of await ownOrganisations(db, userId)) {
      await auditLog.add(organisationId, {
        action,
        actorUserId: userId,
        entity: userId,
        detail: { address },
      });
    }
  }

  app.put(
    '/v1/me/password',
    {
      config: FOR_ACCOUNT,
      schema: {
        summary: 'Choose another password; all other sessions end',
        body: passwordChange,
        response: { 204: nothing('It holds.'), default: problem },
      },
    },
    async (request, reply) => {
      const { userId, email, sessionId } = sessionIn(request);
      const wait = rateLimit ? guesses.wait(userId, Date.now()) : 0;
      if (wait > 0) throw tooManyRequests(wait / 1_000);
      if (!(await passwords.isRight(userId, request.body.current))) {
        guesses.add(userId, Date.now());
        throw new HttpProblem('password-wrong');
      }
      await passwords.change(userId, request.body.password);
      await changed({ userId, email, keptId: sessionId }, 'password.changed', request.ip);
      return reply.code(204).send(null);
    },
  );

  /** Nobody waits for it: how long it takes would tell which accounts there are. */
  async function sendLink(request: FastifyRequest, email: string): Promise<void> {
    try {
      const now = Date.now();
      if (rateLimit && mails.wait(email, now) > 0) return;
      mails.add(email, now);
      const account = await accounts.find(email);
      if (!account) return;
      const { secret, until } = await passwords.beginReset(account.userId);
      await mail.send({
        to: email,
        language: await mailLanguage(db, account.userId),
        content: {
          kind: 'password-reset',
          link: `${origins()[0]}/password#${secret}`,
          until: until.toISOString(),
        },
        uselessAt: until,
      });
    } catch (err) {
      request.log.error({ err }, 'a mail for a new password was not written');
    }
  }

  app.post(
    '/v1/password/forgotten',
    {
      config: OPEN,
      schema: {
        summary: 'Have a link to a new password sent by mail',
        body: passwordForgotten,
        response: { 202: nothing('If the address has an account, a mail is on its way.'), default: problem },
      },
    },
    async (request, reply) => {
      limit(request);
      void sendLink(request, request.body.email);
      return reply.code(202).send(null);
    },
  );

  app.post(
    '/v1/password/reset',
    {
      config: OPEN,
      schema: {
        summary: 'Choose a new password by a mail’s link; all sessions end',
        body: passwordReset,
        response: { 204: nothing('It holds.'), default: problem },
      },
    },
    async (request, reply) => {
      limit(request);
      const userId = await passwords.useReset(request.body.secret);
      if (userId === null) throw new HttpProblem('reset-link-void');
      await passwords.change(userId, request.body.password);
      const email = (await accounts.emailsOf([userId])).get(userId) ?? '';
      await changed({ userId, email, keptId: null }, 'password.reset', request.ip);
      return reply.code(204).send(null);
    },
  );
};
