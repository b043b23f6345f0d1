import type { EvidenceFile, PageArea } from '@marketsafe/contract';
import { PRACTICE } from '../../../scripts/support/practice-pages.ts';
import type { PictureColumn } from './picture-columns.ts';

/** What the long practice page is asked to be; see tests/fixtures/practice/long-page.html. Sizes in CSS pixels. */
interface LongPage {
  height: number;
  width?: number;
  pinned?: true;
  lazy?: true;
  smooth?: true;
  /** The root does not scroll: a part of the page does, which holds all of it. */
  nested?: true;
  /** Written from right to left. */
  rtl?: true;
  /** Parts are laid out on sight only, and are held to be higher before. */
  deferred?: true;
  /** Times 500 px that it grows by when one comes to its end. */
  grow?: number;
}

/** Its address. */
export function longPage(wish: LongPage): string {
  const query = new URLSearchParams(Object.entries(wish).map(([name, value]) => [name, String(value)]));
  return `${PRACTICE.long}?${query}`;
}

const ROW = 20;
/** Rows after which the colours begin again. */
const ROWS = 4_096;

function isCovered(y: number, covered: readonly [from: number, to: number][], blur: number): boolean {
  return covered.some(([from, to]) => y >= from - blur && y <= to + blur);
}

const CELL = 400;

/** Row and column that a colour of the page stands for; null for everything that lies over the cells. */
function cellOf(red: number, green: number, blue: number): { row: number; column: number } | null {
  const low = blue & 15;
  if ((red & 15) !== 8 || (green & 15) !== 8 || ![4, 8, 12].includes(low)) return null;
  return { row: (red >> 4) | ((green >> 4) << 4) | ((blue >> 4) << 8), column: low / 4 - 1 };
}

/**
 * Rows of a picture that do not show the part of the page which the record says: at each a line of text. Pixels within one device
 * pixel of a cell's edge may be mixed and are not looked at.
 * @param covered rows of the page, in CSS pixels, over which something else lies at this column
 */
export function wrongRows(
  column: PictureColumn,
  area: PageArea,
  covered: readonly [from: number, to: number][] = [],
): string[] {
  const scale = column.height / area.height;
  const x = area.x + column.x / scale;
  const wrong: string[] = [];
  for (let at = 0; at < column.height; at += 1) {
    const y = area.y + (at + 0.5) / scale;
    const edge = Math.abs(y / ROW - Math.round(y / ROW)) * ROW * scale;
    if (edge <= 1 || isCovered(y, covered, 1)) continue;
    const [red = 0, green = 0, blue = 0] = column.rgb.subarray(at * 3, at * 3 + 3);
    const cell = cellOf(red, green, blue);
    const isRight = cell?.row === Math.floor(y / ROW) % ROWS && cell.column === Math.floor(x / CELL) % 3;
    if (!isRight) wrong.push(`${x.toFixed(0)},${y.toFixed(1)}: rgb(${red}, ${green}, ${blue})`);
  }
  return wrong;
}

/** The same for the preview, which is small and lossy: each place only has to be near the colour of the page there. */
export function wrongPreviewRows(
  column: PictureColumn,
  area: PageArea,
  pageHeight: number,
  covered: readonly [from: number, to: number][],
): string[] {
  const scale = column.height / area.height;
  const wrong: string[] = [];
  for (let at = 0; at < column.height; at += 1) {
    const y = area.y + (at + 0.5) / scale;
    const row = Math.floor(y / ROW);
    // The last slice may end in a scroll bar.
    if (y >= pageHeight) break;
    if (isCovered(y, covered, ROW)) continue;
    // The second digit changes every sixteen rows: a slice that stands elsewhere shows, what JPEG blurs does not.
    if ((row & 15) < 4 || (row & 15) > 11) continue;
    const green = column.rgb[at * 3 + 1] ?? 0;
    if (Math.abs(green - (((row >> 4) & 15) * 16 + 8)) > 10) wrong.push(`row ${row}: green ${green}`);
  }
  return wrong;
}

/** The pictures of a capture that show pixels of the page, in order. */
export function slicesOf(files: readonly EvidenceFile[]): (EvidenceFile & { area: PageArea })[] {
  return files.flatMap((file) =>
    file.method === 'pixels' && file.area ? [{ ...file, area: file.area }] : [],
  );
}
