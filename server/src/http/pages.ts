import { problem as problemSchema } from '@marketsafe/contract';
import { chooseLanguage, isLanguage, type Language, problemWords } from '@marketsafe/words';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sayPage } from '../applications/pages/closed-page.ts';
import type { PageContext } from '../applications/pages/layout.ts';
import { HttpProblem } from '../problems.ts';
import { problemOf } from './errors.ts';
import type { Services } from './services.ts';

/** Nothing is loaded but our style sheet, nothing runs, and forms go nowhere else. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** `schema` of a route that answers with a page for people, or leads to one. */
export const PAGE_SCHEMA = {
  hide: true,
  response: {
    200: z.string().describe('A page'),
    303: z.null().describe('To the page of what came of it.'),
    '4xx': z.string().describe('A page that says what was refused'),
    default: problemSchema,
  },
};

/** The tags of `Accept-Language`, what is wanted most first. */
function wantedLanguages(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(';q=');
      return { tag, quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .filter(({ tag }) => tag !== '')
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
}

/**
 * How a page is asked for: in the language of its address, otherwise of the application, otherwise of the browser.
 * @param own the language in which an application was begun
 */
export function pageContext(
  request: FastifyRequest,
  { applications }: Pick<Services, 'applications'>,
  own?: Language,
): PageContext {
  const [path = '', search] = request.url.split('?');
  const chosen = new URLSearchParams(search).get('lang');
  return {
    language: isLanguage(chosen)
      ? chosen
      : (own ?? chooseLanguage(wantedLanguages(request.headers['accept-language']))),
    query: isLanguage(chosen) ? `?lang=${chosen}` : '',
    path,
    contact: applications.contact,
  };
}

/** Sends a page. Nobody keeps it, unless it is the same for everybody. */
export function sendPage(
  reply: FastifyReply,
  { language }: Pick<PageContext, 'language'>,
  text: string,
  { status = 200, kept = 'no-store' }: { status?: number; kept?: string } = {},
): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('Content-Security-Policy', POLICY)
    .header('Content-Language', language)
    .header('Vary', 'Accept-Language')
    .header('Cache-Control', kept)
    .serializer((page: string) => page)
    .send(text);
}

/** Leads to another page of ours; what was sent is not sent again when it is loaded anew. */
export function leadTo(reply: FastifyReply, address: string): FastifyReply {
  return reply.code(303).header('Location', address).header('Cache-Control', 'no-store').send(null);
}

/** Says everything that the routes of this scope refuse as a page: whoever asks has no program that reads problems. */
export function refuseWithPages(app: FastifyInstance, services: Services): void {
  app.setErrorHandler((error, request, reply) => {
    const refused = problemOf(error);
    const { status } = refused.problem;
    if (status >= 500) request.log.error({ err: error }, 'request failed');
    const page = pageContext(request, services);
    const { title, advice } = problemWords(refused.problem, status, page.language);
    if (refused.retryAfter !== undefined) reply.header('Retry-After', refused.retryAfter);
    return sendPage(reply, page, sayPage({ ...page, path: '/program' }, title, advice), { status });
  });
}

/** Most bytes of a form with a document: one that is too large for us is told so on its page, far larger ones are cut off. */
const FORM_LIMIT = 32 * 1024 * 1024;

/** Reads forms as browsers send them. What is no UTF-8 becomes U+FFFD, as in browsers. */
export function readForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(body.toString())),
  );
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit: FORM_LIMIT },
    async (request: FastifyRequest, body: Buffer) => {
      const type = request.headers['content-type'] ?? '';
      // A form that was broken off, or is of somebody's own making, holds nothing.
      return new Response(new Uint8Array(body), { headers: { 'Content-Type': type } })
        .formData()
        .catch(() => new FormData());
    },
  );
}

/**
 * The fields of a form that was sent.
 * @throws HttpProblem `request-malformed` where something else was
 */
export function formOf(request: FastifyRequest): URLSearchParams {
  if (request.body instanceof URLSearchParams) return request.body;
  throw new HttpProblem('request-malformed');
}
