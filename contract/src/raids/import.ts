import { z } from 'zod';
import { FIELD_ERROR_CODES } from '../field-errors.ts';
import { sha256Hex, utcTime } from '../identifiers.ts';
import { inventoryLine, MAX_INVENTORY_LINES } from './content.ts';

/** Most bytes of a table of an inventory. */
export const MAX_INVENTORY_BYTES = 8 * 1024 * 1024;

/** Columns of such a table. */
export const INVENTORY_FIELDS = ['bag', 'description', 'brand', 'quantity', 'unit'] as const;
export type InventoryField = (typeof INVENTORY_FIELDS)[number];

/** What is wrong with one cell. Rows are counted as spreadsheets do, the head is the first. */
export const inventoryFault = z.strictObject({
  row: z.number().int().positive(),
  field: z.enum(INVENTORY_FIELDS),
  code: z.enum(FIELD_ERROR_CODES),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What stands there, shortened. */
  value: z.string(),
});
export type InventoryFault = z.infer<typeof inventoryFault>;

/** `POST /v1/raids/{raidId}/inventory`: what a table comes to. Nothing of it is kept: a person looks at the lines and saves them with the raid. */
export const inventoryTable = z.strictObject({
  sha256: sha256Hex,
  rows: z.number().int().nonnegative(),
  /** This very table was taken before: when, and by whom; null where it was not, as far as the raid's versions tell. */
  before: z.strictObject({ at: utcTime, by: z.string() }).nullable(),
  /** Rows of it that were taken then and have been removed since: they come back only where a person says so. */
  removed: z.array(inventoryLine).max(MAX_INVENTORY_LINES),
  /** Rows that stand in the raid as saved already, also where they were changed since, or twice in the table. */
  duplicates: z.number().int().nonnegative(),
  unknownColumns: z.array(z.string()),
  missingColumns: z.array(z.enum(INVENTORY_FIELDS)),
  faults: z.array(inventoryFault),
  lines: z.array(inventoryLine).max(MAX_INVENTORY_LINES),
});
export type InventoryTable = z.infer<typeof inventoryTable>;
