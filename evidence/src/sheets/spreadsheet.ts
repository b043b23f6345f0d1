import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import { asZipTime } from '../archive/write-zip.ts';

/** Rows of a sheet: what is text stays text, whatever it looks like. */
export type Cell = string | number | null;
export interface Sheet {
  head: readonly string[];
  rows: readonly (readonly Cell[])[];
}

export const CSV_TYPE = 'text/csv;charset=utf-8';
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Tells spreadsheets that what follows is UTF-8. */
export const BOM = '\uFEFF';

/**
 * What spreadsheets take for the beginning of a formula, in any width: a seller may call their shop one. Line ends and tabs count, too: they
 * skip them.
 */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠|%]/u;

/** A cell of a CSV file. Text that would be run as a formula gets an apostrophe before it, which spreadsheets read as "this is text". */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines of a CSV file (RFC 4180), safe to be opened in a spreadsheet. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** A sheet as CSV (RFC 4180), safe to be opened in a spreadsheet. */
export function csvOf({ head, rows }: Sheet): Blob {
  return new Blob([BOM, csvLines([head, ...rows])], { type: CSV_TYPE });
}

/** Text of XML. Characters that XML 1.0 cannot hold are left out. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}|\uFFFE|\uFFFF/gu, (sign) => (/[\t\r\n]/.test(sign) ? sign : ''))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Longest text of a cell that spreadsheets read, in UTF-16 code units. */
const CELL_LIMIT = 32_767;

/** Text is written as text, so that none of it can be a formula. */
function xlsxCell(cell: Cell): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${xml(cell.slice(0, CELL_LIMIT))}</t></is></c>`;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What stands around the rows of a sheet. */
export const SHEET_XML = {
  begin: `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`,
  end: '</sheetData></worksheet>',
};

/** Rows of a sheet. */
export function rowsXml(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `<row>${row.map(xlsxCell).join('')}</row>`).join('');
}

/** Where the rows of the one sheet stand in a workbook. */
export const SHEET_PATH = 'xl/worksheets/sheet1.xml';

/** The least that a workbook is, but for its sheet. */
export function workbookParts(name: string): readonly (readonly [path: string, text: string])[] {
  const relation = (type: string, target: string) =>
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`;
  return [
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/${SHEET_PATH}" ContentType="${TYPES}.worksheet+xml"/></Types>`,
    ],
    ['_rels/.rels', `${HEAD}${relation('officeDocument', 'xl/workbook.xml')}`],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${xml(name)}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', `${HEAD}${relation('worksheet', 'worksheets/sheet1.xml')}`],
  ];
}

/**
 * A sheet as a workbook. Same rows, same time: same bytes.
 * @param name without a character that a sheet's name may not have
 * @param at the time that its parts bear
 */
export async function xlsxOf(sheet: Sheet, name: string, at = new Date()): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter(XLSX_TYPE), {
    useWebWorkers: false,
    keepOrder: true,
    extendedTimestamp: false,
    lastModDate: asZipTime(at),
  });
  for (const [path, text] of workbookParts(name)) await writer.add(path, new TextReader(text));
  const { head, rows } = sheet;
  const text = SHEET_XML.begin + rowsXml([head, ...rows]) + SHEET_XML.end;
  await writer.add(SHEET_PATH, new TextReader(text));
  return writer.close();
}
