import type { PageDom } from './dom.ts';
import { parseLiteral, parseString, skipBalanced, skipSpace } from './literal.ts';

/** The state variables that a page's inline scripts assign, read as data. */
export interface InlineState {
  /** Every readable object assigned to `name` (`window.runParams`, `iDetailData`, `window["name"]`), in page order. */
  assigned: (name: string) => unknown[];
  /** Every readable object that stands right after `marker`, for wrapper calls whose head is missing. */
  following: (marker: string) => unknown[];
  /** Content of the script element with this id, read as JSON. */
  json: (id: string) => unknown;
}

/** Longer scripts are libraries or attacks, not state: the longest state script seen has 0.9 million characters. */
const MAX_SCRIPT = 8_000_000;
const MAX_OCCURRENCES = 200;
/** Each unreadable assignment may cost one pass over its script, so a page gets only a few. */
const MAX_FAILURES = 6;

/** Reads each inline script's text once; nothing is parsed until asked for. */
export function openInlineState(dom: PageDom): InlineState {
  const scripts = dom
    .findAll('script:not([src])')
    .map((element) => ({ id: dom.attribute(element, 'id'), text: dom.text(element, MAX_SCRIPT + 1) }))
    .filter(({ text }) => text.length > 0 && text.length <= MAX_SCRIPT);
  const assignedCache = new Map<string, unknown[]>();

  const collect = (needle: string, valueStart: (text: string, after: number) => number): unknown[] => {
    const values: unknown[] = [];
    let failures = 0;
    for (const { text } of scripts) {
      let at = text.indexOf(needle);
      for (let seen = 0; at >= 0 && seen < MAX_OCCURRENCES && failures < MAX_FAILURES; seen++) {
        const after = at + needle.length;
        const start = isWordPart(text[at - 1]) ? -1 : valueStart(text, after);
        const parsed = start < 0 ? null : parseValue(text, start);
        if (parsed) values.push(parsed.value);
        else if (start >= 0) failures++;
        at = text.indexOf(needle, parsed ? parsed.end : after);
      }
    }
    return values;
  };

  return {
    assigned: (name) => {
      const known = assignedCache.get(name);
      if (known) return known;
      const values = collect(name, (text, after) => {
        const equals = skipSpace(text, afterBracket(text, after));
        return text[equals] === '=' && text[equals + 1] !== '=' ? skipSpace(text, equals + 1) : -1;
      });
      assignedCache.set(name, values);
      return values;
    },
    following: (marker) => collect(marker, skipSpace),
    json: (id) => {
      const script = scripts.find((candidate) => candidate.id === id);
      return script ? parseLiteral(script.text, skipSpace(script.text, 0))?.value : undefined;
    },
  };
}

/** Past the quote and bracket behind a name that is no identifier: `window["__envoy_product-detail__PROPS"]={…}`. */
function afterBracket(text: string, after: number): number {
  if (text[after] !== '"' && text[after] !== "'") return after;
  const bracket = skipSpace(text, after + 1);
  return text[bracket] === ']' ? bracket + 1 : after;
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\w$]/.test(character);
}

function parseValue(text: string, start: number): { value: unknown; end: number } | null {
  if (text.startsWith('JSON.parse(', start)) {
    const string = parseString(text, skipSpace(text, start + 'JSON.parse('.length));
    const inner = string ? parseLiteral(String(string.value).trim(), 0) : null;
    return string && inner ? { value: inner.value, end: string.end } : null;
  }
  if (text[start] !== '(' && text[start] !== '!' && !text.startsWith('function', start)) {
    return parseLiteral(text, start);
  }
  return parseCallArgument(text, start);
}

/** `(function (path, page) {…})(window.contextPath, {…})`: the value is what the wrapper is called with. */
function parseCallArgument(text: string, start: number): { value: unknown; end: number } | null {
  const wrapper = text.indexOf('(', start);
  const wrapperEnd = wrapper < 0 ? -1 : skipBalanced(text, wrapper);
  if (wrapperEnd < 0) return null;
  let at = skipSpace(text, wrapperEnd);
  if (text[at] === '{') {
    const bodyEnd = skipBalanced(text, at);
    if (bodyEnd < 0) return null;
    at = skipSpace(text, bodyEnd);
  }
  if (text[at] !== '(') return null;
  const end = skipBalanced(text, at);
  for (at++; at < end; at++) {
    if (text[at] === '{' || text[at] === '[') return parseLiteral(text, at);
    if (text[at] === '"' || text[at] === "'" || text[at] === '(') return null;
  }
  return null;
}
