import type { FastifyPluginAsync } from 'fastify';
import { reportPage, reportsPage } from '../../applications/pages/report-page.ts';
import { readPublicReports } from '../../figures/publications.ts';
import { OPEN } from '../access.ts';
import { PAGE_SCHEMA, pageContext, refuseWithPages, sendPage } from '../pages.ts';
import type { Services } from '../services.ts';

/** For as long as anybody keeps the pages: what was withdrawn is gone soon. */
const KEPT = { kept: 'public, max-age=300' };

/** The yearly reports, for everybody. */
export const publicReports: FastifyPluginAsync<Services> = async (app, services) => {
  refuseWithPages(app, services);

  app.get('/program/reports', { config: OPEN, schema: PAGE_SCHEMA }, async (request, reply) => {
    const page = pageContext(request, services);
    const all = await readPublicReports(services.db);
    return sendPage(
      reply,
      page,
      reportsPage(
        page,
        all.map(({ year }) => year),
      ),
      KEPT,
    );
  });
  app.get('/program/reports/:year', { config: OPEN, schema: PAGE_SCHEMA }, async (request, reply) => {
    const page = pageContext(request, services);
    const { year } = request.params as { year: string };
    const found = (await readPublicReports(services.db)).find((one) => String(one.year) === year);
    return found
      ? sendPage(reply, page, reportPage(page, found.year, found.report), KEPT)
      : sendPage(reply, page, reportPage(page, null, null), { status: 404 });
  });
};
