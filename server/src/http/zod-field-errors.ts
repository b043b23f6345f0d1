import type { FieldErrorCase } from '@marketsafe/contract';
import type { FieldError } from '../problems.ts';

/** One issue of a schema, as the validation of requests reports it. */
export interface SchemaIssue {
  /** The issue's code in zod. */
  keyword: string;
  /** JSON pointer. */
  instancePath: string;
  params: Record<string, unknown>;
}

/** Longest path that is sent back, in characters: it may hold names that the caller made up. */
const MAX_PATH = 300;

function tooBig({ origin, maximum }: Record<string, unknown>): FieldErrorCase {
  const params = { maximum: Number(maximum) };
  if (origin === 'string') return { code: 'too-long', params };
  return origin === 'array' || origin === 'set'
    ? { code: 'too-many', params }
    : { code: 'too-large', params };
}

function tooSmall({ origin, minimum }: Record<string, unknown>): FieldErrorCase {
  const params = { minimum: Number(minimum) };
  if (origin === 'string') return { code: 'too-short', params };
  return origin === 'array' || origin === 'set' ? { code: 'too-few', params } : { code: 'too-small', params };
}

function caseOf({ keyword, params }: SchemaIssue): FieldErrorCase {
  switch (keyword) {
    case 'too_big':
      return tooBig(params);
    case 'too_small':
      return tooSmall(params);
    case 'invalid_type':
      return { code: 'wrong-type', params: {} };
    case 'invalid_format':
      return { code: 'wrong-form', params: {} };
    case 'invalid_value':
      return { code: 'not-one-of', params: {} };
    case 'unrecognized_keys':
      return { code: 'not-foreseen', params: {} };
    default:
      return { code: 'not-as-expected', params: {} };
  }
}

/** What a schema found wrong with a request, field by field: codes only, never the schema's own words. */
export function fieldErrorsOf(issues: readonly SchemaIssue[]): FieldError[] {
  return issues.map((issue) => ({ path: issue.instancePath.slice(0, MAX_PATH), ...caseOf(issue) }));
}
