import type { MaskedCopy } from '@marketsafe/contract';
import { formatNumber, formatUtc, m, methodName, recordDescription, roleName } from '@marketsafe/words';
import { type Column, english, given, stacked, table } from '../pdf/blocks.ts';
import { both, said, type Words } from '../pdf/both.ts';
import type { Span } from '../pdf/lines.ts';
import { ALARM, CONTENT_WIDTH, HASH, SMALL, SOFT } from '../pdf/look.ts';
import type { Sheet } from '../pdf/sheet.ts';
import type { CheckedFile, Comparison } from '../source/check-files.ts';

const COMPARISONS: Readonly<Record<Comparison, Words>> = {
  matches: said(m.documents_file_matches),
  differs: said(m.documents_file_differs),
  missing: said(m.documents_file_missing),
};

const WIDTHS = [104, 276, 50] as const;
const COLUMNS: readonly Column[] = [
  { label: said(m.documents_column_file), width: WIDTHS[0] },
  { label: said(m.documents_column_hash_what), width: WIDTHS[1] },
  { label: said(m.documents_column_bytes), width: WIDTHS[2] },
  {
    label: said(m.documents_column_comparison),
    width: CONTENT_WIDTH - 24 - WIDTHS[0] - WIDTHS[1] - WIDTHS[2],
  },
];

/** One line of a list of files. */
export interface FileLine {
  name: string;
  sha256: string;
  /** Null for a record, whose size nobody stated. */
  bytes: number | null;
  what: Words;
  comparison: Comparison;
  /** Hashes of the files that it was made from, where they are to be printed. */
  originals?: readonly string[];
}

/** Lines of a capture's files under their own names. */
export function fileLines(files: readonly CheckedFile<MaskedCopy>[]): FileLine[] {
  return files.map(({ file, comparison }) => ({
    name: file.path,
    sha256: file.sha256,
    bytes: file.bytes,
    what: both((language) => {
      const method = methodName(file.method, language);
      const what = m.documents_file_what(
        { method, role: roleName(file.role, language) },
        { locale: language },
      );
      const { released, shows } = file;
      if (released) {
        const by = { at: formatUtc(released.at, language), person: released.by.userId };
        return `${what} · ${m.documents_copy_released(by, { locale: language })}`;
      }
      return shows ? `${what} · ${m.documents_copy_listing({}, { locale: language })}` : what;
    }),
    comparison,
  }));
}

/** The line of a capture's record. */
export function recordLine(sha256: string, comparison: Comparison): FileLine {
  return {
    name: 'capture.json',
    sha256,
    bytes: null,
    what: both(recordDescription),
    comparison,
  };
}

/** Files with their hashes, and whether what is stored was found to match when the document was made. */
export function filesTable(sheet: Sheet, files: readonly FileLine[]): void {
  table(
    sheet,
    COLUMNS,
    files.map(({ name, sha256, bytes, what, comparison, originals = [] }): Span[][] => [
      [given(name, { ...SMALL, color: '#1b1b1b' })],
      [
        english(`${sha256}\n`, HASH),
        english(`${what.en} · `, SMALL),
        given(what.zh, SMALL),
        ...originals.map((hash) => english(`\n${hash}`, { ...HASH, color: SOFT })),
      ],
      [english(bytes === null ? '' : formatNumber(bytes, 0, 'en'), SMALL)],
      stacked(
        COMPARISONS[comparison],
        comparison === 'matches' ? SMALL : { ...SMALL, color: ALARM, bold: true },
      ),
    ]),
  );
}
