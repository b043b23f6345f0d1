import type { AddedFile } from './added-file.ts';
import type { Consent, Row } from './kinds.ts';
import {
  type AskedName,
  FIELD_NAMES,
  type Field,
  type FieldName,
  type FieldNameOf,
  fieldByName,
} from './list.ts';
import type { Particulars } from './submission.ts';
import { addedFilesOf } from './values.ts';

/** A file as it is shown: `position` among all that were added to the claim, from 0; nameless where what it was called stays behind. */
export interface FilledFile {
  position: number;
  file: Omit<AddedFile, 'name'> & { name?: string };
}

/** A field that a claim's reason asks for or that every claim may have, as it was filled in. `consent`: null where there is none; undefined for one that needs none. */
export type FilledField = { name: AskedName; consent: Consent | null | undefined } & (
  | { editor: 'text'; text: string }
  | { editor: 'table'; table: FieldNameOf<'table'>; columns: readonly string[]; rows: readonly Row[] }
  | { editor: 'files'; files: readonly FilledFile[] }
);

function filled(name: FieldName, field: Field, particulars: Particulars): FilledField[] {
  const value: unknown = Reflect.get(particulars, name);
  if (field.asked.by === 'rule' || value === undefined) return [];
  const consents: { [field: string]: Consent | undefined } = particulars.consents ?? {};
  // Only these are asked for by no rule.
  const head = {
    name: name as AskedName,
    consent: field.class === 'B' ? (consents[name] ?? null) : undefined,
  };
  switch (field.editor) {
    case 'text':
      return [{ ...head, editor: 'text', text: value as string }];
    case 'table': {
      const columns = Object.keys(field.columns);
      const rows = value as Row[];
      return [{ ...head, editor: 'table', table: name as FieldNameOf<'table'>, columns, rows }];
    }
    case 'files': {
      const all = addedFilesOf({ particulars }).map((one, position) => ({ ...one, position }));
      const files = all.filter((one) => one.field === name);
      return [{ ...head, editor: 'files', files: files.map(({ file, position }) => ({ file, position })) }];
    }
    case 'right':
    case 'reason':
    case 'declaration':
    case 'consents':
      return [];
  }
}

/** What stands in a claim's particulars, whole or what of them may go out, in the order of the list. */
export function filledFields(particulars: Particulars): FilledField[] {
  return FIELD_NAMES.flatMap((name) => filled(name, fieldByName(name), particulars));
}
