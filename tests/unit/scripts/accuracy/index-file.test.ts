import { describe, expect, it } from 'vitest';
import { parseIndex } from '../../../../scripts/accuracy/index-file.ts';
import { parsePageType } from '../../../../scripts/accuracy/page-type.ts';

const heading = 'file\tmarketplace\tpage_type\turl\tlisting_id\ttitle';
const row = 'a/1.html\taliexpress\tlisting\thttps://www.aliexpress.com/item/1.html\t1\tBottle';

describe('a table of true facts', () => {
  it.each([
    ['line feeds', `${heading}\n${row}\n`],
    ['carriage returns', `${heading}\r\n${row}\r\n\r\n`],
    ['no last line end', `${heading}\n${row}`],
  ])('is read with %s', (_, text) => {
    const { rows, problems } = parseIndex(text);
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      expect.objectContaining({ file: 'a/1.html', listing_id: '1', title: 'Bottle', brand: '' }),
    ]);
  });

  it('knows its columns by name, in any order, among others', () => {
    const { rows } = parseIndex(
      `title\tremark\turl\tfile\tpage_type\tmarketplace\nB\tx\thttps://a.example/\t1.html\tnone\ttaobao\textra`,
    );
    expect(rows[0]).toMatchObject({ title: 'B', file: '1.html', page_type: 'none', marketplace: 'taobao' });
  });

  it('names lines that are no row, by number, and keeps the others', () => {
    const { rows, problems } = parseIndex(
      `${heading}\n\taliexpress\tlisting\thttps://a.example/\nb.html\taliexpress\tlisting\tnowhere\n${row}`,
    );
    expect(rows).toHaveLength(1);
    expect(problems).toEqual([
      'INDEX.tsv line 2: names no file',
      'INDEX.tsv line 3: b.html has no address: "nowhere"',
    ]);
  });

  it('is refused without the columns that every row needs', () => {
    expect(() => parseIndex('file,marketplace\n1.html,x')).toThrow(
      /no column file, marketplace, page_type, url/,
    );
    expect(() => parseIndex('')).toThrow(/no column/);
  });
});

describe('a page type', () => {
  it.each([
    ['listing', { kind: 'listing', wall: undefined, form: 'page' }],
    ['wall:empty-shell', { kind: 'wall', wall: 'empty-shell', form: 'page' }],
    ['state-listing', { kind: 'listing', wall: undefined, form: 'state' }],
    ['none', { kind: 'none', wall: undefined, form: 'page' }],
    ['wall', undefined],
    ['wall:fire', undefined],
    ['listing:captcha', undefined],
    ['category', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(parsePageType(text)).toEqual(expected);
  });
});
