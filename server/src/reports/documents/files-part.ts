import { type Column, english, given, stacked, table } from '../pdf/blocks.ts';
import type { Span } from '../pdf/lines.ts';
import { ALARM, CONTENT_WIDTH, HASH, SMALL, SOFT } from '../pdf/look.ts';
import type { Sheet } from '../pdf/sheet.ts';
import type { CheckedFile, Comparison } from '../source/check-files.ts';
import { METHOD_NAMES, ROLE_NAMES } from '../words/names.ts';
import type { Words } from '../words/types.ts';

const COMPARISONS: Readonly<Record<Comparison, Words>> = {
  matches: { en: 'matches', zh: '一致' },
  differs: { en: 'DIFFERS', zh: '不一致' },
  missing: { en: 'MISSING', zh: '缺失' },
};

const number = new Intl.NumberFormat('en');

const WIDTHS = [104, 276, 50] as const;
const COLUMNS: readonly Column[] = [
  { label: { en: 'File', zh: '文件' }, width: WIDTHS[0] },
  { label: { en: 'SHA-256 · what it is', zh: 'SHA-256 值 · 说明' }, width: WIDTHS[1] },
  { label: { en: 'Bytes', zh: '字节' }, width: WIDTHS[2] },
  { label: { en: 'Hash', zh: '核对' }, width: CONTENT_WIDTH - 24 - WIDTHS[0] - WIDTHS[1] - WIDTHS[2] },
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
export function fileLines(files: readonly CheckedFile[]): FileLine[] {
  return files.map(({ file, comparison }) => ({
    name: file.path,
    sha256: file.sha256,
    bytes: file.bytes,
    what: {
      en: `${METHOD_NAMES[file.method].en}, ${ROLE_NAMES[file.role].en}`,
      zh: `${METHOD_NAMES[file.method].zh}，${ROLE_NAMES[file.role].zh}`,
    },
    comparison,
  }));
}

/** The line of a capture's record. */
export function recordLine(sha256: string, comparison: Comparison): FileLine {
  return {
    name: 'capture.json',
    sha256,
    bytes: null,
    what: {
      en: 'Record of the capture, signed by the device; names the hash of each file',
      zh: '取证记录，由设备签名，载有各文件的哈希值',
    },
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
      [english(bytes === null ? '' : number.format(bytes), SMALL)],
      stacked(
        COMPARISONS[comparison],
        comparison === 'matches' ? SMALL : { ...SMALL, color: ALARM, bold: true },
      ),
    ]),
  );
}
