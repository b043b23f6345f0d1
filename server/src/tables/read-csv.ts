import { parse } from 'csv-parse/sync';
import { type Cell, MOST_COLUMNS, MOST_TEXT, type Table, type TableLimits, TableProblem } from './cells.ts';

const SEPARATORS = [',', ';', '\t'] as const;

/** Bytes that are looked at to tell UTF-16 that does not say so. */
const LOOKED_AT = 2_000;

/** What spreadsheets in other languages write: UTF-16, or the usual Chinese encoding where it is no UTF-8. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const wide = withoutMark(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    // As a stream: a file that was cut off within a character is no other encoding.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** UTF-16 that lacks its mark: every second byte of a table's separators, digits and addresses is zero. */
function withoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const some = bytes.subarray(0, LOOKED_AT);
  const zeros = [0, 0];
  some.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > some.length / 6 && even === 0) return 'utf-16le';
  return even > some.length / 6 && odd === 0 ? 'utf-16be' : undefined;
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
export function readCsv(bytes: Uint8Array, limits: TableLimits): Table {
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
      to: limits.rows + 2,
      max_record_size: 1024 * 1024,
    });
  } catch (error) {
    throw new TableProblem('unreadable', error);
  }
  if (rows.length > limits.rows + 1) throw new TableProblem('too-long');
  return rows.map((row) => row.slice(0, MOST_COLUMNS).map(cellOf));
}
