import type { PageReading } from '@marketsafe/contract';
import { MARKETPLACE_IDS } from '@marketsafe/contract/marketplaces';
import { readIndex } from './index-file.ts';
import type { Verdict } from './judge.ts';
import { type JudgedFile, judgeFile } from './read-file.ts';
import { type Tally, tally } from './tally.ts';

/** A fact that is wrong or missing, with the file it belongs to. */
export interface Miss extends Omit<Verdict, 'held' | 'outcome'> {
  outcome: 'wrong' | 'missing';
  file: string;
  form: 'page' | 'state';
}

/** How many listing cards a search or store page showed. The index holds no truth about cards: for information only. */
export interface CardCount {
  file: string;
  marketplace: string;
  kind: PageReading['kind'];
  form: 'page' | 'state';
  cards: number;
  titles: number;
  prices: number;
  images: number;
  sellers: number;
}

/** How the reading of a folder of saved pages compares with the truth. */
export interface Accuracy {
  folder: string;
  /** Pages as they were saved. */
  pages: Tally;
  /** States and answers to data requests, each placed in a page of ours: they show that the adapter reads the state, not the page. */
  states: Tally;
  misses: Miss[];
  cards: CardCount[];
  /** How many rows belong to marketplaces that this build does not know. */
  unknownMarketplaces: Record<string, number>;
  /** What kept rows, or facts of rows, from being judged; one line each. */
  problems: string[];
  /** Marketplaces of which the folder holds no listing page: nothing here says how well those are read. */
  withoutListingPage: string[];
}

/**
 * Reads every file of a folder's index and compares. Throws a `UserError` where there is no readable index; everything else that is
 * wrong with the folder is named in the result.
 */
export function measureAccuracy(
  folder: string,
  onProgress: (done: number, of: number, file: string) => void,
): Accuracy {
  const { rows, problems } = readIndex(folder);
  const judged: JudgedFile[] = [];
  const unknownMarketplaces: Record<string, number> = {};
  rows.forEach((row, at) => {
    onProgress(at, rows.length, row.file);
    const file = judgeFile(folder, row);
    if ('reading' in file) {
      judged.push(file);
      problems.push(...file.problems.map((problem) => `${row.file}: ${problem}`));
    } else if (file.isUnknownMarketplace) {
      unknownMarketplaces[row.marketplace] = (unknownMarketplaces[row.marketplace] ?? 0) + 1;
    } else problems.push(`${row.file} ${file.problem}`);
  });
  return {
    folder,
    pages: tally(judged.filter(({ type }) => type.form === 'page')),
    states: tally(judged.filter(({ type }) => type.form === 'state')),
    misses: judged.flatMap(missesOf),
    cards: judged.flatMap(cardsOf),
    unknownMarketplaces,
    problems,
    withoutListingPage: MARKETPLACE_IDS.filter((id) => !judged.some((file) => isListingPage(file, id))),
  };
}

function isListingPage({ row, type }: JudgedFile, marketplace: string): boolean {
  return row.marketplace === marketplace && type.kind === 'listing' && type.form === 'page';
}

function missesOf({ row, type, verdicts }: JudgedFile): Miss[] {
  return verdicts.flatMap(({ held: _, outcome, ...verdict }) =>
    outcome === 'correct' ? [] : [{ file: row.file, form: type.form, outcome, ...verdict }],
  );
}

function cardsOf({ row, type, reading }: JudgedFile): CardCount[] {
  if (type.kind !== 'search' && type.kind !== 'store') return [];
  const cards = reading.cards ?? [];
  const having = (part: 'title' | 'price' | 'image' | 'seller') =>
    cards.filter((card) => card[part] !== undefined).length;
  return [
    {
      file: row.file,
      marketplace: row.marketplace,
      kind: type.kind,
      form: type.form,
      cards: cards.length,
      titles: having('title'),
      prices: having('price'),
      images: having('image'),
      sellers: having('seller'),
    },
  ];
}
