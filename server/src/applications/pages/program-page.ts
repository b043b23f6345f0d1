import { m } from '@marketsafe/words';
import { html } from './html.ts';
import { contactSentence, type PageContext, wholePage } from './layout.ts';

/** What the program does for its participants, a name and a sentence each, in the order of its own sheet. */
const FEATURES = [
  [m.program_feature_open, m.program_feature_open_about],
  [m.program_feature_free, m.program_feature_free_about],
  [m.program_feature_takedowns, m.program_feature_takedowns_about],
  [m.program_feature_registration, m.program_feature_registration_about],
  [m.program_feature_requirements, m.program_feature_requirements_about],
  [m.program_feature_chinese, m.program_feature_chinese_about],
  [m.program_feature_problems, m.program_feature_problems_about],
  [m.program_feature_protection, m.program_feature_protection_about],
  [m.program_feature_raids, m.program_feature_raids_about],
  [m.program_feature_team, m.program_feature_team_about],
  [m.program_feature_group, m.program_feature_group_about],
  [m.program_feature_bridge, m.program_feature_bridge_about],
] as const;

const NEEDS = [
  m.program_need_identity,
  m.program_need_rights,
  m.program_need_mandate,
  m.program_need_person,
  m.program_need_brands,
];
const STEPS = [m.program_step_begin, m.program_step_fill, m.program_step_review, m.program_step_join];
const PRIVACY = [
  m.program_privacy_what,
  m.program_privacy_who,
  m.program_privacy_kept,
  m.program_privacy_none,
];

/** What the program is, for whom, and how one comes into it. */
export function programPage(page: PageContext): string {
  const { language, query, contact } = page;
  const t = { locale: language };
  const apply = html`<p><a class="button button-main" href="/program/apply${query}">${m.program_apply({}, t)}</a></p>`;
  return wholePage(
    page,
    m.program_name({}, t),
    html`<h1>${m.program_title({}, t)}</h1>
<p>${m.program_about({}, t)}</p>
<p>${m.program_for_whom({}, t)}</p>
<p><strong>${m.program_free({}, t)}</strong></p>
${apply}
<h2>${m.program_features({}, t)}</h2>
<dl class="features">${FEATURES.map(
      ([name, about]) => html`<div><dt>${name({}, t)}</dt><dd>${about({}, t)}</dd></div>`,
    )}</dl>
<h2>${m.program_needs({}, t)}</h2>
<ul class="dots">${NEEDS.map((need) => html`<li>${need({}, t)}</li>`)}</ul>
<h2>${m.program_steps({}, t)}</h2>
<ol class="dots">${STEPS.map((step) => html`<li>${step({}, t)}</li>`)}</ol>
${apply}
<p><a href="/program/reports${query}">${m.figures_public_list({}, t)}</a></p>
<h2 id="contact">${m.program_contact_title({}, t)}</h2>
<p>${contactSentence(contact, language)}</p>
<h2 id="privacy">${m.program_privacy({}, t)}</h2>
${PRIVACY.map((sentence) => html`<p>${sentence({}, t)}</p>`)}`,
  );
}
