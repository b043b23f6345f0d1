import { htmlText } from './html-text.ts';
import { cleanText } from './text.ts';

/** What is certainly markup: `<M>` in a title is a size. */
const MARKUP =
  /<(?:!--|!\[|\/?(?:a|abbr|article|b|big|blockquote|br|button|center|code|dd|div|dl|dt|em|figure|font|form|h[1-6]|hr|i|iframe|img|input|ins|label|li|link|meta|noscript|object|ol|p|path|picture|pre|script|section|small|source|span|strong|style|sub|sup|svg|table|tbody|td|template|th|thead|tr|u|ul|video)(?=[\s/>])[^<>]*>)/i;

/**
 * Marks of a template that nobody has filled in: `{{name}}`, `{% if %}`, `${name}`, `<%= name %>`, `[page="merchant_info"]…[/page]`,
 * `{0}`, `{shopName}`, `%1$s`, `@@NAME@@`, `__NAME__`. Square brackets and braces around plain words are a seller's.
 */
const TEMPLATE =
  /\{\{[^{}]{0,200}\}\}|\{%[^{}]{0,200}%\}|[$#]\{[^{}]{0,200}\}|<%[^%]{0,200}%>|\[[a-z][\w-]{0,40}=(?:"[^"\]]{0,200}"|'[^'\]]{0,200}')[^\]]{0,200}\]|\[\/[a-z][\w-]{0,40}\]|\{\d{1,2}\}|\{[a-z]+(?:[A-Z]\w*|[._]\w+)\}|%\d\$[sd]|@@\w{1,40}@@|__[A-Z][A-Z_]{2,40}__/;

/** What programs write in the place of a text that they do not have, and data that nobody has made a text of. */
const NO_TEXT = /^(?:undefined|null|NaN|\[object \w+\])$|^(?:\{\s*"[^"]{0,100}"\s*:|\[\s*\{\s*")/;

/**
 * A source's text as a person reads it, cleaned (see `cleanText`). Empty where it is a template or data and no text: such a fact is not
 * found. Characters that look like markup stay: in a name they are characters.
 */
export function shownText(text: string, limit: number): string {
  const shown = cleanText(text, limit);
  return isTemplate(shown) || NO_TEXT.test(shown) ? '' : shown;
}

/** As `shownText`, for a text of several lines that may be markup: without it, and without the lines that are templates. */
export function shownLines(text: string, limit: number): string {
  if (MARKUP.test(cleanText(text, limit))) return shownText(htmlText(text), limit);
  if (!isTemplate(text)) return shownText(text, limit);
  const lines = text.split(/[\r\n]+/).map((line) => shownText(line, limit));
  return cleanText(lines.join(' '), limit);
}

/** Whether a text holds marks that a program should have replaced. */
export function isTemplate(text: string): boolean {
  return TEMPLATE.test(text);
}
