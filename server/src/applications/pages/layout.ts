import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { LANGUAGES } from '@marketsafe/contract';
import { LANGUAGE_NAMES, type Language, m } from '@marketsafe/words';
import { type Html, html, type Part } from './html.ts';

const LOOKS = new URL('../../../../looks/src/styles/', import.meta.url);
/** One small sheet: what the extension and the console look like, as far as these pages use it. */
const SHEETS = ['tokens', 'fonts', 'base', 'arrange', 'button', 'field', 'say'];

/** The style sheet of the pages, with the looks of everything else of ours. */
export const STYLES = [
  ...SHEETS.map((name) => readFileSync(new URL(`${name}.css`, LOOKS), 'utf8')),
  readFileSync(new URL('program.css', import.meta.url), 'utf8'),
].join('\n');

/** Changes with its content, so that it may be kept for ever. */
export const STYLES_PATH = `/program/style-${createHash('sha256').update(STYLES).digest('hex').slice(0, 12)}.css`;

/** How a page is asked for. */
export interface PageContext {
  language: Language;
  /** Goes behind each address of ours: the language, where somebody chose one. */
  query: '' | `?lang=${Language}`;
  /** Address of this page, without a query. */
  path: string;
  /** Where people write to; null where the operator named nobody. */
  contact: string | null;
}

/** A whole page. It holds no script, and works without any. */
export function wholePage(
  { language, query, path, contact }: PageContext,
  title: string,
  body: Part,
): string {
  const t = { locale: language };
  const others = LANGUAGES.filter((one) => one !== language);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title} · MarketSafe</title>
<link rel="stylesheet" href="${STYLES_PATH}">
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
</head>
<body>
<a class="skip" href="#content">${m.console_skip({}, t)}</a>
<header class="top"><nav aria-label="${m.program_nav({}, t)}" class="line">
<a class="top-name" href="/program${query}">${m.program_name({}, t)}</a>
<span class="line line-end">
${others.map((other) => html`<a href="${path}?lang=${other}" lang="${other}" hreflang="${other}">${LANGUAGE_NAMES[other]}</a>`)}
<a href="/sign-in">${m.console_sign_in({}, t)}</a></span>
</nav></header>
<main id="content" class="stack">
${body}
</main>
<footer class="foot small soft"><p>${contactSentence(contact, language)}</p>
<p><a href="/program${query}#privacy">${m.program_privacy({}, t)}</a></p></footer>
</body>
</html>
`.text;
}

/** Where people write to, or plainly that nobody was named. */
export function contactSentence(contact: string | null, language: Language): Html {
  const t = { locale: language };
  if (contact === null) return html`${m.program_contact_none({}, t)}`;
  return html`${m.program_contact({}, t)} <a href="mailto:${contact}">${contact}</a>`;
}

/** A notice: what has happened, and what to do. One that comes first takes the focus, so that it is read out. */
export function notice(
  tone: 'info' | 'good' | 'warn' | 'bad',
  title: string,
  text: Part = null,
  focus = false,
): Html {
  const attribute = focus ? html` tabindex="-1" autofocus` : null;
  return html`<div class="notice tone-${tone}" role="${tone === 'bad' ? 'alert' : 'status'}"${attribute}>
<p class="notice-title">${title}</p>${text && html`<div class="notice-text">${text}</div>`}</div>`;
}
