import { readFileSync } from 'node:fs';

/** A term in both languages, and where it is from. */
interface Term {
  en: string;
  zh: string;
  source: string;
}

const FILE = new URL('../../glossary/terms.tsv', import.meta.url);

let terms: readonly Term[] | undefined;

function allTerms(): readonly Term[] {
  terms ??= readFileSync(FILE, 'utf8')
    .split(/\r?\n/)
    .slice(1)
    .flatMap((line) => {
      const [en = '', zh = '', source = ''] = line.split('\t');
      return en !== '' && zh !== '' ? [{ en, zh, source }] : [];
    });
  return terms;
}

/** Most terms that are shown beside one text. */
const MOST = 20;

/** Terms of the program's glossary that a text holds, in either language; the longest first. */
export function termsIn(text: string): Term[] {
  const small = text.toLowerCase();
  return allTerms()
    .filter(({ en, zh }) => {
      // What stands in brackets explains the term.
      const bare = en.replace(/\s*\(.*?\)/g, '').toLowerCase();
      const chinese = zh.replace(/（.*?）|\(.*?\)/g, '');
      return (bare.length > 2 && hasWord(small, bare)) || (chinese.length > 1 && text.includes(chinese));
    })
    .sort((one, other) => other.en.length - one.en.length)
    .slice(0, MOST);
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + word.length] ?? ' ';
    if (!/[a-z0-9]/.test(before) && !/[a-rt-z0-9]/.test(after)) return true;
  }
  return false;
}
