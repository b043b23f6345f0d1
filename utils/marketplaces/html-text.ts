import { cleanText } from './text.ts';

/** Longer descriptions are not looked at. */
const MAX_HTML = 400_000;
const HIDDEN = /<(script|style)\b/gi;

/** The text of a description that state holds as HTML, often with its entities escaped once more. Linear in its length. */
export function htmlText(html: string): string {
  const decoded = cleanText(html, MAX_HTML);
  let shown = '';
  let at = 0;
  HIDDEN.lastIndex = 0;
  for (let open = HIDDEN.exec(decoded); open; open = HIDDEN.exec(decoded)) {
    shown += decoded.slice(at, open.index);
    const close = decoded.indexOf(`</${open[1]}`, open.index);
    if (close < 0) return withoutTags(shown);
    at = close;
    HIDDEN.lastIndex = close;
  }
  return withoutTags(shown + decoded.slice(at));
}

function withoutTags(html: string): string {
  return html
    .replace(/<[a-z/!][^<>]*(?:>|$)/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
