import type { AddressTable } from '@marketsafe/contract/marketplaces/recognise';

/** Under which symbol a script of tables (`scripts/support/site-scripts.ts`) leaves them in the isolated world's globals. */
export const TABLES_KEY = 'marketsafe-reporter.site-tables';

export type TablesHere = readonly { domain: string; table: AddressTable }[];

/** The tables of this page's site; none where their script did not run. */
export function tablesHere(): TablesHere {
  return (globalThis as { [key: symbol]: TablesHere | undefined })[Symbol.for(TABLES_KEY)] ?? [];
}
