import { z } from 'zod';
import { bilingual } from './kinds.ts';

/**
 * How sure a value is: `D` the marketplace's own page or an exact copy of it, `L` the text of a law, `3` a third party, `M` memory of somebody
 * who knows the field, `I` inferred from other values.
 */
export const GRADES = ['D', 'L', '3', 'M', 'I'] as const;
export type Grade = (typeof GRADES)[number];

/** Grades whose values are shown as unverified: they may warn, and never block. */
const UNVERIFIED: readonly Grade[] = ['3', 'M', 'I'];

/** Calendar day, month or year that a source says it is of. */
const sourceDate = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);

/** Where a value was read. `address` is null where the source has none that anybody can open. */
const procedureSource = z.strictObject({
  title: z.string().trim().min(1).max(300),
  address: z
    .string()
    .max(2_000)
    .regex(/^https?:\/\/[^\s<>"]+$/)
    .nullable(),
  date: sourceDate.nullable(),
});
export type ProcedureSource = z.infer<typeof procedureSource>;

/** A value with where it is from. */
export interface Sourced<Value> {
  /** Null: it was looked for and not found. It is said so, and nothing stands in its place. */
  value: Value | null;
  /** Null only together with `value`. */
  grade: Grade | null;
  /** Null where nothing was found, and of memory and inference where no page says it. */
  source: ProcedureSource | null;
  /** Calendar day on which the source was last looked at, or the value looked for. */
  seenOn: string;
  /** Who of the program looked at the source once more, which only its own people are told, and on which day. */
  verified: { by: string | null; on: string } | null;
  /** What else a reader has to know of the value: a doubt, a conflict, where it holds. */
  note?: { en: string; zh: string } | undefined;
}

/** The schema of a value with where it is from. */
export function sourced<Value>(value: z.ZodType<Value>): z.ZodType<Sourced<Value>> {
  return z
    .strictObject({
      value: value.nullable(),
      grade: z.enum(GRADES).nullable(),
      source: procedureSource.nullable(),
      seenOn: z.iso.date(),
      verified: z.strictObject({ by: z.string().min(1).max(200).nullable(), on: z.iso.date() }).nullable(),
      note: bilingual(1_000).optional(),
    })
    .refine(({ value: is, grade }) => (is === null) === (grade === null), { path: ['grade'] })
    .refine(({ grade, source }) => source !== null || grade === null || grade === 'M' || grade === 'I', {
      path: ['source'],
    });
}

/** Whether a value has to be shown as unverified. One that is not known is not a value. */
export function isUnverified({ grade }: Pick<Sourced<unknown>, 'grade'>): boolean {
  return grade !== null && UNVERIFIED.includes(grade);
}

/** Whether a rule may refuse something because of a value: never on what is unverified or not known. */
export function mayBlock({ grade }: Pick<Sourced<unknown>, 'grade'>): boolean {
  return grade === 'D' || grade === 'L';
}
