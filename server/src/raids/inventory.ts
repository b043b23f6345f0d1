import { createHash } from 'node:crypto';
import {
  INVENTORY_FIELDS,
  type InventoryFault,
  type InventoryField,
  type InventoryLine,
  type InventoryTable,
  LANGUAGES,
  MAX_INVENTORY_BYTES,
  MAX_INVENTORY_LINES,
  MAX_QUANTITY,
} from '@marketsafe/contract';
import { inventoryFieldName, m } from '@marketsafe/words';
import type { Cell } from '../tables/cells.ts';
import { readTable } from '../tables/read-table.ts';

/** Columns without which no row is a line. */
const NEEDED: readonly InventoryField[] = ['description', 'quantity'];
const LIMITS: Readonly<Record<Exclude<InventoryField, 'quantity'>, number>> = {
  ...{ bag: 60, description: 500, brand: 200, unit: 40 },
};
const SHOWN = 80;

const ALSO = {
  bag: m.raids_heads_bag,
  description: m.raids_heads_description,
  brand: m.raids_heads_brand,
  quantity: m.raids_heads_quantity,
  unit: m.raids_heads_unit,
} satisfies Record<InventoryField, unknown>;

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Heads that people write over a column, in any language. */
const HEADS: ReadonlyMap<string, InventoryField> = new Map(
  INVENTORY_FIELDS.flatMap((field) =>
    [
      field,
      ...LANGUAGES.flatMap((locale) => [
        inventoryFieldName(field, locale),
        ...ALSO[field]({}, { locale }).split(','),
      ]),
    ].map((head): [string, InventoryField] => [plain(head), field]),
  ),
);

/** What a raid has of tables that were taken before. */
export interface TakenBefore {
  raidId: string;
  /** Lines as they stand. */
  there: readonly InventoryLine[];
  /** The first version that has any of these lines. */
  firstWith: (
    lineIds: readonly string[],
  ) => Promise<{ at: string; by: string; lineIds: ReadonlySet<string> } | null>;
}

/**
 * Looks at a table of an inventory without keeping anything of it: its lines, what is wrong with which row, and how many rows are the same as a
 * line that is there or as an earlier row. A line's id is made of the table and its row, so that the same table once more is the same lines.
 * @throws TableProblem
 */
export async function readInventory(
  bytes: Uint8Array<ArrayBuffer>,
  { raidId, there, firstWith }: TakenBefore,
): Promise<InventoryTable> {
  const limits = { rows: MAX_INVENTORY_LINES, bytes: MAX_INVENTORY_BYTES };
  const [head = [], ...rows] = await readTable(bytes, limits);
  const columns = new Map<InventoryField, number>();
  const unknownColumns: string[] = [];
  for (const [position, { text }] of head.entries()) {
    const field = HEADS.get(plain(text));
    if (field && !columns.has(field)) columns.set(field, position);
    else if (text !== '') unknownColumns.push(text.slice(0, SHOWN));
  }
  const missingColumns = NEEDED.filter((field) => !columns.has(field));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const filled = rows.flatMap((cells, index) =>
    cells.some(({ text }) => text !== '') ? [{ row: index + 2, cells }] : [],
  );
  const found = { sha256, rows: filled.length, unknownColumns, missingColumns };
  if (missingColumns.length > 0)
    return { ...found, before: null, removed: [], duplicates: 0, faults: [], lines: [] };
  const faults: InventoryFault[] = [];
  const lines: InventoryLine[] = [];
  const known = new Set(there.map(keyOf));
  const ids = new Set(there.map(({ lineId }) => lineId));
  let duplicates = 0;
  for (const { row, cells } of filled) {
    const lineId = lineIdOf(raidId, sha256, row);
    const read = lineOf({ row, lineId }, (field) => cells[columns.get(field) ?? -1]);
    faults.push(...read.faults);
    if (!read.line) continue;
    const key = keyOf(read.line);
    if (known.has(key) || ids.has(lineId)) duplicates += 1;
    else lines.push(read.line);
    known.add(key);
  }
  const all = filled.map(({ row }) => lineIdOf(raidId, sha256, row));
  const taken = await firstWith(all);
  const isRemoved = ({ lineId }: InventoryLine) => taken?.lineIds.has(lineId) === true;
  return {
    ...found,
    before: taken && { at: taken.at, by: taken.by },
    removed: lines.filter(isRemoved),
    ...{ duplicates, faults, lines: lines.filter((line) => !isRemoved(line)) },
  };
}

/** The same table, byte for byte, gives the same lines of the same raid. */
function lineIdOf(raidId: string, tableSha256: string, row: number): string {
  const hex = createHash('sha256').update(`${raidId} ${tableSha256} ${row}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const keyOf = ({ bag, description, brand, quantity, unit }: InventoryLine) =>
  JSON.stringify([bag.trim(), description.trim(), brand.trim(), quantity, unit.trim()]);

function lineOf(
  { row, lineId }: { row: number; lineId: string },
  cellOf: (field: InventoryField) => Cell | undefined,
): { line: InventoryLine | null; faults: InventoryFault[] } {
  const faults: InventoryFault[] = [];
  const say = (field: InventoryField, code: InventoryFault['code'], params: InventoryFault['params'] = {}) =>
    faults.push({ row, field, code, params, value: (cellOf(field)?.text ?? '').slice(0, SHOWN) });
  for (const field of INVENTORY_FIELDS) if (cellOf(field)?.formula) say(field, 'formula');
  const text = (field: Exclude<InventoryField, 'quantity'>) => {
    const value = cellOf(field)?.text ?? '';
    if (value.length > LIMITS[field]) say(field, 'too-long', { maximum: LIMITS[field] });
    return value;
  };
  const written = (cellOf('quantity')?.text ?? '').normalize('NFKC');
  // Thousands between commas, as spreadsheets show them; anything else is no count that could not be read in two ways.
  const quantity = /^(?:\d+|\d{1,3}(?:,\d{3})+)$/.test(written)
    ? Number(written.replaceAll(',', ''))
    : Number.NaN;
  if (Number.isNaN(quantity)) say('quantity', 'wrong-type');
  else if (quantity > MAX_QUANTITY) say('quantity', 'too-large', { maximum: MAX_QUANTITY });
  const texts = {
    bag: text('bag'),
    description: text('description'),
    brand: text('brand'),
    unit: text('unit'),
  };
  if (texts.description === '') say('description', 'too-short', { minimum: 1 });
  if (faults.length > 0) return { line: null, faults };
  return { line: { lineId, ...texts, quantity, photos: [] }, faults };
}
