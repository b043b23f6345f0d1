import {
  APPLICATION_DAYS,
  type ApplicationFault,
  afterMove,
  isOpenToApplicant,
  type ListedPart,
  SINGLE_PARTS,
} from '@marketsafe/contract';
import {
  applicationCauseName,
  applicationFault,
  applicationMoveName,
  applicationPartName,
  applicationStateName,
  applicationStateNext,
  formatUtc,
  type Language,
  m,
} from '@marketsafe/words';
import { appealableUntil } from '../own-moves.ts';
import { labelled, type Wrong, wrongNotice } from './fields.ts';
import { fileList } from './files-page.ts';
import { attributes, type Html, html } from './html.ts';
import { notice, type PageContext, wholePage } from './layout.ts';
import type { Own } from './own.ts';

/** What the page says has just happened. */
export type Just = 'begun' | 'saved' | 'removed' | 'moved' | 'link' | 'not-so' | null;

/** What was sent by a form of the page and did not go through, as it was typed. */
export interface Typed {
  form: 'answer' | 'appeal' | 'address';
  value: string;
  /** What is wrong with it; null where it is only too late. */
  fault: { fault: ApplicationFault; most: number } | null;
}

/** The page of an application, for whoever has its link: how it stands, what is asked, what is missing, and what can be done. */
export function ownPage(page: PageContext, own: Own, just: Just, typed: Typed | null = null): string {
  const { language } = page;
  const { row } = own;
  const t = { locale: language };
  const { name, ownName } = own.data.organisation;
  const title = (language === 'zh-CN' && ownName) || name || m.application_title({}, t);
  const isDraft = row.state === 'draft';
  return wholePage(
    page,
    title,
    html`<h1>${title}</h1>
${wrongNotice(wrongIn(typed, language), language)}
${justNotice(page, own, just)}
${tooLate(page, own, typed)}
${unconfirmed(page, own, typed)}
<section class="card"><h2>${m.application_state({ state: applicationStateName(row.state, language) }, t)}</h2>
<p>${applicationStateNext(row.state, language)}</p>
${isDraft && row.delete_at !== null && html`<p class="small soft">${m.application_kept_until({ until: formatUtc(row.delete_at.toISOString(), language) }, t)}</p>`}
${said(page, own)}</section>
${isOpenToApplicant(row.state) && parts(page, own)}
${row.state === 'needs_info' && answering(page, own, typed)}
${row.state === 'declined' && appealing(page, own, typed)}
${own.events.length > 0 && history(page, own)}
${!isOpenToApplicant(row.state) && html`<section class="stack"><h2>${m.application_files({}, t)}</h2>${fileList(page, own.home, { ...own, open: false })}</section>`}
${afterMove(row.state, 'withdraw') !== null && withdrawing(page, own)}`,
  );
}

const JUST = {
  begun: m.application_just_begun,
  saved: m.application_just_saved,
  removed: m.application_just_removed,
  moved: m.application_just_moved,
  link: m.application_just_link,
} as const;

function justNotice({ language }: PageContext, _own: Own, just: Just): Html | null {
  const t = { locale: language };
  if (just === null) return null;
  if (just === 'not-so')
    return notice(
      'warn',
      m.application_not_so({}, t),
      html`<p>${m.application_not_so_advice({}, t)}</p>`,
      true,
    );
  return notice('good', JUST[just]({}, t), null, true);
}

/** What is wrong with what was typed, by the name of its field. */
function wrongIn(typed: Typed | null, language: Language): Wrong {
  if (!typed?.fault) return new Map();
  const { fault, most } = typed.fault;
  const t = { locale: language };
  const label = {
    answer: m.application_answer_words,
    appeal: m.application_appeal_words,
    address: m.application_email,
  }[typed.form]({}, t);
  const name = typed.form === 'address' ? 'email' : 'text';
  return new Map([[name, applicationFault(fault, { most, field: label }, language)]]);
}

/** Words for which there is no field any more, because the application was moved meanwhile. */
function tooLate({ language }: PageContext, { row }: Own, typed: Typed | null): Html | null {
  if (typed === null || typed.form === 'address') return null;
  if (row.state === (typed.form === 'answer' ? 'needs_info' : 'declined')) return null;
  const label = { answer: m.application_answer_words, appeal: m.application_appeal_words }[typed.form];
  return html`<section class="card"><h2>${label({}, { locale: language })}</h2><blockquote class="said" lang="">${typed.value}</blockquote></section>`;
}

/** Until somebody came by a mailed link: where it was sent, and how it is sent again or elsewhere. */
function unconfirmed(
  { language, query }: PageContext,
  { row, by, home }: Own,
  typed: Typed | null,
): Html | null {
  const t = { locale: language };
  if (by === 'mail' || row.confirmed_at !== null) return null;
  return html`<section class="card"><h2>${m.application_unconfirmed({}, t)}</h2>
<p>${m.application_unconfirmed_about({ email: row.email }, t)}</p>
<div class="actions"><form method="post" action="${home}/link${query}"><button class="button" type="submit">${m.application_link_again({}, t)}</button></form></div>
<details${attributes({ open: typed?.form === 'address' })}><summary>${m.application_address_other({}, t)}</summary><form class="stack" method="post" action="${home}/address${query}" novalidate>
${labelled({ name: 'email', label: m.application_email({}, t), wrong: wrongIn(typed, language).get('email') }, (about) => html`<input${about} type="email" value="${typed?.form === 'address' ? typed.value : row.email}" autocomplete="email">`)}
<button class="button" type="submit">${m.application_address_change({}, t)}</button></form></details></section>`;
}

/** What the program said last, where it waits for an answer or has closed the application. */
function said({ language }: PageContext, { events, row }: Own): Html | null {
  const t = { locale: language };
  const last = events.findLast(({ move }) => move === 'ask' || move === 'decline' || move === 'accept');
  if (!last || !['needs_info', 'declined', 'refused'].includes(row.state)) return null;
  return html`${last.cause !== null && html`<p><strong>${applicationCauseName(last.cause, language)}</strong></p>`}
${last.text !== null && html`<p class="small soft">${m.application_said({}, t)}</p><blockquote class="said" lang="">${last.text}</blockquote>`}`;
}

function parts(page: PageContext, own: Own): Html {
  const { language, query } = page;
  const t = { locale: language };
  const { home, gaps, data, row, files } = own;
  const count = (at: string, id: string | null = null) =>
    gaps.filter((gap) => gap.at === at && (id === null || ('id' in gap && gap.id === id))).length;
  const status = (missing: number) =>
    html`<span class="badge ${missing === 0 ? 'tone-good' : 'tone-warn'}">${missing === 0 ? m.application_complete({}, t) : m.application_missing({ count: missing }, t)}</span>`;
  const listed = (part: ListedPart, rows: readonly { id: string; name: string }[], add: string) =>
    html`${rows.map(
      ({ id, name }) =>
        html`<li><a href="${home}/${part}/${id}${query}">${m.application_gap({ where: applicationPartName(part, language), fault: name || m.application_unnamed({}, t) }, t)}</a>${status(count(part, id))}</li>`,
    )}<li><a href="${home}/${part}/new${query}">${add}</a>${rows.length === 0 && status(1)}</li>`;
  return html`<section class="stack"><h2>${m.application_parts({}, t)}</h2><ul class="tasks">
${SINGLE_PARTS.map(
  (part) =>
    html`<li><a href="${home}/${part}${query}">${applicationPartName(part, language)}</a>${status(count(part))}</li>`,
)}
${
  row.kind === 'representative' &&
  listed(
    'holder',
    data.holders.map(({ id, values }) => ({ id, name: values.name })),
    m.application_holder_add({}, t),
  )
}
${listed(
  'right',
  data.rights.map(({ id, values }) => ({ id, name: values.mark })),
  m.application_right_add({}, t),
)}
<li><a href="${home}/files${query}">${m.application_files_count({ count: files.length }, t)}</a>${status(count('files'))}</li></ul>
${row.state === 'draft' && html`<p><a class="button button-main" href="${home}/hand-in${query}">${m.application_hand_in_title({}, t)}</a></p>`}</section>`;
}

function answering({ language, query }: PageContext, { home }: Own, typed: Typed | null): Html {
  const t = { locale: language };
  return html`<form class="card stack" method="post" action="${home}/answer${query}" novalidate><h2>${m.application_answer({}, t)}</h2>
${labelled(
  {
    name: 'text',
    label: m.application_answer_words({}, t),
    help: m.application_answer_help({}, t),
    wrong: wrongIn(typed, language).get('text'),
  },
  (about) => html`<textarea${about} rows="5">
${typed?.value}</textarea>`,
)}
<button class="button button-main" type="submit">${m.application_answer_send({}, t)}</button></form>`;
}

function appealing({ language, query }: PageContext, { home, row }: Own, typed: Typed | null): Html {
  const t = { locale: language };
  const until = appealableUntil(row);
  if (until.getTime() < Date.now())
    return html`<p>${m.application_appeal_over({ days: APPLICATION_DAYS.appeal }, t)}</p>`;
  return html`<form class="card stack" method="post" action="${home}/appeal${query}" novalidate><h2>${m.application_appeal({}, t)}</h2>
<p>${m.application_appeal_about({ until: formatUtc(until.toISOString(), language) }, t)}</p>
${labelled(
  { name: 'text', label: m.application_appeal_words({}, t), wrong: wrongIn(typed, language).get('text') },
  (about) => html`<textarea${about} rows="5">
${typed?.value}</textarea>`,
)}
<button class="button" type="submit">${m.application_appeal_send({}, t)}</button></form>`;
}

function history({ language }: PageContext, { events }: Own): Html {
  return html`<section class="stack"><h2>${m.application_history({}, { locale: language })}</h2><ol class="tasks">${events.map(
    ({ move, at, text, cause }) =>
      html`<li><span>${cause === null ? applicationMoveName(move, language) : m.application_gap({ where: applicationMoveName(move, language), fault: applicationCauseName(cause, language) }, { locale: language })}</span> <span class="small soft">${formatUtc(at, language)}</span>${text !== null && html`<blockquote class="said">${text}</blockquote>`}</li>`,
  )}</ol></section>`;
}

function withdrawing({ language, query }: PageContext, { home, row }: Own): Html {
  const t = { locale: language };
  const isDraft = row.state === 'draft';
  return html`<details><summary>${isDraft ? m.application_drop({}, t) : m.application_withdraw({}, t)}</summary>
<form class="stack" method="post" action="${home}/withdrawal${query}"><p>${m.application_withdraw_about({ days: APPLICATION_DAYS.closed }, t)}</p>
<button class="button button-danger" type="submit">${m.application_withdraw_do({}, t)}</button></form></details>`;
}
