/** Stands where a text was taken out. */
const TAKEN_OUT = '\u2588\u2588\u2588';
const SPACE = '(?:\\s|\\+|%20|%09|%0a|%0d|&nbsp;|&#160;|&#xa0;|\\\\[nrt])+';

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

function hex(code: number, length: number): string {
  return code.toString(16).padStart(length, '0');
}

function percent(character: string): string {
  return [...new TextEncoder().encode(character)].map((byte) => `%${hex(byte, 2)}`).join('');
}

/** One character in every way that HTML, addresses and JSON write it. */
function variants(character: string): string {
  const units = [...Array(character.length).keys()].map((at) => character.charCodeAt(at));
  const code = character.codePointAt(0) ?? 0;
  const named: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  const ways = [
    escaped(character),
    escaped(percent(character)),
    percent(character).replaceAll('%', '%25'),
    units.map((unit) => `\\\\u${hex(unit, 4)}`).join(''),
    `&#0*${code};?`,
    `&#x0*${hex(code, 1)};?`,
    ...(named[character] === undefined ? [] : [named[character]]),
  ];
  return `(?:${[...new Set(ways)].join('|')})`;
}

function patternOf(text: string): string {
  return text
    .normalize('NFC')
    .trim()
    .split(/\s+/)
    .map((word) => [...word].map(variants).join(''))
    .join(SPACE);
}

/**
 * One pattern for all texts that name the viewer, in any case and spacing, plain or escaped; null where there are none. Longest first,
 * so that a full name goes before its parts. Every part of it is of fixed length or bounded by another character: linear to match.
 */
export function viewerPattern(texts: readonly string[]): RegExp | null {
  const known = [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== '');
  if (known.length === 0) return null;
  known.sort((one, other) => other.length - one.length);
  return new RegExp(known.map(patternOf).join('|'), 'giu');
}

/** Takes everything that names the viewer out of a text. */
export function withoutViewer(text: string, pattern: RegExp | null): string {
  return pattern ? text.normalize('NFC').replace(pattern, TAKEN_OUT) : text;
}
