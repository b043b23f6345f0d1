import { APPLICATION_DECLARATIONS, emailAddress, storableText } from '@marketsafe/contract';
import { applicationFault, type Language, m } from '@marketsafe/words';
import type { FastifyPluginAsync, RouteShorthandOptions } from 'fastify';
import { changeAddress, mailLink } from '../../applications/begin.ts';
import { APPLICATION_PATH } from '../../applications/letters.ts';
import { answer, appeal, handIn, type Moved, withdraw } from '../../applications/own-moves.ts';
import { type Declared, handInPage } from '../../applications/pages/hand-in-page.ts';
import { type Just, ownPage } from '../../applications/pages/own-page.ts';
import { formOf, sendPage } from '../pages.ts';
import type { Services } from '../services.ts';
import { type OwnPages, tokenOf } from './application-pages.ts';

/** Most characters of words that an applicant writes to the program. */
const WORDS = 4_000;
/** Most characters of who declares, and as what. */
const LINE = 200;

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
    const line = (name: string) => storableText(form.get(name)?.trim() ?? '');
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

  for (const [form, move] of [
    ['answer', answer],
    ['appeal', appeal],
  ] as const) {
    app.post(`${HOME}/${form}`, options, async (request, reply) => {
      const text = storableText(formOf(request).get('text')?.trim() ?? '');
      // What was typed stands on the page again, whatever comes of it.
      const again = (just: Just, fault: 'missing' | 'too-long' | null) =>
        pages.show(request, reply, async (page, own) => {
          const typed = { form, value: text, fault: fault && { fault, most: WORDS } };
          return sendPage(reply, page, ownPage(page, own, just, typed), { status: fault ? 422 : 409 });
        });
      const length = Array.from(text).length;
      if (length === 0 || length > WORDS) return again(null, length === 0 ? 'missing' : 'too-long');
      const moved = await move(db, tokenOf(request), text);
      return pages.after(request, reply, moved, (result) =>
        result === 'moved' ? pages.home(request, reply, 'moved') : again('not-so', null),
      );
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
    const value = formOf(request).get('email')?.trim() ?? '';
    const email = emailAddress.safeParse(value);
    if (!email.success) {
      const fault = value === '' ? ('missing' as const) : ('email-form' as const);
      return pages.show(request, reply, async (page, own) => {
        const typed = { form: 'address' as const, value, fault: { fault, most: 0 } };
        return sendPage(reply, page, ownPage(page, own, null, typed), { status: 422 });
      });
    }
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
    const said = { most: LINE, field: label };
    if (value === '') wrong.set(field, applicationFault('missing', said, language));
    else if (Array.from(value).length > LINE) wrong.set(field, applicationFault('too-long', said, language));
  }
  return wrong;
}
