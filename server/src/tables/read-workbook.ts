import { ArchiveProblem, openZip, type ZipLimits } from '@marketsafe/evidence';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { type Cell, MOST_COLUMNS, MOST_TEXT, type Table, type TableLimits, TableProblem } from './cells.ts';

const MEBIBYTE = 1024 * 1024;

/** What a workbook may be at most. Rows that differ little shrink a lot. */
const LIMITS: Omit<ZipLimits, 'archiveBytes'> = {
  entries: 2_000,
  entryBytes: 64 * MEBIBYTE,
  totalBytes: 128 * MEBIBYTE,
  nameLength: 300,
  ratio: 1_000,
};

/** Numbers of the formats that every workbook has for days and times. */
const DAY_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
/** A format of one's own that shows days: year and day, outside quoted text. */
const SHOWS_DAY = /y.*d|d.*y/i;

type Part = (name: string) => Promise<string>;
type Tag = (name: string, attributes: Record<string, string>) => void;

/** Reads the first sheet of a workbook (XLSX). Its formulas are told, not computed. @throws TableProblem */
export async function readWorkbook(bytes: Uint8Array<ArrayBuffer>, limits: TableLimits): Promise<Table> {
  try {
    const entries = await openZip(new Blob([bytes]), { ...LIMITS, archiveBytes: limits.bytes });
    const part: Part = async (name) => {
      const source = entries.get(name);
      return source ? new Response(source.stream()).text() : '';
    };
    const { sheet, since1904 } = await firstSheet(part);
    if (!entries.has(sheet)) throw new TableProblem('unreadable');
    const look = { strings: await stringsOf(part), days: await dayStyles(part), since1904 };
    return rowsOf(await part(sheet), look, limits);
  } catch (error) {
    if (error instanceof TableProblem) throw error;
    if (error instanceof ArchiveProblem || error instanceof SyntaxProblem)
      throw new TableProblem('unreadable', error);
    throw error;
  }
}

class SyntaxProblem extends Error {}

/** Goes through a piece of XML. Names come without their prefixes. */
function walk(
  xml: string,
  on: { open?: Tag; text?: (text: string) => void; close?: (name: string) => void },
): void {
  const parser = new SaxesParser();
  const plain = (name: string) => name.replace(/^.*:/, '');
  parser.on('error', (error) => {
    throw new SyntaxProblem(error.message);
  });
  parser.on('opentag', (tag: SaxesTagPlain) => on.open?.(plain(tag.name), tag.attributes));
  parser.on('text', (text) => on.text?.(text));
  parser.on('cdata', (text) => on.text?.(text));
  parser.on('closetag', (tag) => on.close?.(plain(tag.name)));
  parser.write(xml).close();
}

async function firstSheet(part: Part): Promise<{ sheet: string; since1904: boolean }> {
  let id: string | undefined;
  let since1904 = false;
  const workbook = await part('xl/workbook.xml');
  if (workbook === '') throw new TableProblem('unreadable');
  walk(workbook, {
    open(name, attributes) {
      if (name === 'sheet') id ??= attributes['r:id'] ?? attributes.id;
      if (name === 'workbookPr') since1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
    },
  });
  let target = 'worksheets/sheet1.xml';
  walk((await part('xl/_rels/workbook.xml.rels')) || '<none/>', {
    open(name, attributes) {
      if (name === 'Relationship' && attributes.Id === id) target = attributes.Target ?? target;
    },
  });
  return { sheet: target.startsWith('/') ? target.slice(1) : `xl/${target}`, since1904 };
}

async function stringsOf(part: Part): Promise<string[]> {
  const strings: string[] = [];
  let inText = false;
  walk((await part('xl/sharedStrings.xml')) || '<none/>', {
    open(name) {
      if (name === 'si') strings.push('');
      inText = name === 't';
    },
    text(text) {
      if (inText) strings[strings.length - 1] = ((strings.at(-1) ?? '') + text).slice(0, MOST_TEXT);
    },
    close() {
      inText = false;
    },
  });
  return strings;
}

/** Of the styles that cells may have, those that show a number as a day. */
async function dayStyles(part: Part): Promise<Set<number>> {
  const own = new Map<number, string>();
  const styles: number[] = [];
  let inCells = false;
  walk((await part('xl/styles.xml')) || '<none/>', {
    open(name, attributes) {
      if (name === 'numFmt') own.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) styles.push(Number(attributes.numFmtId));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  const isDay = (format: number) =>
    DAY_FORMATS.has(format) || SHOWS_DAY.test((own.get(format) ?? '').replace(/"[^"]*"|\[[^\]]*\]/g, ''));
  return new Set(styles.flatMap((format, index) => (isDay(format) ? [index] : [])));
}

/** What is needed to read what a cell holds. */
interface Look {
  strings: readonly string[];
  days: ReadonlySet<number>;
  since1904: boolean;
}

function rowsOf(xml: string, look: Look, limits: TableLimits): Cell[][] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let cell = { column: 0, type: '', style: 0, value: '', formula: false };
  let inside = '';
  walk(xml, {
    open(name, attributes) {
      if (name === 'row') {
        row = [];
        const position = Number(attributes.r ?? rows.length + 1);
        if (!(position > rows.length) || position > limits.rows + 1) throw new TableProblem('too-long');
        while (rows.length < position - 1) rows.push([]);
        rows.push(row);
      }
      if (name === 'c') {
        const { r, t = '', s = '0' } = attributes;
        cell = { column: columnOf(r, row.length), type: t, style: Number(s), value: '', formula: false };
      }
      if (name === 'f') cell.formula = true;
      inside = name;
    },
    text(text) {
      if (inside === 'v' || inside === 't') cell.value = (cell.value + text).slice(0, MOST_TEXT);
    },
    close(name) {
      inside = '';
      if (name !== 'c' || cell.column >= MOST_COLUMNS) return;
      while (row.length < cell.column) row.push({ text: '', formula: false });
      row[cell.column] = { text: textOf(cell, look).trim(), formula: cell.formula };
    },
  });
  return rows;
}

/** Position of a column by its letters; of a cell that does not say, the next. */
function columnOf(reference: string | undefined, next: number): number {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return next;
  return [...letters].reduce((position, letter) => position * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function textOf({ type, style, value }: { type: string; style: number; value: string }, look: Look): string {
  if (type === 's') return look.strings[Number(value)] ?? '';
  if (type === 'd') return value.slice(0, 10);
  if (type !== '' && type !== 'n') return value;
  const number = Number(value);
  if (value === '' || !Number.isFinite(number)) return value;
  if (look.days.has(style)) return dayOf(number, look.since1904);
  // A number as spreadsheets keep it may be written with an exponent.
  return Number.isSafeInteger(number) ? String(number) : value;
}

/** The calendar day of a spreadsheet's count of days, whose 1900 has a leap day that there never was. */
function dayOf(count: number, since1904: boolean): string {
  const days = Math.floor(count) + (since1904 ? 1_462 : count < 60 ? 1 : 0);
  const at = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000);
  return Number.isNaN(at.getTime()) ? String(count) : at.toISOString().slice(0, 10);
}
