import { MAX_IMPORT_ROWS } from '@marketsafe/contract';
import { parse } from 'csv-parse/sync';
import { type Cell, MOST_COLUMNS, MOST_TEXT, type Table, TableProblem } from './cells.ts';

const SEPARATORS = [',', ';', '\t'] as const;

/** What spreadsheets in other languages write: UTF-16 with its mark, or the usual Chinese encoding where it is no UTF-8. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** The sign that stands most often in the head of the table. */
function separatorOf(text: string): string {
  const head = text.slice(0, Math.max(text.search(/[\r\n]/), 0) || 2_000);
  const often = (sign: string) => head.split(sign).length;
  return SEPARATORS.reduce((best, sign) => (often(sign) > often(best) ? sign : best), ',');
}

function cellOf(text: string): Cell {
  const shown = text.slice(0, MOST_TEXT).trim();
  // Our own lists, and others that mean well, put an apostrophe before what is no formula.
  if (/^'[\s]*[=+\-@＝＋－＠|%]/u.test(shown)) return { text: shown.slice(1), formula: false };
  return { text: shown, formula: /^[=＝]/u.test(shown) };
}

/** Reads a list that was saved as text. @throws TableProblem */
export function readCsv(bytes: Uint8Array): Table {
  const text = decode(bytes);
  if (text.includes('\0')) throw new TableProblem('unreadable');
  let rows: string[][];
  try {
    rows = parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: MAX_IMPORT_ROWS + 2,
      max_record_size: 1024 * 1024,
    });
  } catch (error) {
    throw new TableProblem('unreadable', error);
  }
  if (rows.length > MAX_IMPORT_ROWS + 1) throw new TableProblem('too-long');
  return rows.map((row) => row.slice(0, MOST_COLUMNS).map(cellOf));
}
