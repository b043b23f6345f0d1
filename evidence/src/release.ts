import { confidentiality } from '@marketsafe/contract';
import { z } from 'zod';

const NONE: ReadonlySet<string> = new Set();

/**
 * What of a value may go to the marketplace: the fields whose class is A, and those of class B to which consent was given, read off the
 * schema, so a field that nobody classified stays behind. Undefined where nothing of it may go.
 * @param consented names of the fields of class B that may go
 */
export function releasable(
  schema: z.ZodType,
  value: unknown,
  consented: ReadonlySet<string> = NONE,
): unknown {
  const known = confidentiality.get(schema);
  if (known !== undefined) {
    const may =
      known.class === 'A' ||
      (known.class === 'B' && known.consent !== undefined && consented.has(known.consent));
    return may ? value : undefined;
  }
  if (value === undefined || value === null) return undefined;
  if (schema instanceof z.ZodOptional) return releasable(schema.unwrap() as z.ZodType, value, consented);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    const element = schema.element as z.ZodType;
    const kept = value.map((one) => releasable(element, one, consented)).filter((one) => one !== undefined);
    // That there was something, and stays, would say something.
    return kept.length === 0 ? undefined : kept;
  }
  if (schema instanceof z.ZodObject && typeof value === 'object') {
    const shape: Record<string, z.ZodType> = schema.shape;
    const kept = Object.entries(shape).flatMap(([key, part]) => {
      const own = Object.hasOwn(value, key)
        ? releasable(part, Reflect.get(value, key), consented)
        : undefined;
      return own === undefined ? [] : [[key, own] as const];
    });
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
  }
  return undefined;
}
