import { randomUUID } from 'node:crypto';
import {
  emptyPart,
  isOpenToApplicant,
  LISTED_PARTS,
  type ListedPart,
  type PartValues,
  SINGLE_PARTS,
  uuid,
} from '@marketsafe/contract';
import { applicationFault } from '@marketsafe/words';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { APPLICATION_PATH } from '../../applications/letters.ts';
import { lapsedPage, unknownPage } from '../../applications/pages/closed-page.ts';
import { readPart, type Wrong, wrongOf } from '../../applications/pages/fields.ts';
import { handInPage } from '../../applications/pages/hand-in-page.ts';
import type { PageContext } from '../../applications/pages/layout.ts';
import { type Own, readOwn } from '../../applications/pages/own.ts';
import { type Just, ownPage } from '../../applications/pages/own-page.ts';
import { partPage } from '../../applications/pages/part-page.ts';
import type { Outcome } from '../../applications/reach.ts';
import {
  fingerprint,
  removeEntry,
  type Saved,
  saveEntry,
  savePart,
  shownOf,
} from '../../applications/write.ts';
import { OPEN } from '../access.ts';
import { limitStrangers } from '../limit-strangers.ts';
import { formOf, leadTo, PAGE_SCHEMA, pageContext, readForms, refuseWithPages, sendPage } from '../pages.ts';
import type { Services } from '../services.ts';
import { applicationFileRoutes } from './application-files.ts';
import { applicationMoveRoutes } from './application-moves.ts';

/** What the routes of one application have in common. */
export interface OwnPages {
  /** Shows something of an application, or what its link says that opens nothing. */
  show(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (page: PageContext, own: Own) => FastifyReply | Promise<FastifyReply>,
  ): Promise<FastifyReply>;
  /** Goes on after a change, where the link was open. */
  after<Result>(
    request: FastifyRequest,
    reply: FastifyReply,
    outcome: Outcome<Result>,
    work: (result: Result) => FastifyReply | Promise<FastifyReply>,
  ): Promise<FastifyReply>;
  /** Leads to the application's own page, which says what has happened. */
  home(request: FastifyRequest, reply: FastifyReply, just: Just): FastifyReply;
}

/** The secret of the link in an address. */
export function tokenOf(request: FastifyRequest): string {
  return (request.params as { token: string }).token;
}

/** The id in an address; undefined for what is none. */
export function idOf(request: FastifyRequest): string | undefined {
  return uuid.safeParse((request.params as { id?: string }).id).data;
}

const JUSTS: readonly Just[] = ['begun', 'saved', 'removed', 'moved', 'link', 'not-so'];

/** The pages of one application, for whoever has its link: read, written, handed in and followed without an account and without script. */
export const applicationPages: FastifyPluginAsync<Services> = async (app, services) => {
  const { db } = services;
  const HOME = `${APPLICATION_PATH}:token`;
  const options = { config: OPEN, schema: PAGE_SCHEMA };
  const limit = limitStrangers(services, 'application', { most: 600, window: 15 * 60_000 });
  // Only links that lead nowhere count: who goes on with an application reads its page again and again.
  const limitGuesses = limitStrangers(services, 'application link');
  readForms(app);
  refuseWithPages(app, services);
  app.addHook('preHandler', async (request) => {
    if (request.method === 'POST') await limit(request);
  });

  const pages: OwnPages = {
    async show(request, reply, work) {
      const own = await readOwn(db, tokenOf(request));
      if (own.closed !== null) return closed(request, reply, own.closed);
      return work(pageContext(request, services, own.result.row.language), own.result);
    },
    async after(request, reply, outcome, work) {
      return outcome.closed === null ? work(outcome.result) : closed(request, reply, outcome.closed);
    },
    home(request, reply, just) {
      const { query } = pageContext(request, services);
      const said = just === null ? query : `${query === '' ? '?' : `${query}&`}just=${just}`;
      return leadTo(reply, `${APPLICATION_PATH}${tokenOf(request)}${said}`);
    },
  };

  async function closed(request: FastifyRequest, reply: FastifyReply, why: 'unknown' | 'lapsed') {
    const page = pageContext(request, services);
    if (why === 'lapsed')
      return sendPage(reply, page, lapsedPage(page, `${APPLICATION_PATH}${tokenOf(request)}`), {
        status: 410,
      });
    await limitGuesses(request);
    return sendPage(reply, page, unknownPage(page), { status: 404 });
  }

  app.get(HOME, options, (request, reply) =>
    pages.show(request, reply, (page, own) => {
      const asked = new URLSearchParams(request.url.split('?')[1]).get('just');
      const just = JUSTS.find((known) => known === asked) ?? null;
      return sendPage(reply, page, ownPage(page, own, just));
    }),
  );
  app.get(`${HOME}/hand-in`, options, (request, reply) =>
    pages.show(request, reply, (page, own) => {
      if (own.row.state !== 'draft') return pages.home(request, reply, 'not-so');
      const declared = { name: own.data.contact.name, title: own.data.contact.title, ticked: [] };
      return sendPage(reply, page, handInPage(page, own, { gaps: own.gaps, declared, wrong: new Map() }));
    }),
  );

  for (const part of SINGLE_PARTS) {
    app.get(`${HOME}/${part}`, options, (request, reply) =>
      pages.show(request, reply, (page, own) => {
        if (!isOpenToApplicant(own.row.state)) return pages.home(request, reply, 'not-so');
        const values = own.data[part];
        return single(reply, page, own, { part, values, seen: fingerprint(values), wrong: new Map() });
      }),
    );
    app.post(`${HOME}/${part}`, options, async (request, reply) => {
      const form = formOf(request);
      const values = readPart(part, form) as PartValues<typeof part>;
      const saved = await savePart(db, tokenOf(request), { part, values, seen: form.get('seen') ?? '' });
      return pages.after(request, reply, saved, (result) =>
        answered(request, reply, result, (page, own, wrong, changed) =>
          single(reply, page, own, { part, values, seen: fingerprint(own.data[part]), wrong, changed }),
        ),
      );
    });
  }

  function single(
    reply: FastifyReply,
    page: PageContext,
    { home }: Own,
    shown: {
      part: (typeof SINGLE_PARTS)[number];
      values: Readonly<Record<string, string>>;
      seen: string;
      wrong: Wrong;
      changed?: boolean;
    },
  ): FastifyReply {
    const { part, wrong, changed = false } = shown;
    const text = partPage(page, {
      ...{ ...shown, home, changed, action: `${home}/${part}`, holder: null, removable: false },
    });
    return sendPage(reply, page, text, { status: wrong.size > 0 ? 422 : changed ? 409 : 200 });
  }

  for (const part of LISTED_PARTS) {
    app.get(`${HOME}/${part}/:id`, options, (request, reply) =>
      pages.show(request, reply, (page, own) => {
        if (!isOpenToApplicant(own.row.state)) return pages.home(request, reply, 'not-so');
        const entry = entryOf(own, part, idOf(request));
        const isNew = (request.params as { id: string }).id === 'new';
        if (!entry && !isNew) return pages.home(request, reply, 'not-so');
        const { id, values, holder } = entry ?? { id: randomUUID(), values: emptyPart(part), holder: '' };
        const seen = fingerprint(shownOf({ holder: holder || null, values }));
        return listed(reply, page, own, { part, id, values, holder, seen, wrong: new Map() });
      }),
    );
    app.post(`${HOME}/${part}/:id`, options, async (request, reply) => {
      const form = formOf(request);
      const id = idOf(request);
      if (id === undefined) return pages.home(request, reply, 'not-so');
      const values = readPart(part, form) as PartValues<typeof part>;
      const holder = uuid.safeParse(form.get('holder')).data ?? null;
      const entry = { part, id, values, holder };
      const saved = await saveEntry(db, tokenOf(request), entry, form.get('seen') ?? '');
      return pages.after(request, reply, saved, (result) =>
        answered(request, reply, result, (page, own, wrong, changed) => {
          const now = entryOf(own, part, id);
          const seen = fingerprint(
            shownOf(now ? { ...now, holder: now.holder || null } : { values: emptyPart(part) }),
          );
          return listed(reply, page, own, { part, id, values, holder: holder ?? '', seen, wrong, changed });
        }),
      );
    });
    app.post(`${HOME}/${part}/:id/removal`, options, async (request, reply) => {
      const removed = await removeEntry(db, tokenOf(request), part, idOf(request) ?? '');
      return pages.after(request, reply, removed, (result) =>
        pages.home(request, reply, result === 'saved' ? 'removed' : 'not-so'),
      );
    });
  }

  function listed(
    reply: FastifyReply,
    page: PageContext,
    own: Own,
    shown: {
      part: ListedPart;
      id: string;
      values: Readonly<Record<string, string>>;
      holder: string;
      seen: string;
      wrong: Wrong;
      changed?: boolean;
    },
  ): FastifyReply {
    const { part, id, values, seen, wrong, changed = false } = shown;
    const hasHolders = part === 'right' && own.row.kind === 'representative';
    const text = partPage(page, {
      ...{ part, values, seen, wrong, changed, home: own.home, action: `${own.home}/${part}/${id}` },
      holder: hasHolders ? { chosen: shown.holder, among: own.data.holders } : null,
      removable: entryOf(own, part, id) !== undefined,
    });
    return sendPage(reply, page, text, { status: wrong.size > 0 ? 422 : changed ? 409 : 200 });
  }

  /** Goes on after a part was saved, or shows it again with what was typed and a sentence at each field. */
  async function answered(
    request: FastifyRequest,
    reply: FastifyReply,
    saved: Saved,
    again: (page: PageContext, own: Own, wrong: Wrong, changed: boolean) => FastifyReply,
  ): Promise<FastifyReply> {
    if (saved === 'saved') return pages.home(request, reply, 'saved');
    if (saved === 'closed') return pages.home(request, reply, 'not-so');
    return pages.show(request, reply, (page, own) => {
      if (saved === 'changed' || saved === 'gone') return again(page, own, new Map(), true);
      const part = partIn(request);
      const faults = saved === 'too-many' ? [] : saved.faults;
      const wrong = new Map(wrongOf(part, faults, page.language));
      if (saved === 'too-many') {
        const named = { most: own.data[part === 'holder' ? 'holders' : 'rights'].length, field: '' };
        wrong.set(part === 'holder' ? 'name' : 'type', applicationFault('too-many', named, page.language));
      }
      return again(page, own, wrong, false);
    });
  }

  await app.register(applicationMoveRoutes, { services, pages, options });
  await app.register(applicationFileRoutes, { services, pages, options });
};

function partIn(request: FastifyRequest) {
  const [, part] = request.url.split('?')[0]?.slice(APPLICATION_PATH.length).split('/') ?? [];
  return [...SINGLE_PARTS, ...LISTED_PARTS].find((known) => known === part) ?? 'organisation';
}

/** An entry of a list of the application. */
function entryOf({ data }: Own, part: ListedPart, id: string | undefined) {
  if (part === 'holder') {
    const found = data.holders.find((one) => one.id === id);
    return found && { ...found, holder: '' };
  }
  const found = data.rights.find((one) => one.id === id);
  return found && { ...found, holder: found.holder ?? '' };
}
