import { claimSubmission, confidentiality } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

function unclassified(schema: unknown, path: string): string[] {
  if (!(schema instanceof z.ZodType)) return [`${path}: not a schema`];
  if (confidentiality.has(schema)) return [];
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([name, field]) => unclassified(field, `${path}.${name}`));
  }
  if (schema instanceof z.ZodArray) return unclassified(schema.element, `${path}[]`);
  if (schema instanceof z.ZodOptional) return unclassified(schema.unwrap(), path);
  return [path];
}

describe('confidentiality classes', () => {
  it('cover every field of a claim', () => {
    expect(unclassified(claimSubmission, 'claim')).toEqual([]);
  });

  it('are missed by this test where one is missing', () => {
    expect(unclassified(claimSubmission.extend({ informant: z.string() }), 'claim')).toEqual([
      'claim.informant',
    ]);
  });
});
