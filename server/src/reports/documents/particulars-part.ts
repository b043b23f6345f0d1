import type { FilledField, FilledFile } from '@marketsafe/contract';
import { claimFileName } from '@marketsafe/evidence';
import { columnHead, consentSentence, fieldLabel, m, optionLabel } from '@marketsafe/words';
import { type Column, fields, given, heading, pairList, stacked, table } from '../pdf/blocks.ts';
import { both, said, type Words } from '../pdf/both.ts';
import { BODY, CONTENT_WIDTH, SMALL } from '../pdf/look.ts';
import type { Sheet } from '../pdf/sheet.ts';
import { compareFiles } from '../source/check-files.ts';
import type { Files } from './capture-part.ts';
import { type FileLine, filesTable } from './files-part.ts';
import { pictures } from './pictures-part.ts';

type Part<Editor extends FilledField['editor']> = Extract<FilledField, { editor: Editor }>;

/** Number of a claim in a package that holds it alone. */
export const ALONE = 0;

/** Between a table's columns, in points. */
const BETWEEN = 8;

function drawTable(sheet: Sheet, { table: name, columns, rows }: Part<'table'>): void {
  const width = (CONTENT_WIDTH - BETWEEN * (columns.length - 1)) / columns.length;
  const heads: Column[] = columns.map((column) => ({
    label: both((language) => columnHead(name, column, language)),
    width,
  }));
  const cellOf = (text: string) => {
    const option = both((language) => optionLabel(name, text, language));
    return option.en === text ? [given(text)] : stacked(option, BODY, SMALL);
  };
  table(
    sheet,
    heads,
    rows.map((row) => columns.map((column) => cellOf(row[column] ?? ''))),
  );
}

/** What a file is said to be. */
function whatIs({ name }: FilledFile['file']): Words {
  return both((locale) =>
    name === undefined ? m.field_added_file({}, { locale }) : m.field_added_file_as({ name }, { locale }),
  );
}

/** Files that people added, under the names that they have in a package: the pictures, then all with their hashes as they are stored now. */
export async function addedFiles(
  sheet: Sheet,
  files: Files,
  added: readonly { name: string; file: FilledFile['file'] }[],
): Promise<void> {
  const { store, organisationId } = files;
  const checked = await compareFiles(
    store,
    organisationId,
    added.map(({ file }) => file),
  );
  const shown = added.map(({ name, file }, index) => ({
    checked: { file, comparison: checked[index]?.comparison ?? ('missing' as const) },
    name,
    what: whatIs(file),
  }));
  await pictures(
    sheet,
    files,
    shown.filter(({ checked: { file } }) => file.type.startsWith('image/')),
  );
  filesTable(
    sheet,
    shown.map(
      ({ checked: { file, comparison }, name, what }): FileLine => ({
        ...{ name, what, comparison },
        sha256: file.sha256,
        bytes: file.bytes,
      }),
    ),
  );
}

/** Whether a field may go out; a document that goes out holds none that may not, and says nothing of it. */
function consentWords({ consent }: FilledField): Words[] {
  if (consent === undefined) return [];
  return [both((language) => consentSentence(consent, language))];
}

/** What a claim's reason asks for, as it was filled in: texts, tables, and files with their hashes. `withConsents`: for the program. */
export async function particularsPart(
  sheet: Sheet,
  files: Files,
  particulars: readonly FilledField[],
  { withConsents }: { withConsents: boolean },
): Promise<void> {
  for (const filled of particulars) {
    const label = both((language) => fieldLabel(filled.name, language));
    heading(sheet, label, { level: 2, room: 70 });
    if (withConsents) pairList(sheet, consentWords(filled));
    switch (filled.editor) {
      case 'text':
        fields(sheet, [{ label: said(m.field_as_given), value: [given(filled.text)] }]);
        break;
      case 'table':
        drawTable(sheet, filled);
        break;
      case 'files':
        await addedFiles(
          sheet,
          files,
          filled.files.map(({ file, position }) => ({
            name: claimFileName(ALONE, position, file.type),
            file,
          })),
        );
        break;
    }
  }
}
