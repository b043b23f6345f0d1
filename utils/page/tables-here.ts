import type { AddressTable } from '@marketsafe/contract/marketplaces/recognise';

/** Under which symbol a script of tables (`scripts/support/site-scripts.ts`) leaves them in the isolated world's globals. */
export const TABLES_KEY = 'marketsafe-reporter.site-tables';

export interface TablesHere {
  /**
   * Matches, of a whole address, at least every one that the tables know something about. One expression, because each costs the browser a
   * tenth of a millisecond when it is used first, and most pages are none that anybody has to look at more closely.
   */
  may: RegExp;
  tables: readonly { domain: string; table: AddressTable }[];
}

/** The tables of this page's site; undefined where their script did not run. */
export function tablesHere(): TablesHere | undefined {
  return (globalThis as { [key: symbol]: TablesHere | undefined })[Symbol.for(TABLES_KEY)];
}
