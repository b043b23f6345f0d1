/** One cell of a table as it was read. */
export interface Cell {
  text: string;
  /** A formula stands there, and not what it comes to. */
  formula: boolean;
}

/** Rows of a table with the head among them; those without anything are there, so that rows are counted as spreadsheets do. */
export type Table = readonly (readonly Cell[])[];

/** Longest text of a cell that is read, and most columns: nothing that is imported has as many. */
export const MOST_TEXT = 5_000;
export const MOST_COLUMNS = 60;

/** What a table may be at most: rows with its head, and bytes. */
export interface TableLimits {
  rows: number;
  bytes: number;
}

/** Why a file is no table. */
export class TableProblem extends Error {
  readonly reason: 'unreadable' | 'too-long';

  constructor(reason: 'unreadable' | 'too-long', cause?: unknown) {
    super(reason, { cause });
    this.name = 'TableProblem';
    this.reason = reason;
  }
}
