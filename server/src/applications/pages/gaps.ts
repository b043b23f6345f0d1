import type { ApplicationGap } from '@marketsafe/contract';
import {
  applicationFault,
  applicationFieldName,
  applicationPartName,
  type Language,
  m,
} from '@marketsafe/words';
import { type Html, html } from './html.ts';
import type { PageContext } from './layout.ts';
import type { Own } from './own.ts';

/** Where something that is missing is put right, and what it is, in a sentence. */
function gapText(
  gap: ApplicationGap,
  { data }: Pick<Own, 'data'>,
  language: Language,
): { to: string; sentence: string } {
  const t = { locale: language };
  const named = (id: string | null) =>
    data.rights.find((one) => one.id === id)?.values.mark ||
    data.holders.find((one) => one.id === id)?.values.name ||
    m.application_unnamed({}, t);
  switch (gap.fault) {
    case 'none':
      return gap.at === 'rights'
        ? { to: '/right/new', sentence: m.application_gap_rights({}, t) }
        : { to: '/holder/new', sentence: m.application_gap_holders({}, t) };
    case 'no-company':
      return { to: '/files', sentence: m.application_gap_company({}, t) };
    case 'no-certificate':
      return { to: '/files', sentence: m.application_gap_certificate({ name: named(gap.id) }, t) };
    case 'no-mandate':
      return { to: '/files', sentence: m.application_gap_mandate({ name: named(gap.id) }, t) };
    default: {
      const field = applicationFieldName(gap.at, gap.field, language);
      const fault = applicationFault(gap.fault, { most: gap.most, field }, language);
      const part = applicationPartName(gap.at, language);
      const where = gap.id === null ? part : m.application_gap_in({ part, name: named(gap.id) }, t);
      return {
        to: `/${gap.at}${gap.id === null ? '' : `/${gap.id}`}#f-${gap.field}`,
        sentence: m.application_gap({ where, fault }, t),
      };
    }
  }
}

/** Everything that is missing, each a way to where it is put right. */
export function gapList({ language, query }: PageContext, own: Own, gaps: readonly ApplicationGap[]): Html {
  return html`<ul class="dots">${gaps.map((gap) => {
    const { to, sentence } = gapText(gap, own, language);
    const [path = '', hash] = to.split('#');
    return html`<li><a href="${own.home}${path}${query}${hash === undefined ? '' : `#${hash}`}">${sentence}</a></li>`;
  })}</ul>`;
}
