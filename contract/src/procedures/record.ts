import { z } from 'zod';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { type FieldOf, ONE, PART_NAMES, type PartName, partByName, type ValueOf } from './parts.ts';
import { type ScopeId, SHARED_SCOPES, SITES } from './scopes.ts';
import { type Sourced, sourced } from './sourced.ts';

/** What one item of a part holds: fields that nothing was ever said of are absent. */
export type Item<Name extends PartName> = { [Field in FieldOf<Name>]?: Sourced<ValueOf<Name, Field>> };

/** What stands under one scope: a part, in it an item by its name, in it the fields. */
export type ProcedureRecord = { [Name in PartName]?: Readonly<Record<string, Item<Name>>> };

/** Everything that stands under all scopes. */
export type ProcedureBook = Readonly<Partial<Record<ScopeId, ProcedureRecord>>>;

/** A name of an item: it stays when its values change. */
export const itemName = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  // Nothing that every object has by itself.
  .refine((name) => !(name in {}));

/** Every scope that values can stand under. */
export const SCOPE_IDS: readonly ScopeId[] = [
  ...SHARED_SCOPES,
  ...MARKETPLACE_IDS,
  ...SITES.lazada.map((site) => `lazada-${site}` as const),
  ...SITES.daraz.map((site) => `daraz-${site}` as const),
];

function partSchema(name: PartName): z.ZodType {
  const { many, fields } = partByName(name);
  const item = z.strictObject(
    Object.fromEntries(
      Object.entries(fields).map(([field, kind]) => [field, sourced<unknown>(kind.schema).optional()]),
    ),
  );
  return many ? z.record(itemName, item) : z.strictObject({ [ONE]: item });
}

/** The record of one scope, as it ships and as it is stored. */
// The object is made of the table that the type is made of.
export const procedureRecord = z.strictObject(
  Object.fromEntries(PART_NAMES.map((name) => [name, partSchema(name).optional()])),
) as unknown as z.ZodType<ProcedureRecord>;

/** The address of one value. */
export interface ValuePath {
  part: PartName;
  item: string;
  field: string;
}

/** A path with the value that stands there. */
export interface ValueAt extends ValuePath {
  leaf: Sourced<unknown>;
}

/** Every value of a record, in the order of the table. */
export function valuesOf(record: ProcedureRecord): ValueAt[] {
  return PART_NAMES.flatMap((part) =>
    Object.entries(record[part] ?? {}).flatMap(([item, held]) =>
      Object.keys(partByName(part).fields).flatMap((field) => {
        const leaf = (held as Readonly<Record<string, Sourced<unknown> | undefined>>)[field];
        return leaf === undefined ? [] : [{ part, item, field, leaf }];
      }),
    ),
  );
}

/** A path in one word, by which values are compared and kept. */
export function pathKey({ part, item, field }: ValuePath): string {
  return `${part}/${item}/${field}`;
}

/** A record of values that stand one by one. A later value of the same path wins. */
export function recordOf(values: readonly ValueAt[]): ProcedureRecord {
  const record: Record<string, Record<string, Record<string, Sourced<unknown>>>> = {};
  for (const { part, item, field, leaf } of values) {
    const items = record[part] ?? {};
    items[item] = { ...items[item], [field]: leaf };
    record[part] = items;
  }
  // Each value came from a record, or was parsed with the schema of its path.
  return record as ProcedureRecord;
}

/** Whether there is a field of this name, and its item may be named so. */
export function isValuePath({ part, item, field }: { part: string; item: string; field: string }): boolean {
  if (!PART_NAMES.includes(part as PartName)) return false;
  const { many, fields } = partByName(part as PartName);
  return Object.hasOwn(fields, field) && (many ? itemName.safeParse(item).success : item === ONE);
}

/** The schema of the value at a path that exists, with where it is from. */
export function leafSchema({ part, field }: Pick<ValuePath, 'part' | 'field'>): z.ZodType<Sourced<unknown>> {
  const kind = partByName(part).fields[field];
  if (!kind) throw new Error(`no field ${part}/${field}`);
  return sourced<unknown>(kind.schema);
}
