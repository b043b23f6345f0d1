/** Text of a page that is HTML already: everything else is a text, and is escaped where it is put. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes. Nothing, null and false leave no trace. */
export type Part = Html | string | number | null | false | undefined | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function textOf(part: Part): string {
  if (part instanceof Html) return part.text;
  if (part === null || part === false || part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number')
    return String(part).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
  return part.map(textOf).join('');
}

/** Writes HTML: whatever is put into it is text, in an element or in an attribute within quotes, unless it is HTML itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, string, index) => text + textOf(parts[index - 1]) + string));
}

/** Attributes of an element, with those that are true alone by their name, and without those that are null or false. */
export function attributes(named: Readonly<Record<string, string | number | boolean | null>>): Html {
  const written = Object.entries(named).flatMap(([name, value]) => {
    if (value === null || value === false) return [];
    return [value === true ? ` ${name}` : ` ${name}="${textOf(value)}"`];
  });
  return new Html(written.join(''));
}
