import { z } from 'zod';

/**
 * Who may ever see a field:
 * - `A` may go to the marketplace;
 * - `B` only with consent recorded on that claim;
 * - `C` never leaves the program.
 * Assume that what the marketplace gets, the seller gets.
 */
export type ConfidentialityClass = 'A' | 'B' | 'C';

/**
 * Every leaf field of a claim carries its class here; a test fails on one that does not. `consent`: under what name consent is recorded for
 * one of class B; without a name none can be, so it stays.
 */
export const confidentiality = z.registry<{ class: ConfidentialityClass; consent?: string | undefined }>();

/** Marks a schema with its confidentiality class, and one of class B with the name of its consent, and returns it. */
export function classified<Schema extends z.ZodType>(
  schema: Schema,
  klass: ConfidentialityClass,
  consent?: string,
): Schema {
  // A registry keys on the schema object, so a schema shared by two fields of different classes needs a copy of its own.
  const own = schema.clone() as Schema;
  confidentiality.add(own, { class: klass, consent });
  return own;
}
