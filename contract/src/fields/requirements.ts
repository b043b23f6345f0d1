import { type AskedField, askedFields, CLAIM_SCHEMA, offeredFields } from './asked.ts';
import { type Columns, isEmptyRow, isEmptyValue, type Row } from './kinds.ts';
import { type DemandedName, FIELD_NAMES, type Field, fieldByName, type ShownName } from './list.ts';
import { type DraftFields, fieldOf } from './values.ts';

interface Params {
  field: ShownName;
}

/** What is wrong with one field. `warning` does not keep a claim from being finished. `row` counts from 1. */
export type FieldUnmet =
  | { code: 'field'; severity: 'missing' | 'warning'; params: { field: DemandedName } }
  | { code: 'consent'; severity: 'missing' | 'warning'; params: Params }
  | { code: 'field-form'; severity: 'missing'; params: Params }
  | { code: 'text-long'; severity: 'missing'; params: Params & { limit: number } }
  | { code: 'files-few'; severity: 'missing'; params: Params & { least: number } }
  | { code: 'files-many'; severity: 'missing'; params: Params & { most: number } }
  | { code: 'rows-many'; severity: 'missing'; params: Params & { most: number } }
  | { code: 'row-unfinished'; severity: 'missing'; params: Params & { row: number } };

const severityOf = { required: 'missing', advised: 'warning' } as const;

function isRowUnfinished(columns: Columns, row: Row): boolean {
  return Object.entries(columns).some(([name, column]) => {
    const cell = (row[name] ?? '').trim();
    if (column.is === 'choice') return cell === '';
    const { needed } = column;
    return cell === '' && (typeof needed === 'boolean' ? needed : row[needed.where] === needed.holds);
  });
}

/** What keeps a value that was filled in from being handed in. */
function wrongWith(name: ShownName, field: Field, value: unknown): FieldUnmet[] {
  const params = { field: name };
  const wrong = (found: FieldUnmet | false) => (found ? [found] : []);
  switch (field.editor) {
    case 'text': {
      const { limit, lines } = field;
      const text = lines === 'one' ? (value as string).trim() : (value as string);
      if (text.length > limit)
        return [{ code: 'text-long', severity: 'missing', params: { ...params, limit } }];
      return wrong(
        !field.sent.safeParse(text).success && { code: 'field-form', severity: 'missing', params },
      );
    }
    case 'files': {
      const { least, most } = field;
      const count = (value as unknown[]).length;
      if (count < least) return [{ code: 'files-few', severity: 'missing', params: { ...params, least } }];
      if (count > most) return [{ code: 'files-many', severity: 'missing', params: { ...params, most } }];
      return wrong(
        !field.sent.safeParse(value).success && { code: 'field-form', severity: 'missing', params },
      );
    }
    case 'table': {
      const { columns, most } = field;
      const rows = value as Row[];
      const filled = rows.filter((row) => !isEmptyRow(row));
      const unfinished = rows.findIndex((row) => !isEmptyRow(row) && isRowUnfinished(columns, row));
      if (filled.length > most)
        return [{ code: 'rows-many', severity: 'missing', params: { ...params, most } }];
      if (unfinished >= 0)
        return [{ code: 'row-unfinished', severity: 'missing', params: { ...params, row: unfinished + 1 } }];
      return wrong(
        !field.sent.safeParse(filled).success && { code: 'field-form', severity: 'missing', params },
      );
    }
    case 'right':
    case 'reason':
    case 'declaration':
    case 'consents':
      return [];
  }
}

function unmetOf(draft: DraftFields, { name, need }: AskedField): FieldUnmet[] {
  const field = fieldByName(name);
  const value = fieldOf(draft, name);
  const params = { field: name };
  if (isEmptyValue(field, value)) return [{ code: 'field', severity: severityOf[need], params }];
  const consented = Object.hasOwn(fieldOf(draft, 'consents'), name);
  return [
    ...wrongWith(name, field, value),
    ...(field.class === 'B' && !consented
      ? [{ code: 'consent' as const, severity: severityOf[field.consent], params }]
      : []),
  ];
}

/**
 * What is wrong with the fields of a draft, one by one: what every claim has must be in order, and of the rest what its reason asks for.
 * Rules that look at more than one field are `readiness`’s own. `schema`: of the submission.
 */
export function fieldsUnmet(draft: DraftFields, schema = CLAIM_SCHEMA): FieldUnmet[] {
  const always = FIELD_NAMES.filter(
    (name): name is ShownName => name !== 'consents' && fieldByName(name).asked.by === 'rule',
  );
  return [
    ...[...always, ...offeredFields(schema)].flatMap((name) => {
      const field = fieldByName(name);
      const value = fieldOf(draft, name);
      return isEmptyValue(field, value) ? [] : wrongWith(name, field, value);
    }),
    ...askedFields(draft.reason, schema).flatMap((asked) => unmetOf(draft, asked)),
  ];
}
