import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../support/user-error.ts';

/** Name of the table of true facts in a folder of saved pages. */
export const INDEX_NAME = 'INDEX.tsv';

/** Columns as their heading names them, in any order. Other columns are not looked at, missing ones are empty. */
const COLUMNS = [
  'file',
  'marketplace',
  'page_type',
  'url',
  'listing_id',
  'title',
  'price',
  'currency',
  'seller',
  'seller_id',
  'image_count',
  'brand',
] as const;
const REQUIRED = ['file', 'marketplace', 'page_type', 'url'] as const;

type Column = (typeof COLUMNS)[number];

/** One row as it stands in the table: trimmed text, empty where the cell or the column is. */
export type IndexRow = Readonly<Record<Column, string>>;

/** The rows of a table, and the lines that are none. */
export interface Index {
  rows: IndexRow[];
  /** One sentence each, with the line's number. */
  problems: string[];
}

/** Reads a folder's `INDEX.tsv`. Throws a `UserError` where there is none that can be read. */
export function readIndex(folder: string): Index {
  const path = join(folder, INDEX_NAME);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new UserError(
      `Cannot read ${path}: ${(error as Error).message}\nThe folder must hold saved pages and a table of their true facts, ${INDEX_NAME}.`,
      2,
    );
  }
  // Without `ignoreBOM` the decoder takes a byte order mark off.
  return parseIndex(new TextDecoder().decode(bytes));
}

/**
 * Parses a tab-separated table with a heading line; line ends of any system. A row needs a file and an http(s) address. Throws a
 * `UserError` where the heading lacks a column that no row can do without.
 */
export function parseIndex(text: string): Index {
  const [heading = '', ...lines] = text.split(/\r\n|\n|\r/);
  const names = heading.split('\t').map((name) => name.trim().toLowerCase());
  const lacking = REQUIRED.filter((name) => !names.includes(name));
  if (lacking.length > 0) {
    throw new UserError(
      `${INDEX_NAME} has no column ${lacking.join(', ')}. Its first line names the columns, separated by tabs: ${COLUMNS.join(' ')}`,
      2,
    );
  }
  const index: Index = { rows: [], problems: [] };
  lines.forEach((line, at) => {
    if (line.trim() === '') return;
    const cells = line.split('\t').map((cell) => cell.trim());
    const row = Object.fromEntries(COLUMNS.map((name) => [name, cells[names.indexOf(name)] ?? ''])) as Record<
      Column,
      string
    >;
    const problem = problemOf(row);
    if (problem) index.problems.push(`${INDEX_NAME} line ${at + 2}: ${problem}`);
    else index.rows.push(row);
  });
  return index;
}

function problemOf(row: IndexRow): string | undefined {
  if (row.file === '') return 'names no file';
  if (!/^https?:\/\//i.test(row.url) || !URL.canParse(row.url))
    return `${row.file} has no address: "${row.url}"`;
  return undefined;
}
