import { z } from 'zod';
import { classified } from './confidentiality.ts';
import { DECLARED_TEXTS, type DeclarationName } from './fields/declared-texts.ts';
import { account } from './fields/kinds.ts';
import { utcTime, uuid } from './identifiers.ts';

/** Longest name of a sweep, in UTF-16 code units. */
export const SWEEP_NAME_LIMIT = 120;

/** Which wording of each declaration was agreed to: one that there is. */
const texts = Object.fromEntries(
  Object.entries(DECLARED_TEXTS).map(([name, { version }]) => [name, z.int().min(1).max(version)]),
) as { [Name in DeclarationName]: z.ZodInt };

/**
 * That what is declared with a claim was declared once, by a person for a sweep, and not for this claim alone: in which one, which wordings,
 * when, and under which account: null where nobody was signed in. Absent where a person declared it on the claim itself.
 */
export const declaredIn = z.strictObject({
  sweepId: classified(uuid, 'C'),
  sweep: classified(z.string().min(1).max(SWEEP_NAME_LIMIT), 'C'),
  texts: classified(z.strictObject(texts), 'C'),
  at: classified(utcTime, 'C'),
  by: classified(account.nullable(), 'C'),
});
export type DeclaredIn = z.infer<typeof declaredIn>;
