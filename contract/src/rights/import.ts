import { z } from 'zod';
import { FIELD_ERROR_CODES } from '../field-errors.ts';
import { sha256Hex } from '../identifiers.ts';
import { RIGHT_FIELD_NAMES, rightFields } from './fields.ts';

/** Most rights in one file, and most bytes of it. */
export const MAX_IMPORT_ROWS = 20_000;
export const MAX_IMPORT_BYTES = 16 * 1024 * 1024;

/** Types a table of rights comes as. */
export const IMPORT_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;

/** What is wrong with one cell, or with a row where no column is named. Rows are counted as spreadsheets do, the head is the first. */
export const importFault = z.strictObject({
  row: z.number().int().positive(),
  field: z.enum(RIGHT_FIELD_NAMES).nullable(),
  code: z.enum(FIELD_ERROR_CODES),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What stands there, shortened. */
  value: z.string(),
});
export type ImportFault = z.infer<typeof importFault>;

/** `POST /v1/vault/imports/preview`: what a table would come to. Nothing of it is kept. */
export const importPreview = z.strictObject({
  sha256: sha256Hex,
  rows: z.number().int().nonnegative(),
  /** Rows that can be registered. */
  good: z.number().int().nonnegative(),
  /** Rows that are here already, or twice in the table. */
  duplicates: z.number().int().nonnegative(),
  /** Heads of columns that nobody knows: they are not read. */
  unknownColumns: z.array(z.string()),
  missingColumns: z.array(z.enum(RIGHT_FIELD_NAMES)),
  faults: z.array(importFault),
  /** The first rows that can be registered, as they were read. */
  sample: z.array(z.strictObject({ row: z.number().int().positive(), ...rightFields.shape })),
});
export type ImportPreview = z.infer<typeof importPreview>;

/** Query of `POST /v1/vault/imports`: which rows are registered, and how many that are, as the preview said. */
export const importOrder = z.strictObject({
  rows: z.enum(['all', 'good']),
  expected: z
    .string()
    .regex(/^[1-9]\d{0,4}$/)
    .transform(Number),
});

export const importResult = z.strictObject({ registered: z.number().int().positive() });
