import { APPLICATION_FILES, isOpenToApplicant } from '@marketsafe/contract';
import { applicationFileFault } from '@marketsafe/words';
import type { FastifyPluginAsync, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { addDocument, type Document, ownDocument, removeDocument } from '../../applications/documents.ts';
import { APPLICATION_PATH } from '../../applications/letters.ts';
import { fileChoices, filesPage } from '../../applications/pages/files-page.ts';
import type { Own } from '../../applications/pages/own.ts';
import { sendPage } from '../pages.ts';
import type { Services } from '../services.ts';
import { idOf, type OwnPages, tokenOf } from './application-pages.ts';

/** The documents of an application: handed in one at a time, opened again, taken away. */
export const applicationFileRoutes: FastifyPluginAsync<{
  services: Services;
  pages: OwnPages;
  options: RouteShorthandOptions;
}> = async (app, { services, pages, options }) => {
  const { db, disk } = services;
  const FILES = `${APPLICATION_PATH}:token/files`;

  app.get(FILES, options, (request, reply) =>
    pages.show(request, reply, (page, own) => {
      if (!isOpenToApplicant(own.row.state)) return pages.home(request, reply, 'not-so');
      const added = new URLSearchParams(request.url.split('?')[1]).has('added');
      return sendPage(reply, page, filesPage(page, { ...shownOf(own), added, problem: null, chosen: '' }));
    }),
  );

  app.post(FILES, options, (request, reply) =>
    pages.show(request, reply, async (page, own) => {
      const sent = await documentIn(request, own);
      await disk.requireRoom(sent.document?.content.length ?? 0);
      const again = (fault: Parameters<typeof applicationFileFault>[0]) => {
        const problem = applicationFileFault(fault, APPLICATION_FILES, page.language);
        const text = filesPage(page, { ...shownOf(own), added: false, problem, chosen: sent.chosen });
        return sendPage(reply, page, text, { status: 422 });
      };
      if (!sent.document) return again(sent.chosen === '' ? 'unsaid' : 'empty');
      const added = await addDocument(db, tokenOf(request), sent.document);
      return pages.after(request, reply, added, (result) => {
        if (result === 'closed') return pages.home(request, reply, 'not-so');
        if (result !== 'added') return again(result);
        const query = page.query === '' ? '?added' : `${page.query}&added`;
        return reply.code(303).header('Location', `${own.home}/files${query}`).send(null);
      });
    }),
  );

  app.post(`${FILES}/:id/removal`, options, async (request, reply) => {
    const removed = await removeDocument(db, tokenOf(request), idOf(request) ?? '');
    return pages.after(request, reply, removed, (result) =>
      pages.home(request, reply, result === 'added' ? 'removed' : 'not-so'),
    );
  });

  app.get(`${FILES}/:id`, options, async (request, reply) => {
    const found = await ownDocument(db, tokenOf(request), idOf(request) ?? '');
    return pages.after(request, reply, found, (document) => {
      if (!document) return pages.home(request, reply, 'not-so');
      return reply
        .header('Content-Type', document.type)
        .header('Content-Disposition', 'attachment; filename="document"')
        .header('Content-Security-Policy', "default-src 'none'; sandbox")
        .header('Cache-Control', 'no-store')
        .send(document.content as never);
    });
  });
};

function shownOf({ home, data, files, by, row }: Own) {
  return { home, data, files, confirmed: by === 'mail' || row.confirmed_at !== null };
}

/** The document that a form brings, and what it is said to show. */
async function documentIn(
  request: FastifyRequest,
  { data }: Own,
): Promise<{ chosen: string; document: Document | null }> {
  const form = request.body instanceof FormData ? request.body : new FormData();
  const said = form.get('shows');
  // Only what is to choose from: nothing is tied to a thing of another application.
  const chosen = fileChoices(data, 'en').find(({ value }) => value === said)?.value ?? '';
  const file = form.get('file');
  if (chosen === '' || !(file instanceof File)) return { chosen, document: null };
  const [kind = 'other', about = null] = chosen.split(' ');
  const content = Buffer.from(await file.arrayBuffer());
  return { chosen, document: { kind: kind as Document['kind'], about, name: file.name, content } };
}
