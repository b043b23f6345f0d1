import { z } from 'zod';

/**
 * Who may ever see a field:
 * - `A` may go to the marketplace;
 * - `B` only with consent recorded on that claim;
 * - `C` never leaves the program.
 * Assume that what the marketplace gets, the seller gets.
 */
export type ConfidentialityClass = 'A' | 'B' | 'C';

/** Every leaf field of a claim carries its class here; a test fails on one that does not. */
export const confidentiality = z.registry<{ class: ConfidentialityClass }>();

/** Marks a schema with its confidentiality class and returns it. */
export function classified<Schema extends z.ZodType>(schema: Schema, klass: ConfidentialityClass): Schema {
  // A registry keys on the schema object, so a schema shared by two fields of different classes needs a copy of its own.
  const own = schema.clone() as Schema;
  confidentiality.add(own, { class: klass });
  return own;
}
