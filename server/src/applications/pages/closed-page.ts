import { APPLICATION_DAYS } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { html } from './html.ts';
import { notice, type PageContext, wholePage } from './layout.ts';

/** What a link says that opens nothing: where there never was anything, and where there was, alike. */
export function unknownPage(page: PageContext): string {
  const { language, query } = page;
  const t = { locale: language };
  const days = { draft: APPLICATION_DAYS.draft, unconfirmed: APPLICATION_DAYS.unconfirmed };
  return wholePage(
    page,
    m.application_link_unknown({}, t),
    html`<h1>${m.application_link_unknown({}, t)}</h1><p>${m.application_link_unknown_advice(days, t)}</p>
<p><a class="button" href="/program/apply${query}">${m.program_apply({}, t)}</a></p>`,
  );
}

/** A link whose time is over: nothing is lost, and a new one is a button away. */
export function lapsedPage(page: PageContext, home: string): string {
  const { language, query } = page;
  const t = { locale: language };
  return wholePage(
    page,
    m.application_link_lapsed({}, t),
    html`<h1>${m.application_link_lapsed({}, t)}</h1><p>${m.application_link_lapsed_advice({}, t)}</p>
<form method="post" action="${home}/link${query}"><button class="button button-main" type="submit">${m.application_link_new({}, t)}</button></form>`,
  );
}

/** A page with one thing to say. */
export function sayPage(page: PageContext, title: string, sentence: string): string {
  return wholePage(
    page,
    title,
    html`<h1>${title}</h1>${notice('info', sentence)}
<p><a href="/program${page.query}">${m.program_name({}, { locale: page.language })}</a></p>`,
  );
}
