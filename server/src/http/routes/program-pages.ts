import { APPLICANT_KINDS, emailAddress, problem } from '@marketsafe/contract';
import { applicationFault, type Language, m } from '@marketsafe/words';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { z } from 'zod';
import { beginApplication } from '../../applications/begin.ts';
import { APPLICATION_PATH } from '../../applications/letters.ts';
import { type BeginValues, beginPage, LEFT_EMPTY } from '../../applications/pages/begin-page.ts';
import { sayPage } from '../../applications/pages/closed-page.ts';
import { type PageContext, STYLES, STYLES_PATH } from '../../applications/pages/layout.ts';
import { programPage } from '../../applications/pages/program-page.ts';
import { makeStamp, readStamp } from '../../applications/stamp.ts';
import { OPEN } from '../access.ts';
import { limitStrangers } from '../limit-strangers.ts';
import { formOf, leadTo, PAGE_SCHEMA, pageContext, readForms, refuseWithPages, sendPage } from '../pages.ts';
import type { Services } from '../services.ts';

/** Applications that one address begins in an hour: an agency begins a few, and an office has one address. */
const BEGINNINGS = { most: 20, window: 60 * 60_000 };

/** The public page of the program, and the page on which an application is begun. */
export const programPages: FastifyPluginAsync<Services> = async (app, services) => {
  const { applications, disk } = services;
  const limit = limitStrangers(services, 'application begun', BEGINNINGS);
  readForms(app);
  refuseWithPages(app, services);

  app.get('/program', { config: OPEN, schema: PAGE_SCHEMA }, async (request, reply) => {
    const page = pageContext(request, services);
    return sendPage(reply, page, programPage(page), { kept: 'public, max-age=300' });
  });
  app.get(
    STYLES_PATH,
    {
      config: OPEN,
      schema: { hide: true, response: { 200: z.string().describe('A style sheet'), default: problem } },
    },
    async (_request, reply) =>
      reply
        .type('text/css; charset=utf-8')
        .header('Cache-Control', 'public, max-age=31536000, immutable')
        .serializer((text: string) => text)
        .send(STYLES),
  );

  function shown(
    reply: FastifyReply,
    page: PageContext,
    values: BeginValues,
    said: { wrong?: ReadonlyMap<string, string>; refusal?: string; stamp?: string } = {},
  ): FastifyReply {
    const { wrong = new Map(), refusal = null, stamp = makeStamp(applications.seal, new Date()) } = said;
    const status = wrong.size > 0 || refusal !== null ? 422 : 200;
    return sendPage(reply, page, beginPage(page, { stamp, values, wrong, refusal }), { status });
  }

  app.get('/program/apply', { config: OPEN, schema: PAGE_SCHEMA }, async (request, reply) =>
    shown(reply, pageContext(request, services), { kind: '', email: '' }),
  );
  app.post('/program/apply', { config: OPEN, schema: PAGE_SCHEMA }, async (request, reply) => {
    const page = pageContext(request, services);
    const form = formOf(request);
    const values = { kind: form.get('kind') ?? '', email: form.get('email') ?? '' };
    const { language } = page;
    const refused = refusalOf(form, language);
    if (refused !== null) return shown(reply, page, values, { refusal: refused });
    const stamp = readStamp(applications.seal, form.get('stamp') ?? '', new Date(), applications.least);
    const t = { locale: language };
    if (stamp === null || stamp.age === 'old')
      return shown(reply, page, values, { refusal: m.application_sent_old({}, t) });
    // The form's own stamp again: whoever sends it once more has had the time meanwhile.
    if (stamp.age === 'soon') {
      const given = form.get('stamp') ?? '';
      return shown(reply, page, values, { refusal: m.application_sent_soon({}, t), stamp: given });
    }
    const kind = APPLICANT_KINDS.find((known) => known === values.kind);
    const email = emailAddress.safeParse(values.email);
    const wrong = wrongIn({ kind, email: email.success, typed: values.email }, language);
    if (!kind || !email.success) return shown(reply, page, values, { wrong });
    await limit(request);
    await disk.requireRoom(0);
    const { applicationId } = stamp;
    const token = await beginApplication(services, { applicationId, kind, language, email: email.data });
    if (token !== null) return leadTo(reply, `${APPLICATION_PATH}${token}?lang=${language}&just=begun`);
    return sendPage(reply, page, sayPage(page, m.program_apply({}, t), m.application_not_yet({}, t)), {
      status: 503,
    });
  });
};

/** What gives a program away that fills in forms; a person is told, and loses nothing. */
function refusalOf(form: URLSearchParams, language: Language): string | null {
  return form.get(LEFT_EMPTY) ? m.application_filled_empty({}, { locale: language }) : null;
}

function wrongIn(
  { kind, email, typed }: { kind: string | undefined; email: boolean; typed: string },
  language: Language,
): Map<string, string> {
  const t = { locale: language };
  const wrong = new Map<string, string>();
  if (kind === undefined)
    wrong.set('kind', applicationFault('missing', { most: 0, field: m.application_kind({}, t) }, language));
  if (!email) {
    const fault = typed.trim() === '' ? 'missing' : 'email-form';
    wrong.set('email', applicationFault(fault, { most: 0, field: m.application_email({}, t) }, language));
  }
  return wrong;
}
