import { describe, expect, it } from 'vitest';
import { writeZip } from '../../../../evidence/src/archive/write-zip.ts';
import { checksumsOf } from '../../../../evidence/src/hash.ts';
import { readLines } from '../../../../utils/sweeps/read-file.ts';
import { readLinks } from '../../../../utils/sweeps/read-links.ts';

const SHEET = `<?xml version="1.0"?><worksheet xmlns:r="x"><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Price</t></is></c></row>
<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>12.5</v></c></row>
<row r="3"><c r="A3" t="str"><f>HYPERLINK("https://item.taobao.com/item.htm?id=600000000001&amp;x=1","a")</f><v>a</v></c></row>
<row r="4"><c r="A4" s="1"/><c r="B4" t="s"><v>2</v></c></row>
</sheetData><hyperlinks><hyperlink ref="B4" r:id="rId1"/></hyperlinks></worksheet>`;
const STRINGS = `<sst><si><t>Title</t></si><si><r><t>https://www.aliexpress.com/item/</t></r><r><t>1005006000000001.html</t></r></si><si><t>A jacket</t></si></sst>`;
const LINKS = `<Relationships><Relationship Id="rId1" Type="hyperlink" Target="https://detail.tmall.com/item.htm?id=600000000002&amp;y=2" TargetMode="External"/></Relationships>`;

async function workbook(files: Record<string, string>): Promise<Blob> {
  const pieces: BlobPart[] = [];
  const zip = writeZip(
    new WritableStream({ write: (piece) => void pieces.push(new Uint8Array(piece)) }),
    new Date(0),
  );
  for (const [name, text] of Object.entries(files)) {
    const source = new Blob([text]);
    await zip.add(name, source, await checksumsOf(source));
  }
  await zip.close();
  return new Blob(pieces);
}

describe('a file with links', () => {
  it('that is a workbook is read row by row: shared and rich text, formulas as text, and where links lead', async () => {
    const file = await workbook({
      'xl/worksheets/sheet1.xml': SHEET,
      'xl/sharedStrings.xml': STRINGS,
      'xl/worksheets/_rels/sheet1.xml.rels': LINKS,
    });
    const lines = await readLines(file);
    expect(lines[0]).toBe('Title\tPrice');
    expect(lines[1]).toBe('https://www.aliexpress.com/item/1005006000000001.html\t12.5');
    expect(readLinks(lines).links.map(({ listingKey }) => listingKey)).toEqual([
      'aliexpress:1005006000000001',
      'taobao:600000000001',
      'tmall:600000000002',
    ]);
  });

  it.each([
    ['utf-8', new TextEncoder().encode('a\r\nb\nc')],
    ['utf-16', new Uint8Array([0xff, 0xfe, 0x61, 0, 0x0a, 0, 0x62, 0, 0x0a, 0, 0x63, 0])],
  ])('that is text is read line by line (%s)', async (_, bytes) => {
    expect(await readLines(new Blob([bytes]))).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0])],
    ['a damaged workbook', new TextEncoder().encode('PK\u0003\u0004 and nothing else')],
  ])('that is %s is refused', async (_, bytes) => {
    await expect(readLines(new Blob([bytes]))).rejects.toThrow('list-unreadable');
  });

  it('that is too large for a list is refused unread', async () => {
    const file = { size: 40 * 1024 * 1024 } as Blob;
    await expect(readLines(file)).rejects.toThrow('list-too-large');
  });
});
