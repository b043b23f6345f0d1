import { APPLICANT_KINDS, APPLICATION_DAYS } from '@marketsafe/contract';
import { applicantKindName, m } from '@marketsafe/words';
import { labelled, type Wrong, wrongNotice } from './fields.ts';
import { attributes, html } from './html.ts';
import { notice, type PageContext, wholePage } from './layout.ts';

/** The field that stays empty: people neither see it nor come to it. */
export const LEFT_EMPTY = 'fax';

/** What somebody typed who begins. */
export interface BeginValues {
  kind: string;
  email: string;
}

/** How one begins: who applies, and where mail reaches them. */
export function beginPage(
  page: PageContext,
  given: { stamp: string; values: BeginValues; wrong: Wrong; refusal: string | null },
): string {
  const { language, query } = page;
  const { stamp, values, wrong, refusal } = given;
  const t = { locale: language };
  return wholePage(
    page,
    m.program_apply({}, t),
    html`<h1>${m.program_apply({}, t)}</h1>
${refusal !== null && notice('bad', refusal, null, true)}
${wrongNotice(wrong, language)}
<p>${m.application_begin_about({}, t)}</p>
<p class="small soft">${m.application_begin_link({ days: APPLICATION_DAYS.link, kept: APPLICATION_DAYS.draft }, t)}</p>
<p class="small soft">${m.application_rejoin_rule({}, t)}</p>
<form class="card stack" method="post" action="/program/apply${query}" novalidate>
<input type="hidden" name="stamp" value="${stamp}">
${labelled({ name: 'kind', label: m.application_kind({}, t), wrong: wrong.get('kind'), group: true }, () =>
  APPLICANT_KINDS.map(
    (kind) =>
      html`<label class="check"><input class="check-box" type="radio" name="kind" value="${kind}"${attributes(
        {
          checked: values.kind === kind,
        },
      )}>${applicantKindName(kind, language)}</label>`,
  ),
)}
${labelled(
  {
    name: 'email',
    label: m.application_email({}, t),
    help: m.application_email_help({}, t),
    wrong: wrong.get('email'),
  },
  (about) => html`<input${about} type="email" value="${values.email}" autocomplete="email">`,
)}
<div class="left-empty" aria-hidden="true"><label>${m.application_left_empty({}, t)}<input name="${LEFT_EMPTY}" tabindex="-1" autocomplete="off"></label></div>
<button class="button button-main" type="submit">${m.application_begin({}, t)}</button>
</form>
<p class="small soft">${m.application_begin_privacy({}, t)} <a href="/program${query}#privacy">${m.program_privacy({}, t)}</a></p>`,
  );
}
