import { createHash } from 'node:crypto';
import {
  type ImportFault,
  type ImportPreview,
  MAX_IMPORT_BYTES,
  MAX_IMPORT_ROWS,
  type RightFieldName,
  type RightFields,
} from '@marketsafe/contract';
import type { Scope } from '../../db/database.ts';
import { readTable } from '../../tables/read-table.ts';
import { findTwins } from '../duplicates.ts';
import { dayInUtc } from '../register.ts';
import { fieldOfHead, NEEDED_COLUMNS } from './columns.ts';
import { type RowCells, readRow } from './read-row.ts';

/** Rows that are shown as they were read. */
const SAMPLE = 20;
/** Most faults that an answer holds: several in each row of the longest table would be too many to look at. */
const MOST_FAULTS = 20_000;
const SHOWN_HEAD = 80;

/** A row that can be registered. */
interface GoodRow {
  row: number;
  fields: RightFields;
}

/** What a table comes to. */
export interface Looked {
  preview: ImportPreview;
  good: GoodRow[];
}

/**
 * Looks at a table of rights without keeping anything of it: what is wrong with which row, and which rows are the same as a right that is
 * here or as an earlier row.
 * @throws TableProblem
 */
export async function lookAtTable(
  scope: Scope,
  organisationId: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Looked> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const [head = [], ...rows] = await readTable(bytes, { rows: MAX_IMPORT_ROWS, bytes: MAX_IMPORT_BYTES });
  const columns = new Map<number, RightFieldName>();
  const unknownColumns: string[] = [];
  for (const [position, { text }] of head.entries()) {
    const field = fieldOfHead(text);
    if (field && ![...columns.values()].includes(field)) columns.set(position, field);
    else if (text !== '') unknownColumns.push(text.slice(0, SHOWN_HEAD));
  }
  const known = new Set(columns.values());
  const missingColumns = NEEDED_COLUMNS.filter((field) => !known.has(field));
  const numbered = rows.flatMap((cells, index) =>
    cells.some(({ text }) => text !== '') ? [{ row: index + 2, cells }] : [],
  );
  const faults: ImportFault[] = [];
  const readable: GoodRow[] = [];
  if (missingColumns.length === 0) {
    const today = dayInUtc();
    for (const { row, cells } of numbered) {
      const byField: RowCells = {};
      for (const [position, field] of columns) {
        const cell = cells[position];
        if (cell) byField[field] = cell;
      }
      const read = readRow(row, byField, today);
      if (read.fields) readable.push({ row, fields: read.fields });
      else faults.push(...read.faults);
    }
  }
  const { good, same } = await withoutTwins(scope, organisationId, readable);
  const all = [...faults, ...same].sort((a, b) => a.row - b.row);
  return {
    good,
    preview: {
      ...{ sha256, rows: numbered.length, good: good.length, duplicates: same.length },
      ...{ unknownColumns, missingColumns, faults: all.slice(0, MOST_FAULTS) },
      sample: good.slice(0, SAMPLE).map(({ row, fields }) => ({ row, ...fields })),
    },
  };
}

async function withoutTwins(
  scope: Scope,
  organisationId: string,
  rows: readonly GoodRow[],
): Promise<{ good: GoodRow[]; same: ImportFault[] }> {
  const found = await findTwins(
    scope,
    organisationId,
    rows.map(({ fields }) => fields),
  );
  const first = new Map<string, number>();
  const good: GoodRow[] = [];
  const same: ImportFault[] = [];
  for (const [index, one] of rows.entries()) {
    const { key = '', twin = null } = found[index] ?? {};
    const before = first.get(key);
    const fault = { row: one.row, field: 'number' as const, value: one.fields.number };
    if (twin) same.push({ ...fault, code: 'right-there', params: { mark: twin.mark, number: twin.number } });
    else if (before !== undefined) same.push({ ...fault, code: 'row-before', params: { row: before } });
    else {
      first.set(key, one.row);
      good.push(one);
    }
  }
  return { good, same };
}
