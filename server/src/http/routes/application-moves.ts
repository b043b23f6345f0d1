import { APPLICATION_DECLARATIONS, emailAddress, storableText } from '@marketsafe/contract';
import { applicationFault, type Language, m } from '@marketsafe/words';
import type { FastifyPluginAsync, RouteShorthandOptions } from 'fastify';
import { changeAddress, mailLink } from '../../applications/begin.ts';
import { APPLICATION_PATH } from '../../applications/letters.ts';
import { answer, appeal, handIn, type Moved, withdraw } from '../../applications/own-moves.ts';
import { type Declared, handInPage } from '../../applications/pages/hand-in-page.ts';
import { formOf, sendPage } from '../pages.ts';
import type { Services } from '../services.ts';
import { type OwnPages, tokenOf } from './application-pages.ts';

/** Most characters of words that an applicant writes to the program. */
const WORDS = 4_000;

/** What moves an application by its applicant: handing in, answering, appealing, withdrawing; and its link and address. */
export const applicationMoveRoutes: FastifyPluginAsync<{
  services: Services;
  pages: OwnPages;
  options: RouteShorthandOptions;
}> = async (app, { services, pages, options }) => {
  const { db } = services;
  const HOME = `${APPLICATION_PATH}:token`;

  app.post(`${HOME}/hand-in`, options, async (request, reply) => {
    const form = formOf(request);
    const line = (name: string) => storableText(form.get(name)?.trim() ?? '').slice(0, 200);
    const declared = {
      name: line('signedName'),
      title: line('signedTitle'),
      ticked: form.getAll('declaration'),
    };
    return pages.show(request, reply, async (page, own) => {
      const wrong = wrongIn(declared, page.language);
      const again = (gaps = own.gaps) =>
        sendPage(reply, page, handInPage(page, own, { gaps, declared, wrong }), { status: 422 });
      if (wrong.size > 0) return again();
      const { name, title } = declared;
      const moved = await handIn(services, tokenOf(request), { name, title, language: page.language });
      return pages.after(request, reply, moved, (result) => {
        if (typeof result === 'object') return again(result.gaps);
        if (result === 'unconfirmed') return again();
        return pages.home(request, reply, result);
      });
    });
  });

  for (const [path, move] of [
    ['answer', answer],
    ['appeal', appeal],
  ] as const) {
    app.post(`${HOME}/${path}`, options, async (request, reply) => {
      const text = storableText(formOf(request).get('text')?.trim() ?? '').slice(0, WORDS);
      if (text === '') return pages.home(request, reply, 'words');
      const moved = await move(db, tokenOf(request), text);
      return pages.after(request, reply, moved, (result) => pages.home(request, reply, justOf(result)));
    });
  }
  app.post(`${HOME}/withdrawal`, options, async (request, reply) => {
    const moved = await withdraw(db, tokenOf(request));
    return pages.after(request, reply, moved, (result) => pages.home(request, reply, justOf(result)));
  });
  app.post(`${HOME}/link`, options, async (request, reply) => {
    const sent = await mailLink(services, tokenOf(request));
    return pages.after(request, reply, sent, () => pages.home(request, reply, 'link'));
  });
  app.post(`${HOME}/address`, options, async (request, reply) => {
    const email = emailAddress.safeParse(formOf(request).get('email'));
    if (!email.success) return pages.home(request, reply, 'words');
    const changed = await changeAddress(services, tokenOf(request), email.data);
    return pages.after(request, reply, changed, (done) =>
      pages.home(request, reply, done ? 'link' : 'not-so'),
    );
  });
};

function justOf(moved: Moved): 'moved' | 'not-so' {
  return moved === 'moved' ? 'moved' : 'not-so';
}

/** Everything that a person has to say themselves. */
function wrongIn({ name, title, ticked }: Declared, language: Language): Map<string, string> {
  const t = { locale: language };
  const wrong = new Map<string, string>();
  for (const declaration of APPLICATION_DECLARATIONS) {
    if (!ticked.includes(declaration)) wrong.set(declaration, m.application_declaration_missing({}, t));
  }
  for (const [field, value, label] of [
    ['signedName', name, m.application_declared_name({}, t)],
    ['signedTitle', title, m.application_declared_title({}, t)],
  ] as const) {
    if (value === '') wrong.set(field, applicationFault('missing', { most: 0, field: label }, language));
  }
  return wrong;
}
