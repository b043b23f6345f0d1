import {
  type AnswerColumn,
  type AnswerOutcome,
  type AnswerReading,
  type AnswerSaid,
  type LineState,
  MOST_ANSWER_BYTES,
  MOST_ANSWER_LINES,
  MOST_ANSWER_WORDS,
} from '@marketsafe/contract';
import type { Cell, Table } from '../../tables/cells.ts';
import { readTable } from '../../tables/read-table.ts';
import { type Identity, identityOf, textOf } from './identity.ts';
import { causeOf, columnOfHead, outcomeOf } from './meanings.ts';

/** What a file of answers may be at most. */
export const ANSWER_LIMITS = { rows: MOST_ANSWER_LINES, bytes: MOST_ANSWER_BYTES };

/** Rows by which it is told what a column holds. */
const LOOKED_AT = 200;
/** Part of a column's cells that have to be of a kind for the column to be. */
const MOSTLY = 0.6;

/** A line of the file as far as it can be read. */
export interface ReadLine {
  line: number;
  cells: string[];
  identities: Identity[];
  /** Number of a packet, or what the marketplace calls it; empty where it has none. */
  packet: string;
  said: AnswerSaid | null;
  /** Why it cannot be taken, whatever stands in the packets; null where it may be. */
  fault: Extract<LineState, 'formula' | 'number-rounded' | 'no-identity' | 'no-outcome' | 'cut-off'> | null;
  /** What stands where the answer should, and means nothing. */
  unclear: string | null;
}

/** A file of answers as it was read. */
export interface ReadAnswers {
  lines: ReadLine[];
  columns: { heading: string; means: AnswerColumn; examples: string[] }[];
}

const SHOWN = 80;

/** Reads a file of answers: which column means what, and what each line says. @throws TableProblem */
export async function readAnswers(
  bytes: Uint8Array<ArrayBuffer>,
  reading: AnswerReading,
): Promise<ReadAnswers> {
  const table = await readTable(bytes, ANSWER_LIMITS);
  const head = headOf(table);
  const width = table.reduce((most, row) => Math.max(most, row.length), 0);
  const rows = table.flatMap((cells, index) =>
    index >= head.rows && cells.some(({ text }) => text !== '') ? [{ line: index + 1, cells }] : [],
  );
  const columns = Array.from({ length: width }, (_, column) => ({
    heading: (head.cells[column]?.text ?? '').slice(0, SHOWN),
    means:
      reading.columns?.[column] ??
      meaningOf(
        head.cells[column]?.text ?? '',
        rows.slice(0, LOOKED_AT).flatMap(({ cells }) => cells[column] ?? []),
      ),
    examples: rows
      .flatMap(({ cells }) => cells[column]?.text || [])
      .slice(0, 3)
      .map((text) => text.slice(0, SHOWN)),
  }));
  // What the marketplace says is one column: of several the one that says so by its heading, then the first.
  if (!reading.columns) keepOne(columns, 'outcome', 'words');
  const lines = rows.map(({ line, cells }) => readLine(line, cells, columns, reading));
  if (wasCutOff(bytes)) {
    const last = lines.at(-1);
    const usual = rows[0]?.cells.length ?? 0;
    if (last && (rows.at(-1)?.cells.length ?? 0) < usual) last.fault = 'cut-off';
  }
  return { lines, columns };
}

/** The first row, where it heads columns in place of saying something of a listing. */
function headOf(table: Table): { rows: 0 | 1; cells: readonly Cell[] } {
  const [first = []] = table;
  const named = first.some(({ text }) => columnOfHead(text) !== undefined);
  const tells = first.some((cell) => identityOf(cell) !== undefined);
  return tells || (!named && table.length < 2) ? { rows: 0, cells: [] } : { rows: 1, cells: first };
}

function meaningOf(heading: string, cells: readonly Cell[]): AnswerColumn {
  const named = columnOfHead(heading);
  if (named) return named;
  const filled = cells.filter(({ text }) => text !== '');
  const mostly = (holds: (cell: Cell) => boolean) =>
    filled.length > 0 && filled.filter(holds).length >= filled.length * MOSTLY;
  if (mostly((cell) => identityOf(cell)?.is === 'packet')) return 'packet';
  if (mostly((cell) => identityOf(cell) !== undefined)) return 'identity';
  return mostly(({ text }) => outcomeOf(text) !== undefined) ? 'outcome' : 'ignored';
}

function keepOne(columns: ReadAnswers['columns'], meaning: AnswerColumn, others: AnswerColumn): void {
  const all = columns.filter(({ means }) => means === meaning);
  const kept = all.find(({ heading }) => columnOfHead(heading) === meaning) ?? all[0];
  for (const column of all) if (column !== kept) column.means = others;
}

function readLine(
  line: number,
  cells: readonly Cell[],
  columns: ReadAnswers['columns'],
  { all, meanings }: AnswerReading,
): ReadLine {
  const of = (meaning: AnswerColumn) => cells.filter((_, column) => columns[column]?.means === meaning);
  const identities = of('identity').flatMap((cell) => (cell.text === '' ? [] : (identityOf(cell) ?? [])));
  const [outcomeCell] = of('outcome');
  const answered = outcomeCell ? textOf(outcomeCell) : '';
  const outcome =
    answered === undefined || answered === '' ? all : (meanings?.[answered] ?? outcomeOf(answered));
  const more = of('words').flatMap((cell) => textOf(cell) || []);
  const fault = faultOf(identities, answered === undefined, outcome);
  return {
    line,
    cells: cells.map(({ text }) => text),
    identities: identities.filter(({ is }) => is !== 'rounded' && is !== 'formula'),
    packet:
      of('packet')
        .flatMap((cell) => textOf(cell) || [])[0]
        ?.trim() ?? '',
    said: outcome ? saidOf(outcome, answered ?? '', more) : null,
    fault,
    unclear: fault === 'no-outcome' && answered ? answered.slice(0, MOST_ANSWER_WORDS) : null,
  };
}

function faultOf(
  identities: readonly Identity[],
  isFormula: boolean,
  outcome: AnswerOutcome | undefined,
): ReadLine['fault'] {
  if (isFormula || identities.some(({ is }) => is === 'formula')) return 'formula';
  const telling = identities.filter(({ is }) => is === 'listing' || is === 'item' || is === 'claim');
  if (telling.length === 0)
    return identities.some(({ is }) => is === 'rounded') ? 'number-rounded' : 'no-identity';
  return outcome ? null : 'no-outcome';
}

/** The answer, with the marketplace's own words: why it refused, or what it asks for. */
function saidOf(outcome: AnswerOutcome, answered: string, more: readonly string[]): AnswerSaid {
  const own = [answered, ...more].map((text) => text.trim()).filter((text) => text !== '');
  return {
    outcome,
    cause: outcome === 'refused' ? causeOf(own.join(' ')) : null,
    words: (more.length > 0 ? own.slice(answered.trim() === '' ? 0 : 1) : own)
      .join(' · ')
      .slice(0, MOST_ANSWER_WORDS),
  };
}

/** A list that was saved as text and ends within a line: some programs write no last line's end, so that alone says nothing. */
function wasCutOff(bytes: Uint8Array): boolean {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return !isZip && !bytes.subarray(-2).some((byte) => byte === 0x0a || byte === 0x0d);
}
