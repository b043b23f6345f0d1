import { inflateSync } from 'node:zlib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of text where it stands on a page, in points. */
export interface Placed {
  text: string;
  x: number;
  width: number;
}

/** A PDF as a reader that is not ours reads it. */
export interface ReadPdf {
  pages: { text: string; placed: Placed[]; width: number }[];
  text: string;
  /** Without any white space, so that what was broken into lines is found. */
  joined: string;
  title: string;
  language: string;
  outline: string[];
  /** Names of its fonts, and how many of them carry their file. */
  fonts: { names: string[]; embedded: number };
  /** Everything in it, with compressed parts unpacked, one byte a character. */
  raw: string;
}

export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const loading = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const document = await loading.promise;
  const { info } = (await document.getMetadata()) as { info: { Title?: string; Language?: string } };
  const pages: ReadPdf['pages'] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const placed = items.flatMap((item) =>
      'str' in item ? [{ text: item.str, x: Number(item.transform[4]), width: item.width }] : [],
    );
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    pages.push({ text, placed, width: page.view[2] ?? 0 });
  }
  const outline = ((await document.getOutline()) ?? []).map(({ title }) => title);
  await loading.destroy();
  const text = pages.map((page) => page.text).join('\n');
  const latin = bytes.toString('latin1');
  return {
    ...{ pages, text, outline },
    joined: text.replaceAll(/\s/g, ''),
    title: info.Title ?? '',
    language: info.Language ?? '',
    fonts: {
      names: [...new Set([...latin.matchAll(/\/FontName \/([\w+-]+)/g)].map((found) => found[1] ?? ''))],
      embedded: latin.match(/\/FontFile2 \d+ 0 R/g)?.length ?? 0,
    },
    raw: latin + unpacked(bytes).join('\n'),
  };
}

function unpacked(bytes: Buffer): string[] {
  const parts: string[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    const end = bytes.indexOf('\nendstream', at);
    try {
      parts.push(inflateSync(bytes.subarray(at + 7, end)).toString('latin1'));
    } catch {
      // A picture, or the end of a stream: not compressed.
    }
  }
  return parts;
}

/** Which of these a document does not say, however it broke its lines. */
export const unsaid = ({ joined }: { joined: string }, words: readonly string[]) =>
  words.filter((text) => !joined.includes(text.replaceAll(/\s/g, '')));
