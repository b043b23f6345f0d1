import { LANGUAGES, problem } from '@marketsafe/contract';
import { auditRootWords } from '@marketsafe/words';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { latestRoots } from '../../verification/published-roots.ts';
import { rootsPage } from '../../verification/roots-page.ts';
import { OPEN } from '../access.ts';
import type { Services } from '../services.ts';

const query = z.object({ language: z.enum(LANGUAGES).optional().catch(undefined) });

/**
 * `GET /audit-roots`: the newest of the published roots as a plain page, for everybody, in the language of the address or else the
 * browser's. It names no organisation, and its numbers count moments, not claims.
 */
export const auditRootsPage: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/audit-roots',
    {
      config: OPEN,
      schema: {
        hide: true,
        querystring: query,
        response: { 200: z.string().describe('A page'), default: problem },
      },
    },
    async (request, reply) => {
      const asked = request.query.language;
      const language = asked ?? (/^\s*zh\b/i.test(request.headers['accept-language'] ?? '') ? 'zh-CN' : 'en');
      const roots = await db.asNobody(latestRoots);
      return reply
        .header('Cache-Control', 'no-store')
        .type('text/html; charset=utf-8')
        .serializer((text: unknown) => String(text))
        .send(rootsPage(roots, language, auditRootWords(language)));
    },
  );
};
