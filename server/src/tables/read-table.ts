import { HttpProblem } from '../problems.ts';
import { type Table, type TableLimits, TableProblem } from './cells.ts';
import { readCsv } from './read-csv.ts';
import { readWorkbook } from './read-workbook.ts';

/** Reads a table, a workbook or a list that was saved as text. @throws TableProblem */
export async function readTable(bytes: Uint8Array<ArrayBuffer>, limits: TableLimits): Promise<Table> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip ? readWorkbook(bytes, limits) : readCsv(bytes, limits);
}

/** Puts what is wrong with a file into a refusal. */
export function tableRefusal(error: unknown, { rows }: Pick<TableLimits, 'rows'>): unknown {
  if (!(error instanceof TableProblem)) return error;
  return error.reason === 'too-long'
    ? new HttpProblem('table-too-long', { params: { rows } })
    : new HttpProblem('table-unreadable');
}
