import { createHash, randomUUID } from 'node:crypto';
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

/**
 * Looks at a table of an inventory without keeping anything of it: its lines, what is wrong with which row, and how many rows are the same as a
 * line that is there or as an earlier row.
 * @throws TableProblem
 */
export async function readInventory(
  bytes: Uint8Array<ArrayBuffer>,
  there: readonly InventoryLine[],
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
  if (missingColumns.length > 0) return { ...found, duplicates: 0, faults: [], lines: [] };
  const faults: InventoryFault[] = [];
  const lines: InventoryLine[] = [];
  const known = new Set(there.map(keyOf));
  let duplicates = 0;
  for (const { row, cells } of filled) {
    const read = lineOf(row, (field) => cells[columns.get(field) ?? -1]);
    faults.push(...read.faults);
    if (!read.line) continue;
    const key = keyOf(read.line);
    if (known.has(key)) duplicates += 1;
    else lines.push(read.line);
    known.add(key);
  }
  return { ...found, duplicates, faults, lines };
}

const keyOf = ({ bag, description, brand, quantity, unit }: InventoryLine) =>
  JSON.stringify([bag.trim(), description.trim(), brand.trim(), quantity, unit.trim()]);

function lineOf(
  row: number,
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
  return { line: { lineId: randomUUID(), ...texts, quantity, photos: [] }, faults };
}
