import { ArchiveProblem, type ByteSource, openZip, type ZipLimits } from '@marketsafe/evidence';
import { Refusal } from '../refusals/refusal.ts';

const MEBIBYTE = 1024 * 1024;

/** A list of links is text: what is larger than this is something else. */
const FILE_BYTES = 32 * MEBIBYTE;

/** What a workbook may be at most. Rows that differ little shrink a lot. */
const WORKBOOK: ZipLimits = {
  archiveBytes: FILE_BYTES,
  entries: 5_000,
  entryBytes: 64 * MEBIBYTE,
  totalBytes: 128 * MEBIBYTE,
  nameLength: 300,
  ratio: 1_000,
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of a piece of XML. */
function plain(xml: string): string {
  return xml.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** What every element of a name holds. Workbooks are written by programs: no such element stands within another of its name. */
function inside(xml: string, name: string): string[] {
  const elements = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g');
  return [...xml.matchAll(elements)].map(([, content = '']) => content);
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : plain(found);
}

function textIn(xml: string): string {
  return inside(xml, 't').map(plain).join('');
}

/** Targets of a sheet's links, by the cell that each stands in. */
function linksByCell(sheet: string, relations: string): Map<string, string> {
  const targets = new Map<string, string>();
  for (const [tag] of relations.matchAll(/<Relationship\s[^>]*>/g)) {
    const [id, target] = [attribute(tag, 'Id'), attribute(tag, 'Target')];
    if (id !== undefined && target !== undefined) targets.set(id, target);
  }
  const links = new Map<string, string>();
  for (const [tag] of sheet.matchAll(/<hyperlink\s[^>]*>/g)) {
    const [ref, id] = [attribute(tag, 'ref'), attribute(tag, 'r:id')];
    const target = id === undefined ? undefined : targets.get(id);
    if (ref !== undefined && target !== undefined) links.set(ref.split(':')[0] ?? '', target);
  }
  return links;
}

/** One line a row: what its cells show, their formulas as the text that they are, and where their links lead. */
function rowsOf(sheet: string, strings: readonly string[], relations: string): string[] {
  const links = linksByCell(sheet, relations);
  return inside(sheet, 'row').map((row) => {
    const cells = [...row.matchAll(/<c(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/c>)/g)];
    const parts = cells.flatMap(([, tag = '', content = '']) => {
      const [value = ''] = inside(content, 'v');
      const shown =
        attribute(tag, 't') === 's' ? (strings[Number(value)] ?? '') : `${plain(value)}${textIn(content)}`;
      const [formula] = inside(content, 'f');
      const link = links.get(attribute(tag, 'r') ?? '');
      return [
        shown,
        ...(formula === undefined ? [] : [plain(formula)]),
        ...(link === undefined ? [] : [link]),
      ];
    });
    return parts.filter((part) => part !== '').join('\t');
  });
}

async function readText(source: ByteSource | undefined): Promise<string> {
  return source === undefined ? '' : new Response(source.stream()).text();
}

async function workbookLines(file: Blob): Promise<string[]> {
  const entries = await openZip(file, WORKBOOK);
  const strings = inside(await readText(entries.get('xl/sharedStrings.xml')), 'si').map(textIn);
  const lines: string[] = [];
  for (const name of entries.keys()) {
    const sheet = /^xl\/worksheets\/([^/]+\.xml)$/.exec(name)?.[1];
    if (sheet === undefined) continue;
    const relations = await readText(entries.get(`xl/worksheets/_rels/${sheet}.rels`));
    lines.push(...rowsOf(await readText(entries.get(name)), strings, relations));
  }
  return lines;
}

/** A spreadsheet program's text is UTF-16 or of some Chinese or Western kind; addresses are the same in all but the first. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

/**
 * Reads a file that somebody dropped as lines of text: a workbook (XLSX) by its rows, anything else as text, CSV among it. Refused where it
 * is too large, or is no list: a picture, an older workbook, a damaged one.
 */
export async function readLines(file: Blob): Promise<string[]> {
  if (file.size > FILE_BYTES) throw new Refusal({ code: 'list-too-large' });
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    try {
      return await workbookLines(file);
    } catch (error) {
      if (error instanceof ArchiveProblem) throw new Refusal({ code: 'list-unreadable' }, { cause: error });
      throw error;
    }
  }
  const text = decode(bytes);
  // A text has no such characters; a picture or an older workbook is full of them.
  if (text.includes('\0')) throw new Refusal({ code: 'list-unreadable' });
  return text.split(/\r\n|\r|\n/);
}
