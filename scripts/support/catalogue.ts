import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from './paths.ts';
import { sourceFiles } from './source-files.ts';

const SCHEMA_KEY = '$schema';

/** A message as the catalogue's format has it: a text, or texts by what their parameters are. */
const message = z.union([
  z.string(),
  z.array(z.looseObject({ match: z.record(z.string(), z.string()) })).min(1),
]);
const catalogue = z.record(z.string(), message);

type Message = z.infer<typeof message>;

/** Messages of one language, by area and key. */
export type Catalogues = Readonly<Record<string, Readonly<Record<string, Message>>>>;

/** What a breach is about: where, and what is wrong. */
type Breach = string;

const FOLDER = join(ROOT, 'words', 'messages');

/** Reads every area of a language. Throws where a file is no catalogue. */
function readCatalogues(language: string): Catalogues {
  return Object.fromEntries(
    readdirSync(join(FOLDER, language)).map((file) => {
      const { [SCHEMA_KEY]: _, ...entries } = z
        .record(z.string(), z.unknown())
        .parse(JSON.parse(readFileSync(join(FOLDER, language, file), 'utf8')));
      return [file.replace(/\.json$/, ''), catalogue.parse(entries)];
    }),
  );
}

function texts(entry: Message): string[] {
  return typeof entry === 'string' ? [entry] : entry.flatMap(({ match }) => Object.values(match));
}

function parameters(entry: Message): string {
  const names = texts(entry).flatMap((text) => [...text.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name));
  return [...new Set(names)].sort().join(', ');
}

/** Words in a text beside its parameters, names and codes: what a translation could change. */
function hasWords(text: string): boolean {
  return /[a-z]{3,} [a-z]{2,}/i.test(text.replace(/\{[^{}]+\}/g, ''));
}

const HAN = /\p{Script=Han}/u;

function pairBreaches(area: string, key: string, english: Message, chinese: Message): Breach[] {
  const breaches: Breach[] = [];
  if (parameters(english) !== parameters(chinese))
    breaches.push(
      `${area}.${key}: has other parameters in Chinese (${parameters(english)} / ${parameters(chinese)})`,
    );
  if (texts(english).some(hasWords) && !texts(chinese).every((text) => HAN.test(text)))
    breaches.push(`${area}.${key}: is not translated`);
  if ([...texts(english), ...texts(chinese)].some((text) => text.trim() !== text || text === ''))
    breaches.push(`${area}.${key}: is empty or begins or ends with a space`);
  return breaches;
}

/** What is missing, untranslated, misplaced or said twice in the catalogues. */
export function catalogueBreaches(english: Catalogues, chinese: Catalogues): Breach[] {
  const breaches: Breach[] = [];
  const homes = new Map<string, string>();
  for (const area of new Set([...Object.keys(english), ...Object.keys(chinese)])) {
    const [en, zh] = [english[area] ?? {}, chinese[area] ?? {}];
    for (const key of new Set([...Object.keys(en), ...Object.keys(zh)])) {
      const [inEnglish, inChinese] = [en[key], zh[key]];
      if (!key.startsWith(`${area}_`) || !/^[a-z0-9_]+$/.test(key))
        breaches.push(`${area}.${key}: a key is snake_case and begins with its area`);
      if (inEnglish === undefined) breaches.push(`${area}.${key}: is missing in English`);
      if (inChinese === undefined) breaches.push(`${area}.${key}: is missing in Chinese`);
      if (inEnglish === undefined || inChinese === undefined) continue;
      breaches.push(...pairBreaches(area, key, inEnglish, inChinese));
      for (const text of texts(inEnglish).filter((one) => one.split(' ').length > 3)) {
        const home = homes.get(text);
        if (home !== undefined && home !== key) breaches.push(`${area}.${key}: says the same as ${home}`);
        homes.set(text, key);
      }
    }
  }
  return breaches;
}

/** Messages that no source file uses. Uses are written `m.key`, so that a search finds them. */
export function unusedMessages(catalogues: Catalogues, sources: Iterable<string>): Breach[] {
  const used = new Set<string>();
  for (const source of sources)
    for (const [, key = ''] of source.matchAll(/\bm\.([a-z0-9_]+)/g)) used.add(key);
  return Object.entries(catalogues).flatMap(([area, entries]) =>
    Object.keys(entries)
      .filter((key) => !used.has(key))
      .map((key) => `${area}.${key}: nobody uses it`),
  );
}

const USERS = [
  'components',
  'entrypoints',
  'utils',
  'words/src',
  'evidence/src',
  'server/src',
  'console/src',
  'scripts',
];

/** Everything that is wrong with the catalogues of this repository. */
export function wordsBreaches(): Breach[] {
  const english = readCatalogues('en');
  const sources = sourceFiles(USERS).map(({ text }) => text);
  return [...catalogueBreaches(english, readCatalogues('zh-CN')), ...unusedMessages(english, sources)];
}
