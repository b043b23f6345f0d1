import {
  type ApplicationData,
  type ApplicationPart,
  LISTED_PARTS,
  type ListedPart,
} from '@marketsafe/contract';
import { applicationPartHelp, applicationPartName, m } from '@marketsafe/words';
import { labelled, partFields, select, type Wrong, wrongNotice } from './fields.ts';
import { html } from './html.ts';
import { notice, type PageContext, wholePage } from './layout.ts';

/** A part of the form as it is shown. */
export interface PartShown {
  part: ApplicationPart;
  /** Address of the application's own page, without a query. */
  home: string;
  /** Where the form is sent to. */
  action: string;
  values: Readonly<Record<string, string>>;
  /** Whose a right is, and whose it could be; null where nobody else's can be. */
  holder: { chosen: string; among: ApplicationData['holders'] } | null;
  seen: string;
  wrong: Wrong;
  /** Somebody saved it elsewhere since it was shown; what stands here is what was typed now. */
  changed: boolean;
  /** An entry that is there and can be taken away. */
  removable: boolean;
}

function isListed(part: ApplicationPart): part is ListedPart {
  return LISTED_PARTS.some((one) => one === part);
}

/** One part of the form. */
export function partPage(page: PageContext, shown: PartShown): string {
  const { language, query } = page;
  const { part, home, action, values, holder, seen, wrong, changed, removable } = shown;
  const t = { locale: language };
  const title = applicationPartName(part, language);
  const help = applicationPartHelp(part, language);
  return wholePage(
    page,
    title,
    html`<p><a href="${home}${query}">${m.application_back({}, t)}</a></p>
<h1>${title}</h1>
${changed && notice('warn', m.application_changed_elsewhere({}, t), html`<p>${m.application_changed_elsewhere_advice({}, t)}</p>`, true)}
${wrongNotice(wrong, language)}
${help !== null && html`<p>${help}</p>`}
<form class="card stack" method="post" action="${action}${query}" novalidate>
<input type="hidden" name="seen" value="${seen}">
${
  holder !== null &&
  labelled(
    { name: 'holder', label: m.application_right_holder({}, t), wrong: wrong.get('holder') },
    (about) =>
      select(
        about,
        holder.among.map(({ id }) => id),
        holder.chosen,
        (id) => holder.among.find((one) => one.id === id)?.values.name || m.application_unnamed({}, t),
        language,
      ),
  )
}
${partFields(part, values, wrong, language)}
<div class="actions"><button class="button button-main" type="submit">${m.application_save({}, t)}</button></div>
</form>
${removable && isListed(part) && html`<form method="post" action="${action}/removal${query}"><button class="button button-danger" type="submit">${part === 'right' ? m.application_right_remove({}, t) : m.application_holder_remove({}, t)}</button></form>`}`,
  );
}
