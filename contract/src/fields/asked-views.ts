import type { AddedFile } from './added-file.ts';
import { askedFields, offeredFields } from './asked.ts';
import type { Columns, Row } from './kinds.ts';
import { type AskedName, type FieldNameOf, fieldByName } from './list.ts';
import { type DraftFields, fieldOf } from './values.ts';

interface AskedBase {
  name: AskedName;
  need: 'required' | 'advised' | 'offered';
  /** Whether it may go to the marketplace; null where nobody has to consent to that. */
  consented: boolean | null;
}

export interface AskedText extends AskedBase {
  editor: 'text';
  name: AskedName & FieldNameOf<'text'>;
  value: string;
  limit: number;
  lines: 'one' | 'many';
}

export interface AskedFiles extends AskedBase {
  editor: 'files';
  name: AskedName & FieldNameOf<'files'>;
  files: readonly AddedFile[];
  types: readonly string[];
  most: number;
}

export interface AskedTable extends AskedBase {
  editor: 'table';
  name: AskedName & FieldNameOf<'table'>;
  columns: Columns;
  rows: readonly Row[];
  most: number;
}

/** A field that the chosen reason asks for, as a form shows it. */
export type AskedView = AskedText | AskedFiles | AskedTable;

function viewOf(draft: DraftFields, name: AskedName, need: AskedBase['need']): AskedView[] {
  const field = fieldByName(name);
  const consented = field.class === 'B' ? fieldOf(draft, 'consents')[name] !== undefined : null;
  const base = { name, need, consented };
  switch (field.editor) {
    case 'text': {
      const own = name as AskedText['name'];
      const { limit, lines } = field;
      return [{ ...base, editor: 'text', name: own, value: fieldOf(draft, own), limit, lines }];
    }
    case 'files': {
      const own = name as AskedFiles['name'];
      const { types, most } = field;
      return [{ ...base, editor: 'files', name: own, files: fieldOf(draft, own), types, most }];
    }
    case 'table': {
      const own = name as AskedTable['name'];
      const { columns, most } = field;
      return [{ ...base, editor: 'table', name: own, columns, rows: fieldOf(draft, own), most }];
    }
    case 'right':
    case 'reason':
    case 'declaration':
    case 'consents':
      return [];
  }
}

/** What the chosen reason asks for, in order. */
export function askedViews(draft: DraftFields): AskedView[] {
  return askedFields(draft.reason).flatMap(({ name, need }) => viewOf(draft, name, need));
}

/** What every claim may have, in order. */
export function offeredViews(draft: DraftFields): AskedView[] {
  return offeredFields().flatMap((name) => viewOf(draft, name, 'offered'));
}

/** Hashes of the pictures that a field shows. */
export function addedPictures(view: AskedView): string[] {
  if (view.editor !== 'files') return [];
  return view.files.filter(({ type }) => type.startsWith('image/')).map(({ sha256 }) => sha256);
}
