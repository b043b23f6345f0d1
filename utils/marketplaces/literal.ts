/**
 * Reads the object literals that pages assign to their state variables, without running them: JSON, and what JSON.parse refuses
 * (unquoted and numeric keys, single quotes, comments, trailing commas, `!0`, `undefined`). A member whose value is no literal
 * (`+new Date`, a ternary, a function) is left out and the rest is kept. One pass over the text, so time is linear in its length.
 */
interface ParsedLiteral {
  value: unknown;
  /** Index of the first character after the literal. */
  end: number;
}

/** Literals longer than this are not read: the largest seen on a real page is 0.9 million characters. */
const MAX_LITERAL = 6_000_000;
const MAX_DEPTH = 150;
/** How deep inside a literal that is no JSON a part is still tried as JSON. */
const JSON_DEPTH = 2;
/** Stands for a value that would have to be run to be known. */
const OPAQUE = Symbol('opaque');

/** Reads the object or array literal that begins at `start`. Null when none begins there, it does not end, or it is too large. */
export function parseLiteral(text: string, start: number): ParsedLiteral | null {
  const first = text[start];
  if (first !== '{' && first !== '[') return null;
  const end = skipBalanced(text, start);
  if (end < 0 || end - start > MAX_LITERAL) return null;
  const source = text.slice(start, end);
  try {
    return { value: JSON.parse(source), end };
  } catch {
    const value = new LiteralReader(source).read();
    return value === OPAQUE ? null : { value, end };
  }
}

/** Reads the string literal that begins at `start`. */
export function parseString(text: string, start: number): ParsedLiteral | null {
  const end = skipString(text, start);
  if (end < 0) return null;
  return { value: unescapeString(text.slice(start, end)), end };
}

/**
 * Text without brackets, other quotes and slashes, and the plain strings in it: one run of it is stepped over at once, which on a first
 * run is ten times faster than going from each such character to the next. Bounded, so that a page cannot make the match keep much.
 */
const RUN = /[^"'`{}[\]()/]{0,200}(?:"[^"\\]{0,1000}"[^"'`{}[\]()/]{0,200}){0,100}/y;

/** Index after the bracket that closes the one at `start`, stepping over strings and comments; -1 when it is never closed. */
export function skipBalanced(text: string, start: number): number {
  let depth = 0;
  let at = start;
  const limit = Math.min(text.length, start + MAX_LITERAL);
  for (;;) {
    RUN.lastIndex = at;
    RUN.test(text);
    at = RUN.lastIndex;
    if (at >= limit) return -1;
    const character = text[at];
    if (character === '{' || character === '[' || character === '(') {
      depth++;
      at++;
    } else if (character === '}' || character === ']' || character === ')') {
      depth--;
      at++;
      if (depth === 0) return at;
    } else if (character === '/') at = skipSlash(text, at);
    else if (character === '"' || character === "'" || character === '`') {
      at = skipString(text, at);
      if (at < 0) return -1;
    }
  }
}

/** Index of the next character that is neither white space nor comment. */
export function skipSpace(text: string, start: number): number {
  let at = start;
  for (;;) {
    while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
    const code = text.charCodeAt(at);
    if (code === 0xa0 || code === 0xfeff || code === 0x2028 || code === 0x2029) at++;
    else if (code === 0x2f && (text[at + 1] === '/' || text[at + 1] === '*')) at = skipSlash(text, at);
    else return at;
  }
}

function skipString(text: string, start: number): number {
  const quote = text[start];
  if (quote !== '"' && quote !== "'" && quote !== '`') return -1;
  let at = start + 1;
  for (;;) {
    const close = text.indexOf(quote, at);
    if (close < 0) return -1;
    let escapes = 0;
    while (text[close - 1 - escapes] === '\\' && close - 1 - escapes > start) escapes++;
    if (escapes % 2 === 0) return close + 1;
    at = close + 1;
  }
}

/** Steps over a comment or a regular expression; over the slash alone when it divides. */
function skipSlash(text: string, at: number): number {
  if (text[at + 1] === '/') {
    const line = text.indexOf('\n', at);
    return line < 0 ? text.length : line + 1;
  }
  if (text[at + 1] === '*') {
    const close = text.indexOf('*/', at + 2);
    return close < 0 ? text.length : close + 2;
  }
  let before = at - 1;
  while (before >= 0 && text.charCodeAt(before) <= 0x20) before--;
  if (before >= 0 && !'(,=:[!&|?{};+-*%<>~^'.includes(text[before] ?? '')) return at + 1;
  let inClass = false;
  for (let next = at + 1; next < text.length && text[next] !== '\n'; next++) {
    const character = text[next];
    if (character === '\\') next++;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '/' && !inClass) return next + 1;
  }
  return at + 1;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
};

/** What a string literal, given with its quotes, stands for. Most escapes are JSON's, which the engine reads many times faster. */
function unescapeString(literal: string): string {
  const body = literal.slice(1, -1);
  if (!body.includes('\\')) return body;
  if (literal.startsWith('"')) {
    try {
      return JSON.parse(literal) as string;
    } catch {
      // Escapes that JSON does not have.
    }
  }
  return body.replace(
    /\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2})|(\r\n|[\s\S]))/gi,
    (whole, braced?: string, unicode?: string, hex?: string, other?: string) => {
      const digits = braced ?? unicode ?? hex;
      if (digits) {
        const point = Number.parseInt(digits, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      }
      if (other === undefined || other === '\n' || other === '\r\n') return '';
      return ESCAPES[other] ?? other;
    },
  );
}

const WORDS = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const NUMBER = /[+-]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y;
const ASCII_WORD = /[A-Za-z_$][\w$]*(?![\w$\u0080-\uffff])/y;
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;

class LiteralReader {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  read(): unknown {
    return this.#value(0);
  }

  /** One value and whatever expression it is part of: more than a literal before the next delimiter makes it opaque. */
  #value(depth: number): unknown {
    this.#space();
    let value = this.#primary(depth);
    this.#space();
    while (typeof value === 'string' && this.#text[this.#at] === '+') {
      this.#at++;
      this.#space();
      const next = this.#primary(depth);
      value = typeof next === 'string' ? value + next : OPAQUE;
      this.#space();
    }
    if (this.#at < this.#text.length && !',}]'.includes(this.#text[this.#at] ?? '')) {
      this.#skipExpression();
      return OPAQUE;
    }
    return value;
  }

  #primary(depth: number): unknown {
    const character = this.#text[this.#at];
    if (depth > MAX_DEPTH) return OPAQUE;
    if (character === '{' || character === '[') {
      const json = depth > 0 && depth <= JSON_DEPTH ? this.#json() : OPAQUE;
      if (json !== OPAQUE) return json;
      return character === '{' ? this.#object(depth + 1) : this.#array(depth + 1);
    }
    if (character === '"' || character === "'" || character === '`') return this.#string();
    if (character === '!') return this.#negation();
    const number = this.#match(NUMBER);
    if (number !== null) return Number(number);
    const word = this.#word();
    return word !== null && WORDS.has(word) ? WORDS.get(word) : OPAQUE;
  }

  /** `{ data: {…JSON…}, csrfToken: … }`: the part that is JSON is read as such, several times faster. */
  #json(): unknown {
    if (this.#text[skipSpace(this.#text, this.#at + 1)] !== '"') return OPAQUE;
    const end = skipBalanced(this.#text, this.#at);
    try {
      const value: unknown = JSON.parse(this.#text.slice(this.#at, end));
      this.#at = end;
      return value;
    } catch {
      return OPAQUE;
    }
  }

  #string(): unknown {
    const parsed = parseString(this.#text, this.#at);
    if (!parsed) {
      this.#at = this.#text.length;
      return OPAQUE;
    }
    const template = this.#text[this.#at] === '`';
    this.#at = parsed.end;
    return template && String(parsed.value).includes('${') ? OPAQUE : parsed.value;
  }

  #negation(): unknown {
    const negated = this.#match(/!\s*[01]/y);
    return negated === null ? OPAQUE : negated.endsWith('0');
  }

  #object(depth: number): unknown {
    // No prototype: a page's `__proto__` key is a key like any other.
    const object: Record<string, unknown> = Object.create(null);
    this.#at++;
    for (;;) {
      this.#space();
      const character = this.#text[this.#at];
      if (character === undefined) return object;
      if (character === '}') {
        this.#at++;
        return object;
      }
      if (character === ',') {
        this.#at++;
        continue;
      }
      const key = this.#key();
      this.#space();
      if (key === null || this.#text[this.#at] !== ':') {
        this.#skipExpression();
        if (this.#text[this.#at] === ']') this.#at++;
        continue;
      }
      this.#at++;
      const value = this.#value(depth);
      if (value !== OPAQUE) object[key] = value;
      if (this.#text[this.#at] === ']') this.#at++;
    }
  }

  #array(depth: number): unknown {
    const array: unknown[] = [];
    this.#at++;
    for (;;) {
      this.#space();
      const character = this.#text[this.#at];
      if (character === undefined) return array;
      if (character === ']' || character === '}') {
        this.#at++;
        return array;
      }
      if (character === ',') {
        this.#at++;
        continue;
      }
      const value = this.#value(depth);
      if (value !== OPAQUE) array.push(value);
    }
  }

  #key(): string | null {
    const character = this.#text[this.#at];
    if (character === '"' || character === "'") {
      const key = this.#string();
      return typeof key === 'string' ? key : null;
    }
    return this.#word() ?? this.#match(/\d+(?:\.\d+)?/y);
  }

  /** To the delimiter that ends the current member. */
  #skipExpression(): void {
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? '';
      if (character === ',' || character === '}' || character === ']') return;
      if ('{[('.includes(character)) {
        const end = skipBalanced(this.#text, this.#at);
        this.#at = end < 0 ? this.#text.length : end;
      } else if (character === '"' || character === "'" || character === '`') {
        const end = skipString(this.#text, this.#at);
        this.#at = end < 0 ? this.#text.length : end;
      } else if (character === '/') this.#at = skipSlash(this.#text, this.#at);
      else this.#at++;
    }
  }

  /** The pattern of all identifiers is only compiled where a page needs it. */
  #word(): string | null {
    const character = this.#text[this.#at] ?? '';
    if (character < '\u0080' && !/[\w$]/.test(character)) return null;
    return this.#match(ASCII_WORD) ?? this.#match(WORD);
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (!found) return null;
    this.#at += found.length;
    return found;
  }

  #space(): void {
    this.#at = skipSpace(this.#text, this.#at);
  }
}
