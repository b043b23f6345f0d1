import type { Accuracy, CardCount, Miss } from './measure.ts';
import { type Count, type Counts, precision, recall, type Tally } from './tally.ts';

const COLUMNS = ['held', 'found', 'correct', 'wrong', 'missing', 'precision', 'recall'];

/** What `npm run accuracy` prints. */
export function accuracyReport(accuracy: Accuracy): string {
  const { pages, states, misses, cards, problems } = accuracy;
  const lines = [
    ...group('PAGES', pages),
    ...(states.files > 0
      ? [
          '',
          ...group('STATES (page state or the answer to its data request, placed in a page of ours)', states),
        ]
      : []),
    ...(misses.length > 0 ? ['', 'MISSES', ...misses.map(miss)] : []),
    ...(cards.length > 0
      ? ['', 'CARDS on search and store pages (no truth in the index)', ...cards.map(cardLine)]
      : []),
    ...(problems.length > 0 ? ['', 'NOT JUDGED', ...problems.map((problem) => `  ${problem}`)] : []),
    '',
    ...unknown(accuracy.unknownMarketplaces),
    verdict(accuracy),
    listingPages(accuracy.withoutListingPage),
  ];
  return `${lines.join('\n')}\n`;
}

function group(title: string, { files, marketplaces, total }: Tally): string[] {
  const sections = Object.entries(marketplaces).flatMap(([id, own]) =>
    own ? section(`${id} (${own.files})`, own.facts) : [],
  );
  return [`${title}: ${files} files`, row('', '', COLUMNS), ...sections, ...section('total', total)];
}

function section(name: string, facts: Counts): string[] {
  return Object.entries(facts).map(([fact, count], at) => row(at === 0 ? name : '', fact, cells(count)));
}

function cells(count: Count): string[] {
  const { held, found, correct, wrong, missing } = count;
  return [held, found, correct, wrong, missing]
    .map(String)
    .concat([percent(precision(count)), percent(recall(count))]);
}

function row(name: string, fact: string, values: readonly string[]): string {
  const columns = values.map((value) => value.padStart(10)).join('');
  return `${name.padEnd(18)} ${fact.padEnd(10)}${columns}`.trimEnd();
}

/** Never rounded up to 100: one miss among thousands must show. */
function percent(share: number | null): string {
  if (share === null) return '–';
  return `${(Math.floor(share * 1_000) / 10).toFixed(1)} %`;
}

function miss({ outcome, file, form, fact, expected, got, source }: Miss): string {
  const name = form === 'state' ? `${file} (state)` : file;
  const from = source ? ` (${short(source)})` : '';
  return `  ${outcome.toUpperCase().padEnd(7)} ${name}  ${fact}: expected ${short(expected)}, got ${short(got)}${from}`;
}

function cardLine({ file, form, kind, cards, titles, prices, images, sellers }: CardCount): string {
  const name = form === 'state' ? `${file} (state)` : file;
  return `  ${name.padEnd(24)} ${kind.padEnd(7)} ${String(cards).padStart(4)} cards: ${titles} titles, ${prices} prices, ${images} images, ${sellers} sellers`;
}

function short(text: string): string {
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

function unknown(marketplaces: Accuracy['unknownMarketplaces']): string[] {
  const named = Object.entries(marketplaces).map(([name, files]) => `${name} (${files})`);
  return named.length > 0
    ? [`Not read, because this build does not know the marketplace: ${named.join(', ')}.`]
    : [];
}

function verdict({ misses, problems }: Accuracy): string {
  const wrong = misses.filter(({ outcome }) => outcome === 'wrong').length;
  const left = problems.length > 0 ? ` ${problems.length} not judged.` : '';
  return `${wrong === 0 ? 'No fact is wrong' : `${wrong} WRONG`}, ${misses.length - wrong} missing.${left}`;
}

function listingPages(marketplaces: readonly string[]): string {
  return marketplaces.length > 0
    ? `No listing page in this folder for: ${marketplaces.join(', ')}.`
    : 'The folder holds a listing page of every marketplace.';
}
