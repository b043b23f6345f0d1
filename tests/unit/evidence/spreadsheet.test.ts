import { csvOf, xlsxOf } from '@marketsafe/evidence';
import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js/lib/zip-core-native.js';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';

/** Cells of a CSV file by the rules of RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy)) {
    if (quoted === undefined && plain === '' && end === '') break;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  if (rows.at(-1)?.length === 0) rows.pop();
  return rows;
}

async function readXlsx(file: Blob): Promise<Map<string, Document>> {
  const parts = new Map<string, Document>();
  const { window } = new JSDOM('');
  for (const entry of await new ZipReader(new BlobReader(file), { useWebWorkers: false }).getEntries()) {
    if (entry.directory) continue;
    const text = await entry.getData(new TextWriter());
    parts.set(entry.filename, new window.DOMParser().parseFromString(text, 'application/xml'));
  }
  return parts;
}

const FORMULAS = ['=1+1', '+A1', '-2', '@SUM(A1)', '＝1', '\t=1', ' =cmd|calc', '\r\n@x', '%0A=1', '|x'];

describe('a sheet as CSV', () => {
  it.each(FORMULAS)('has no cell that a spreadsheet would run: %j', async (text) => {
    const [, [cell] = []] = readCsv(await csvOf({ head: ['title'], rows: [[text]] }).text());
    expect(cell).toBe(`'${text}`);
  });

  it('reads back as what it was, for any text that is no formula', async () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[\s\0]*[=+\-@＝＋－＠|%]/u.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
        const text = await csvOf({ head: ['a', 'b'], rows }).text();
        expect(readCsv(text).slice(1)).toEqual(rows);
      }),
    );
  });

  it('says that it is UTF-8, so that Chinese is read as Chinese', async () => {
    const bytes = new Uint8Array(await csvOf({ head: ['标题'], rows: [['冲锋衣', 3, null]] }).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe('标题\r\n冲锋衣,3,\r\n');
  });
});

describe('a sheet as a workbook', () => {
  it('has every text as text, none as a formula, and numbers as numbers', async () => {
    const rows = [...FORMULAS, '<script>&"', '冲锋衣', 'a\0\u0001b'].map((text) => [text, 12.5, null]);
    const parts = await readXlsx(await xlsxOf({ head: ['a', 'b', 'c'], rows }, 'Reports'));
    const sheet = parts.get('xl/worksheets/sheet1.xml');
    expect(sheet?.getElementsByTagName('f')).toHaveLength(0);
    const cells = Array.from(sheet?.getElementsByTagName('row') ?? [], (row) => Array.from(row.children));
    expect(cells).toHaveLength(rows.length + 1);
    for (const [index, [text]] of rows.entries()) {
      const [first, second] = cells[index + 1] ?? [];
      expect(first?.getAttribute('t')).toBe('inlineStr');
      // XML reads each line end as one.
      expect(first?.textContent).toBe(String(text).replaceAll('\r\n', '\n').replace('a\0\u0001b', 'ab'));
      expect(second?.getElementsByTagName('v')[0]?.textContent).toBe('12.5');
    }
  });

  it('has the parts that say what it is, each whole', async () => {
    const parts = await readXlsx(await xlsxOf({ head: ['a'], rows: [] }, 'Reports'));
    expect([...parts.keys()].sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    for (const document of parts.values()) {
      expect(document.getElementsByTagName('parsererror')).toHaveLength(0);
    }
  });
});
