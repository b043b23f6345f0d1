import type { FieldErrorCase, PlainFieldErrorCode } from '@marketsafe/contract';
import type { FieldError } from '../problems.ts';

/** One issue of a schema, as the validation of requests reports it. */
export interface SchemaIssue {
  /** The issue's code in zod. */
  keyword: string;
  /** JSON pointer. */
  instancePath: string;
  params: Record<string, unknown>;
}

/** Most field errors in one answer. */
export const MAX_FIELD_ERRORS = 50;
/** Longest path that is sent back, in characters: it may hold names that the caller made up. */
const MAX_PATH = 300;
/** Most characters of paths in one answer. */
const MAX_PATHS = 3_000;
/** Names that no schema foresaw are told so many of. */
const MAX_UNFORESEEN = 5;

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

/** As many errors as an answer holds, with paths that can be sent. */
export function shortErrors(errors: readonly FieldError[]): FieldError[] {
  let left = MAX_PATHS;
  const kept: FieldError[] = [];
  for (const error of errors) {
    const path = error.path.slice(0, MAX_PATH).toWellFormed();
    left -= path.length;
    if (kept.length === MAX_FIELD_ERRORS || left < 0) break;
    kept.push({ ...error, path });
  }
  return kept;
}

/** Paths of an issue: of each of the first members that nobody foresaw, otherwise its own. */
function pathsOf({ keyword, instancePath, params }: SchemaIssue): string[] {
  if (keyword !== 'unrecognized_keys' || !Array.isArray(params.keys)) return [instancePath];
  const parent = instancePath === '/' ? '' : instancePath;
  return params.keys.slice(0, MAX_UNFORESEEN).map((name) => `${parent}/${String(name)}`);
}

/** What a schema found wrong with a request, field by field and not more than an answer holds: codes only, never the schema's own words. */
export function fieldErrorsOf(issues: readonly SchemaIssue[]): FieldError[] {
  const first = issues.slice(0, MAX_FIELD_ERRORS);
  return shortErrors(first.flatMap((issue) => pathsOf(issue).map((path) => ({ path, ...caseOf(issue) }))));
}

/** The same thing wrong with each of these fields, not more of them than an answer holds. */
export function pathErrors(paths: readonly string[], code: PlainFieldErrorCode): FieldError[] {
  return shortErrors(paths.map((path) => ({ path, code, params: {} })));
}
