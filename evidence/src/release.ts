import { confidentiality } from '@marketsafe/contract';
import { z } from 'zod';

/**
 * What of a value may go to the marketplace: the fields whose class is A, read off the schema, so a field that nobody classified stays
 * behind. Undefined where nothing of it may go.
 */
export function releasable(schema: z.ZodType, value: unknown): unknown {
  const known = confidentiality.get(schema)?.class;
  if (known !== undefined) return known === 'A' ? value : undefined;
  if (value === undefined || value === null) return undefined;
  if (schema instanceof z.ZodOptional) return releasable(schema.unwrap() as z.ZodType, value);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    const element = schema.element as z.ZodType;
    return value.map((one) => releasable(element, one)).filter((one) => one !== undefined);
  }
  if (schema instanceof z.ZodObject && typeof value === 'object') {
    const shape: Record<string, z.ZodType> = schema.shape;
    const kept = Object.entries(shape).flatMap(([key, part]) => {
      const own = Object.hasOwn(value, key) ? releasable(part, Reflect.get(value, key)) : undefined;
      return own === undefined ? [] : [[key, own] as const];
    });
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
  }
  return undefined;
}
