import {
  type ImportFault,
  type RightFieldName,
  type RightFields,
  rightFaults,
  rightFields,
} from '@marketsafe/contract';
import type { z } from 'zod';
import type { Cell } from '../../tables/cells.ts';
import { markKindNamed, typeNamed } from './columns.ts';

/** Characters of a cell that are shown again beside what is wrong with it. */
const SHOWN = 80;

/** One row of the table as far as it could be read. */
export type ReadRow = { fields: RightFields; faults: [] } | { fields: null; faults: ImportFault[] };

/** Cells of one row by their fields. */
export type RowCells = Partial<Record<RightFieldName, Cell>>;

type DayField = 'filedOn' | 'registeredOn' | 'renewedOn' | 'expiresOn';
const DAYS: readonly DayField[] = ['filedOn', 'registeredOn', 'renewedOn', 'expiresOn'];

/**
 * Reads one row as a right. Days are those of ISO 8601, or year, month and day in this order; what may be read in two ways is not guessed.
 */
export function readRow(row: number, cells: RowCells, today: string): ReadRow {
  const text = (field: RightFieldName) => cells[field]?.text ?? '';
  const faults: ImportFault[] = [];
  const say = (field: RightFieldName, code: ImportFault['code'], params: ImportFault['params'] = {}) => {
    if (!faults.some((fault) => fault.field === field))
      faults.push({ row, field, code, params, value: text(field).slice(0, SHOWN) });
  };
  for (const [field, cell] of Object.entries(cells)) {
    if (cell.formula) say(field as RightFieldName, 'formula');
  }
  const days = Object.fromEntries(
    DAYS.map((field) => {
      const day = dayOf(text(field));
      if (day === undefined) say(field, 'day-unclear');
      return [field, day ?? null];
    }),
  ) as Record<DayField, string | null>;
  const parsed = rightFields.safeParse({
    type: typeNamed(text('type')),
    brand: text('brand') || text('mark').slice(0, 200),
    mark: text('mark'),
    markKind: text('markKind') === '' ? 'word' : markKindNamed(text('markKind')),
    place: text('place').toUpperCase(),
    number: text('number'),
    owner: text('owner'),
    niceClasses: classesOf(text('niceClasses')),
    ...days,
    note: text('note'),
  });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const { code, params } = faultOf(issue);
      say(issue.path[0] as RightFieldName, code, params);
    }
  } else {
    for (const { path, code, params } of rightFaults(parsed.data, today))
      say(path.slice(1) as RightFieldName, code, params);
  }
  return parsed.success && faults.length === 0
    ? { fields: parsed.data, faults: [] }
    : { fields: null, faults };
}

function faultOf(issue: z.core.$ZodIssue): Pick<ImportFault, 'code' | 'params'> {
  switch (issue.code) {
    case 'too_big':
      return {
        code: issue.origin === 'string' ? 'too-long' : issue.origin === 'array' ? 'too-many' : 'too-large',
        params: { maximum: Number(issue.maximum) },
      };
    case 'too_small':
      return {
        code: issue.origin === 'string' ? 'too-short' : issue.origin === 'array' ? 'too-few' : 'too-small',
        params: { minimum: Number(issue.minimum) },
      };
    case 'invalid_value':
      return { code: 'not-one-of', params: {} };
    case 'invalid_type':
      return { code: 'wrong-type', params: {} };
    default:
      return { code: 'wrong-form', params: {} };
  }
}

/** Classes between commas, semicolons or spaces, as spreadsheets hold them. What is no number is none. */
function classesOf(text: string): number[] {
  const parts = text.split(/[\s,;、，；/|]+/).filter((part) => part !== '');
  return [...new Set(parts.map((part) => (/^\d{1,2}$/.test(part) ? Number(part) : Number.NaN)))].sort(
    (a, b) => a - b,
  );
}

/** A day, null where there is none, undefined where it cannot be told which. */
function dayOf(text: string): string | null | undefined {
  if (text === '') return null;
  const found = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ].*)?$/.exec(text);
  if (!found) return undefined;
  const [, year = '', month = '', day = ''] = found;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? undefined : iso;
}
