import { LEAST_COUNT, LEAST_PARTICIPANTS, type PublicGroup, type PublicReport } from '@marketsafe/contract';
import {
  formatDay,
  formatNumber,
  formatShare,
  type Language,
  m,
  marketplaceName,
  reasonName,
} from '@marketsafe/words';
import { type Html, html, type Part } from './html.ts';
import { type PageContext, wholePage } from './layout.ts';

/** The years of which there is a report. */
export function reportsPage(page: PageContext, years: readonly number[]): string {
  const { language, query } = page;
  const t = { locale: language };
  const link = (year: number) =>
    html`<li><a href="/program/reports/${year}${query}">${m.figures_public_title({ year: String(year) }, t)}</a></li>`;
  return wholePage(
    page,
    m.figures_public_list({}, t),
    html`<h1>${m.figures_public_list({}, t)}</h1>
${years.length === 0 ? html`<p>${m.figures_public_none({}, t)}</p>` : html`<ul class="dots">${years.map(link)}</ul>`}`,
  );
}

function counted(count: number | null, language: Language): string {
  return count === null ? m.figures_public_dash({}, { locale: language }) : formatNumber(count, 0, language);
}

/** The share of which both counts are said. */
function shareOf({ removed, refused }: PublicGroup, language: Language): string {
  if (removed === null || refused === null) return m.figures_public_dash({}, { locale: language });
  return formatShare({ part: removed, of: removed + refused }, 'down', language);
}

function daysOf({ days }: PublicGroup, language: Language): string {
  return days === null
    ? m.figures_public_dash({}, { locale: language })
    : m.figures_removal_days({ days }, { locale: language });
}

interface Row {
  name: string;
  group: PublicGroup;
}

function table(caption: string, first: string, rows: readonly Row[], language: Language): Html {
  const t = { locale: language };
  const heads = [
    m.figures_column_claims({}, t),
    m.figures_removed({}, t),
    m.figures_refused({}, t),
    m.figures_takedown({}, t),
    m.figures_removal({}, t),
  ];
  const row = ({
    name,
    group,
  }: Row) => html`<tr><th scope="row">${name}</th><td>${counted(group.claims, language)}</td>
<td>${counted(group.removed, language)}</td><td>${counted(group.refused, language)}</td>
<td>${shareOf(group, language)}</td><td>${daysOf(group, language)}</td></tr>`;
  return html`<h2>${caption}</h2>
<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table class="figures"><caption class="visually-hidden">${caption}</caption>
<thead><tr><th scope="col">${first}</th>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(row)}</tbody></table></div>`;
}

/** What the public is told of a year; or that there is no report of it. */
export function reportPage(page: PageContext, year: number | null, report: PublicReport | null): string {
  const { language, query } = page;
  const t = { locale: language };
  const back = html`<p><a href="/program/reports${query}">${m.figures_public_list({}, t)}</a></p>`;
  if (year === null || report === null) {
    return wholePage(
      page,
      m.figures_public_unknown({}, t),
      html`${back}<h1>${m.figures_public_unknown({}, t)}</h1>`,
    );
  }
  const title = m.figures_public_title({ year: String(year) }, t);
  const places = report.marketplaces.map(({ marketplace, group }) => ({
    name: marketplace === 'other' ? m.figures_public_other({}, t) : marketplaceName(marketplace, language),
    group,
  }));
  const reasons = report.reasons.map(({ reason, group }) => ({
    name: reason === 'other-reasons' ? m.figures_public_other({}, t) : reasonName(reason, language),
    group,
  }));
  const one = (name: string, value: Part) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return wholePage(
    page,
    title,
    html`${back}<h1>${title}</h1>
<p>${m.figures_public_about({ year: String(year) }, t)}</p>
<dl class="features">${one(m.figures_public_participants({}, t), counted(report.participants, language))}
${one(m.figures_stores({}, t), counted(report.storesClosed, language))}
${one(m.figures_public_pending({}, t), counted(report.pending, language))}</dl>
${table(m.figures_public_all({}, t), m.figures_doc_name({}, t), [{ name: m.figures_public_all({}, t), group: report.overall }], language)}
${table(m.figures_marketplaces({}, t), m.figures_marketplace({}, t), places, language)}
${table(m.figures_reasons({}, t), m.figures_reason({}, t), reasons, language)}
<h2>${m.figures_doc_definitions({}, t)}</h2>
<ul class="dots">${[
      m.figures_claims_about,
      m.figures_takedown_about,
      m.figures_removal_about,
      m.figures_pending_about,
      m.figures_stores_about,
    ].map((about) => html`<li>${about({}, t)}</li>`)}
<li>${m.figures_public_small({ least: String(LEAST_COUNT), participants: String(LEAST_PARTICIPANTS) }, t)}</li></ul>
<p class="soft">${m.figures_public_counted({ day: formatDay(report.countedOn, language) }, t)}</p>`,
  );
}
