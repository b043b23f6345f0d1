/**
 * Pages of a wanted size, grown from smaller ones, for marketplaces of which no page that large is at hand. They only serve to be
 * timed: what is read from them need not be right.
 */

/** Where an inline script's object literal begins: a brace before a key. */
const LITERAL = /\{(?=\s*(?:"[^"\n]{1,80}"|'[^'\n]{1,80}'|[A-Za-z_$][\w$]{0,80})\s*:)/;
const SCRIPT = /<script(?![^>]*\b(?:src|application\/ld\+json))[^>]*>([\s\S]*?)<\/script/gi;

/**
 * A listing grown to `bytes`: half of what is missing goes into the page's own state, as further combinations of choices, which
 * have to be parsed with it; half behind the page's content, as cards of recommended items.
 */
export function growListing(html: string, bytes: number): string {
  const lacking = bytes - html.length;
  if (lacking <= 0) return html;
  const state = largestLiteral(html);
  const inState = state === undefined ? '' : fillerState(lacking / 2);
  const grown = state === undefined ? html : `${html.slice(0, state)}${inState}${html.slice(state)}`;
  return insertBefore(grown, '</body', fillerCards(lacking - inState.length));
}

/** A search or store page grown to `bytes`: its content again and again, as if it had that many results. */
export function growList(html: string, bytes: number): string {
  const start = /<body[^>]*>/i.exec(html);
  const from = start ? start.index + start[0].length : 0;
  const end = html.toLowerCase().lastIndexOf('</body');
  const content = html.slice(from, end < from ? undefined : end);
  if (content.length === 0) return html;
  const times = Math.max(0, Math.ceil((bytes - html.length) / content.length));
  return `${html.slice(0, from)}${content.repeat(times)}${html.slice(from)}`;
}

/** Index after the brace that opens the largest inline script's literal. */
function largestLiteral(html: string): number | undefined {
  let best: { size: number; at: number } | undefined;
  for (const match of html.matchAll(SCRIPT)) {
    const text = match[1] ?? '';
    const literal = LITERAL.exec(text);
    if (!literal || text.length <= (best?.size ?? 0)) continue;
    best = { size: text.length, at: match.index + match[0].indexOf('>') + 1 + literal.index + 1 };
  }
  return best?.at;
}

function fillerState(length: number): string {
  const entry = (at: number) =>
    `{"skuId":"${12_000_000_000 + at}","names":["Red","EU ${at % 60}"],"pvs":"1627207:${at};20509:${at % 60}","price":{"value":${at % 900}.5,"currency":"USD","text":"US $${at % 900}.50"},"stock":${at},"image":"//img.example/kf/S${at}.jpg"}`;
  return `"benchFiller":[${filled(length, entry, ',')}],`;
}

function fillerCards(length: number): string {
  const entry = (at: number) =>
    `<div class="recommend--card--x1"><a href="/recommended/${at}"><img src="//img.example/kf/S${at}_220x220.jpg" alt=""><div class="recommend--name--x2"><span>Recommended thing number ${at}</span></div></a><span class="recommend--amount--x3">US $${at % 900}.50</span><span class="recommend--sold--x4">${at}+ sold</span></div>`;
  return `<div class="recommend--list--x0">${filled(length, entry, '')}</div>`;
}

function filled(length: number, entry: (at: number) => string, separator: string): string {
  const entries: string[] = [];
  for (let size = 0, at = 0; size < length; at++) {
    const text = entry(at);
    entries.push(text);
    size += text.length + separator.length;
  }
  return entries.join(separator);
}

function insertBefore(html: string, mark: string, text: string): string {
  const at = html.toLowerCase().lastIndexOf(mark);
  return at < 0 ? html + text : `${html.slice(0, at)}${text}${html.slice(at)}`;
}
