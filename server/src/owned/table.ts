import type { SheetSource } from '@marketsafe/evidence';
import { type Language, m } from '@marketsafe/words';
import type { Accounts } from '../auth/accounts.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/** What reading a table works with. */
export interface OwnedTools {
  db: Database;
  accounts: Accounts;
}

type Cell = string | number | null;
type Heading = (inputs: Record<never, never>, options: { locale: Language }) => string;

/** A column of a table. */
export interface Column<Row> {
  heading: (language: Language) => string;
  cell: (row: Row, language: Language) => Cell;
}

/** A column whose heading is a message. */
export function column<Row>(heading: Heading, cell: Column<Row>['cell']): Column<Row> {
  return { heading: (locale) => heading({}, { locale }), cell };
}

/** A code, as programs read it, and beside it what it says. */
export function coded<Row>(
  heading: Heading,
  code: (row: Row) => string | null,
  name: (code: string, language: Language) => string,
): Column<Row>[] {
  const said = (locale: Language) => heading({}, { locale });
  return [
    {
      heading: (locale) => m.owned_code({ name: said(locale) }, { locale }),
      cell: (row) => code(row),
    },
    {
      heading: said,
      cell: (row, language) => {
        const given = code(row);
        return given === null ? null : name(given, language);
      },
    },
  ];
}

/** What a participant owns of one kind, as a table that is read some rows at a time. */
export interface OwnedTable {
  /** How many rows there are; null where counting them would be reading them. */
  count: (tools: OwnedTools, caller: Caller) => Promise<number | null>;
  source: (tools: OwnedTools, caller: Caller, language: Language) => SheetSource;
}

/** Rows of one kind, up to a place at which the next begin; null at the end. */
export interface Page<Row> {
  rows: readonly Row[];
  next: string | null;
}

/**
 * A table of these columns. Each page is read in a transaction of its own, so that a receiver that takes its time holds no connection.
 * @param read rows after a place, from the beginning where it is null
 */
export function ownedTable<Row>(
  columns: readonly Column<Row>[],
  read: (tools: OwnedTools, caller: Caller, after: string | null) => Promise<Page<Row>>,
  count: OwnedTable['count'] = async () => null,
): OwnedTable {
  return {
    count,
    source: (tools, caller, language) => ({
      head: columns.map(({ heading }) => [...new Set([heading('en'), heading('zh-CN')])].join(' · ')),
      pages: (async function* () {
        for (let after: string | null = null, ended = false; !ended; ended = after === null) {
          const page: Page<Row> = await read(tools, caller, after);
          yield page.rows.map((row) => columns.map(({ cell }) => cell(row, language)));
          after = page.next;
        }
      })(),
    }),
  };
}
