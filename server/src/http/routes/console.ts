import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { problem } from '@marketsafe/contract';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { z } from 'zod';
import { HttpProblem } from '../../problems.ts';
import { OPEN } from '../access.ts';
import type { Services } from '../services.ts';

/** Addresses of the console's screens: each is the same page, which then shows the screen. */
const SCREENS = [
  '/',
  '/sign-in',
  '/invitation',
  '/password',
  '/account',
  '/people',
  '/webhooks',
  '/news',
  '/mail-off',
  '/applications',
  '/applications/*',
  '/organisations',
  '/organisations/*',
  '/device',
  '/claims',
  '/claims/*',
  '/review',
  '/review/*',
  '/packets',
  '/packets/*',
  '/desk',
  '/desk/*',
  '/rights',
  '/rights/*',
  '/mandates',
  '/mandates/*',
  '/counter-notices',
  '/raids',
  '/raids/*',
  '/test-buys',
  '/test-buys/*',
  '/sellers',
  '/sellers/*',
  '/watch-list',
  '/export',
  '/trouble',
  '/retention',
  '/standing',
  '/reports',
  '/reports/lines',
  '/reports/published',
  '/reports/of/*',
  '/standing/:organisationId',
  '/answers',
  '/translations',
  '/group',
  '/group/*',
  '/marketplaces',
  '/marketplaces/*',
  '/procedures',
  '/procedures/*',
  '/verify',
];

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>MarketSafe console</title>
<h1>The console is not built yet</h1>
<p>The server runs. To build the console, run <code>npm run build -w console</code> and start the server again.</p>
</html>
`;

const schema = { hide: true, response: { 200: z.string().describe('A page or file'), default: problem } };

/** The web console: its page at the addresses of its screens, and its files. */
export const consolePages: FastifyPluginAsync<Services> = async (app, { consoleFolder }) => {
  if (consoleFolder !== null) {
    // Names under assets change with their content, so they may be kept for ever; the page that names them may not, not even alive with
    // what it shows.
    await app.register(fastifyStatic, {
      root: join(consoleFolder, 'assets'),
      prefix: '/assets/',
      immutable: true,
      maxAge: '1y',
      decorateReply: false,
      schemaHide: true,
    });
    await app.register(fastifyStatic, { root: consoleFolder, serve: false, cacheControl: false });
    app.get('/favicon.svg', { config: OPEN, schema }, async (_request, reply) =>
      reply.sendFile('favicon.svg'),
    );
  }

  async function sendPage(reply: FastifyReply): Promise<FastifyReply> {
    reply.header('Cache-Control', 'no-store').type('text/html; charset=utf-8');
    if (consoleFolder !== null) return reply.sendFile('index.html');
    return reply
      .code(503)
      .serializer((text: string) => text)
      .send(NOT_BUILT);
  }

  for (const url of SCREENS) app.get(url, { config: OPEN, schema }, (_request, reply) => sendPage(reply));
  // An address that a person mistyped gets the console's own words for it.
  app.get('/*', { config: OPEN, schema }, async (request, reply) => {
    const forPeople = request.headers.accept?.includes('text/html') && !/^\/(v1|api)\//.test(request.url);
    if (!forPeople) throw new HttpProblem('address-unknown');
    return sendPage(reply.code(404));
  });
};
