import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Language } from '@marketsafe/contract';
import { z } from 'zod';
import { inScriptOf } from './language-script.ts';
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

/** Reads every area of a language: none where it has no folder yet. Throws where a file is no catalogue. */
function readCatalogues(language: Language): Catalogues {
  if (!existsSync(join(FOLDER, language))) return {};
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

/** What a message of a language lacks beside its English. */
function pairBreaches(key: string, english: Message, other: Message, language: Language): Breach[] {
  const breaches: Breach[] = [];
  if (parameters(english) !== parameters(other))
    breaches.push(
      `${key}: has other parameters in ${language} (${parameters(english)} / ${parameters(other)})`,
    );
  const said = new Set(texts(english));
  if (
    texts(english).some(hasWords) &&
    !texts(other).every((text) => !said.has(text) && inScriptOf(language, text))
  )
    breaches.push(`${key}: is not translated (${language})`);
  return breaches;
}

function formBreaches(area: string, key: string, entries: readonly Message[]): Breach[] {
  const breaches: Breach[] = [];
  if (!key.startsWith(`${area}_`) || !/^[a-z0-9_]+$/.test(key))
    breaches.push(`${area}.${key}: a key is snake_case and begins with its area`);
  if (entries.flatMap(texts).some((text) => text.trim() !== text || text === ''))
    breaches.push(`${area}.${key}: is empty or begins or ends with a space`);
  return breaches;
}

/** What is missing, untranslated, misplaced or said twice in the catalogues, which are English and one for each other language. */
export function catalogueBreaches(
  english: Catalogues,
  others: Partial<Readonly<Record<Language, Catalogues>>>,
): Breach[] {
  const breaches: Breach[] = [];
  const homes = new Map<string, string>();
  const all = new Map<Language, Catalogues>([['en', english]]);
  for (const language of LANGUAGES) {
    const catalogues = others[language];
    if (catalogues) all.set(language, catalogues);
  }
  for (const area of new Set([...all.values()].flatMap(Object.keys))) {
    for (const key of new Set([...all.values()].flatMap((each) => Object.keys(each[area] ?? {})))) {
      const said = [...all].map(([language, each]) => [language, each[area]?.[key]] as const);
      breaches.push(
        ...formBreaches(
          area,
          key,
          said.flatMap(([, entry]) => (entry === undefined ? [] : [entry])),
        ),
      );
      for (const [language, entry] of said) {
        if (entry === undefined) breaches.push(`${area}.${key}: is missing in ${language}`);
        const original = english[area]?.[key];
        if (entry !== undefined && original !== undefined && language !== 'en')
          breaches.push(...pairBreaches(`${area}.${key}`, original, entry, language));
      }
      for (const text of texts(english[area]?.[key] ?? '').filter((one) => one.split(' ').length > 3)) {
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
  const others = Object.fromEntries(
    LANGUAGES.filter((language) => language !== 'en').map((language) => [language, readCatalogues(language)]),
  );
  return [...catalogueBreaches(english, others), ...unusedMessages(english, sources)];
}
