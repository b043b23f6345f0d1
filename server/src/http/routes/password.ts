import { passwordChange, passwordForgotten, passwordReset, problem } from '@marketsafe/contract';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { endOtherSessions } from '../../auth/own-sessions.ts';
import { keepPassword, useReset } from '../../auth/password-store.ts';
import { hashPassword } from '../../auth/passwords.ts';
import { changeAccount } from '../../people/account-change.ts';
import { mailLanguage } from '../../people/mail-language.ts';
import { HttpProblem } from '../../problems.ts';
import { FOR_ACCOUNT, OPEN } from '../access.ts';
import { sessionIn } from '../authenticate.ts';
import { confirmPassword } from '../confirm-password.ts';
import { limitStrangers } from '../limit-strangers.ts';
import type { Services } from '../services.ts';

const MINUTE = 60_000;
/** Mails to one address: a person asks again when one does not come. */
const MAILS = { most: 3, window: 15 * MINUTE };
const nothing = (what: string) => z.null().describe(what);

/** `PUT /v1/me/password`, `POST /v1/password/forgotten` and `POST /v1/password/reset`. */
export const passwordRoutes: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db, accounts, passwords, mail, origins, counts, rateLimit } = services;
  const limit = limitStrangers(services, 'password');

  /** What every change of a password comes to: it holds, other sessions end, its person hears of it, and the audit has it, all at once. */
  async function keep(
    { userId, email, keptId }: { userId: string; email: string; keptId: string | null },
    password: string,
    action: 'password.changed' | 'password.reset',
    { address, secret }: { address: string; secret?: string },
  ): Promise<void> {
    const [hash, language] = await Promise.all([hashPassword(password), mailLanguage(db, userId)]);
    await changeAccount(db, userId, async ({ scope, tables, at, tell }) => {
      if (secret !== undefined && !(await useReset(tables, secret))) throw new HttpProblem('reset-link-void');
      await keepPassword(tables, userId, hash);
      await endOtherSessions(tables, userId, keptId);
      const content = { kind: 'password-changed', at: at.toISOString() } as const;
      await mail.send({ to: email, language, content }, scope);
      await tell({ action, entity: userId, detail: { address } });
    });
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
      const { userId, email, sessionId: keptId } = sessionIn(request);
      const { current, password } = request.body;
      await confirmPassword(services, userId, current);
      await keep({ userId, email, keptId }, password, 'password.changed', { address: request.ip });
      return reply.code(204).send(null);
    },
  );

  /** Nobody waits for it: how long it takes would tell which accounts there are. */
  async function sendLink(request: FastifyRequest, email: string): Promise<void> {
    try {
      if (rateLimit && (await counts.take([{ name: `password mail ${email}`, ...MAILS }])) > 0) return;
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
      await limit(request);
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
      await limit(request);
      const { secret, password } = request.body;
      const userId = await passwords.resetOf(secret);
      if (userId === null) throw new HttpProblem('reset-link-void');
      const email = (await accounts.emailsOf([userId])).get(userId) ?? '';
      const used = { address: request.ip, secret };
      await keep({ userId, email, keptId: null }, password, 'password.reset', used);
      return reply.code(204).send(null);
    },
  );
};
