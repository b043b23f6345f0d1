import { APPLICATION_DECLARATIONS, type ApplicationGap } from '@marketsafe/contract';
import { applicationDeclarationText, m } from '@marketsafe/words';
import { labelled, type Wrong, wrongNotice } from './fields.ts';
import { gapList } from './gaps.ts';
import { attributes, html } from './html.ts';
import { notice, type PageContext, wholePage } from './layout.ts';
import type { Own } from './own.ts';

/** What stands in the form of handing in. */
export interface Declared {
  name: string;
  title: string;
  ticked: readonly string[];
}

/** The last page: what is missing, or what a person declares when it hands in. Nothing is ticked before they do. */
export function handInPage(
  page: PageContext,
  own: Own,
  given: { gaps: readonly ApplicationGap[]; declared: Declared; wrong: Wrong },
): string {
  const { language, query } = page;
  const { gaps, declared, wrong } = given;
  const t = { locale: language };
  const isReady = gaps.length === 0 && own.by === 'mail';
  return wholePage(
    page,
    m.application_hand_in_title({}, t),
    html`<p><a href="${own.home}${query}">${m.application_back({}, t)}</a></p>
<h1>${m.application_hand_in_title({}, t)}</h1>
${wrongNotice(wrong, language)}
${gaps.length > 0 && html`<section class="card"><h2>${m.application_gaps({ count: gaps.length }, t)}</h2>${gapList(page, own, gaps)}</section>`}
${own.by !== 'mail' && notice('warn', m.application_hand_in_confirm({ email: own.row.email }, t))}
${
  isReady &&
  html`<p>${m.application_hand_in_about({}, t)}</p>
<form class="card stack declare" method="post" action="${own.home}/hand-in${query}" novalidate>
${APPLICATION_DECLARATIONS.map((declaration) => {
  const sentence = wrong.get(declaration);
  return html`<div class="field"><label class="check" for="f-${declaration}"><input class="check-box" type="checkbox" id="f-${declaration}" name="declaration" value="${declaration}"${attributes(
    {
      checked: declared.ticked.includes(declaration),
      'aria-invalid': sentence === undefined ? null : 'true',
      'aria-describedby': sentence === undefined ? null : `w-${declaration}`,
    },
  )}>${applicationDeclarationText(declaration, language)}</label>
${sentence !== undefined && html`<p class="field-problem" id="w-${declaration}">${sentence}</p>`}</div>`;
})}
${labelled({ name: 'signedName', label: m.application_declared_name({}, t), wrong: wrong.get('signedName') }, (about) => html`<input${about} value="${declared.name}" autocomplete="name">`)}
${labelled({ name: 'signedTitle', label: m.application_declared_title({}, t), wrong: wrong.get('signedTitle') }, (about) => html`<input${about} value="${declared.title}" autocomplete="organization-title">`)}
<button class="button button-main" type="submit">${m.application_hand_in({}, t)}</button>
</form>`
}`,
  );
}
