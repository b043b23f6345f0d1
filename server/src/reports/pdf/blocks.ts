import type { Words } from './both.ts';
import { scriptOf } from './faces.ts';
import type { Line, Span, Style } from './lines.ts';
import {
  ALARM,
  BODY,
  CONTENT_WIDTH,
  GUTTER,
  INK,
  LABEL,
  PAGE,
  RULE,
  SMALL,
  SOFT,
  STRONG,
  TINT,
} from './look.ts';
import { heightOf, type Sheet } from './sheet.ts';
import { LINE_BREAKS } from './visible.ts';

const COLUMN = (CONTENT_WIDTH - GUTTER) / 2;
const LABEL_WIDTH = 126;
/** Space above and below what stands in a row. */
const PAD = 3;

/** Text of one language. */
export const english = (text: string, style: Style = BODY): Span => ({ ...style, text, script: 'latin' });
export const chinese = (text: string, style: Style = BODY): Span => ({ ...style, text, script: 'han' });
/**
 * Text that came from somewhere else and says nothing of its language. Its line breaks are shown as such, so that nothing in it looks
 * like a part of the document.
 */
export const given = (text: string, style: Style = BODY): Span => ({
  ...style,
  text: text.replaceAll(LINE_BREAKS, ' ¶ '),
  script: scriptOf(text),
});
/** Both languages, one below the other. */
export function stacked({ en, zh }: Words, style: Style = BODY, second: Style = style): Span[] {
  return [english(`${en}\n`, style), chinese(zh, second)];
}

/** The same for values that hold what came from somewhere else; once where both are the same. */
export function stackedGiven({ en, zh }: Words, style: Style = BODY, second: Style = style): Span[] {
  return en === zh ? [given(en, style)] : [given(en, style), english('\n', style), given(zh, second)];
}

/** A part of a row: lines in a column. */
interface Cell {
  x: number;
  lines: Line[];
}

/**
 * Draws cells beside each other, over the end of a page where need be; on each page cell after cell, so that what is copied out of the
 * document, or read aloud, comes in the order of reading.
 * @param onPage draws what is repeated on a new page; called after it was begun
 * @param behind draws what lies behind a line of the row, for instance a bar
 */
function drawCells(
  sheet: Sheet,
  cells: readonly Cell[],
  { onPage, behind }: { onPage?: () => void; behind?: (y: number, height: number) => void } = {},
): void {
  const count = Math.max(...cells.map(({ lines }) => lines.length));
  let placed: { cell: number; x: number; y: number; line: Line }[] = [];
  const draw = () => {
    for (const cell of cells.keys()) {
      for (const one of placed) if (one.cell === cell) sheet.drawLine(one.line, one.x, one.y);
    }
    placed = [];
  };
  for (let index = 0; index < count; index += 1) {
    const row = cells.flatMap(({ x, lines }, cell) => {
      const line = lines[index];
      return line ? [{ cell, x, line }] : [];
    });
    const height = Math.max(...row.map(({ line }) => heightOf(line)));
    // Neither the first line alone at a page's end, nor the last alone at a page's beginning.
    const alone = (index === 0 && count > 1) || index === count - 2;
    if (!sheet.fits(alone ? height * 2 : height)) {
      draw();
      sheet.newPage();
      onPage?.();
    }
    behind?.(sheet.y, height);
    for (const one of row) placed.push({ ...one, y: sheet.y + (height - heightOf(one.line)) / 2 });
    sheet.y += height;
  }
  draw();
}

/** The document's title at the top of its first page. */
export function titleBlock(sheet: Sheet, title: Words, under: string): void {
  for (const line of sheet.lines([english(title.en, { size: 20, color: INK, bold: true })])) {
    sheet.drawLine(line, PAGE.left, sheet.y);
    sheet.y += heightOf(line) * 0.92;
  }
  for (const line of sheet.lines([chinese(title.zh, { size: 15, color: INK, bold: true })])) {
    sheet.drawLine(line, PAGE.left, sheet.y);
    sheet.y += heightOf(line);
  }
  for (const line of sheet.lines([given(under, { size: 11, color: SOFT })])) {
    sheet.drawLine(line, PAGE.left, sheet.y);
    sheet.y += heightOf(line);
  }
  sheet.y += 6;
}

/** A numbered heading over what follows, and an entry in the reader's list of contents. */
export function heading(sheet: Sheet, title: Words, options: { level?: 1 | 2; room?: number } = {}): void {
  const { level = 1, room = 70 } = options;
  const size = level === 1 ? 13 : 10;
  sheet.gap(level === 1 ? 18 : 11);
  sheet.need(size * 2 + room);
  sheet.doc.outline.addItem(`${title.en} ${title.zh}`);
  const style = { size, color: INK, bold: true };
  const lines = sheet.lines([english(`${title.en}   `, style), chinese(title.zh, style)]);
  for (const line of lines) {
    sheet.drawLine(line, PAGE.left, sheet.y);
    sheet.y += heightOf(line);
  }
  if (level === 1) sheet.rule(sheet.y + 1, { color: INK, weight: 0.8 });
  sheet.y += level === 1 ? 8 : 3;
}

/** English left, Chinese right. */
export function pair(sheet: Sheet, { en, zh }: Words, style: Style = BODY): void {
  drawCells(sheet, [
    { x: PAGE.left, lines: sheet.lines([english(en, style)], COLUMN) },
    { x: PAGE.left + COLUMN + GUTTER, lines: sheet.lines([chinese(zh, style)], COLUMN) },
  ]);
  sheet.y += 5;
}

/**
 * Numbered or dotted pairs.
 * @param share part of the width that the English has
 */
export function pairList(
  sheet: Sheet,
  items: readonly Words[],
  { marks, share = 0.5 }: { marks?: (index: number) => string; share?: number } = {},
): void {
  const indent = marks ? 20 : 11;
  const left = (CONTENT_WIDTH - GUTTER) * share;
  const right = CONTENT_WIDTH - GUTTER - left;
  const second = PAGE.left + left + GUTTER;
  for (const [index, { en, zh }] of items.entries()) {
    const mark = sheet.lines([english(marks?.(index) ?? '•')], indent);
    drawCells(sheet, [
      { x: PAGE.left, lines: mark },
      { x: PAGE.left + indent, lines: sheet.lines([english(en)], left - indent) },
      { x: second, lines: mark },
      { x: second + indent, lines: sheet.lines([chinese(zh)], right - indent) },
    ]);
    sheet.y += 4;
  }
}

/** Something that must not be overlooked, in a frame. */
export function boxed(sheet: Sheet, { en, zh }: Words, color: string = ALARM): void {
  const inner = CONTENT_WIDTH - 20;
  const half = (inner - GUTTER) / 2;
  const style = { ...STRONG, color };
  const left = sheet.lines([english(en, style)], half);
  const right = sheet.lines([chinese(zh, style)], half);
  const height = Math.max(left.length, right.length) * (style.size * 1.5) + 14;
  sheet.need(height);
  sheet.doc.rect(PAGE.left, sheet.y, CONTENT_WIDTH, height).lineWidth(1).strokeColor(color).stroke();
  const end = sheet.y + height;
  sheet.y += 7;
  drawCells(sheet, [
    { x: PAGE.left + 10, lines: left },
    { x: PAGE.left + 10 + half + GUTTER, lines: right },
  ]);
  sheet.y = end + 8;
}

/** One line of a list of fields: what it is, in both languages, and what is there. */
export interface Field {
  label: Words;
  value: readonly Span[];
}

/** Fields below each other, a hairline between them. */
export function fields(sheet: Sheet, list: readonly Field[]): void {
  for (const [index, { label, value }] of list.entries()) {
    const labels = sheet.lines(stacked(label, LABEL, SMALL), LABEL_WIDTH - 8);
    const lines = sheet.lines(value, CONTENT_WIDTH - LABEL_WIDTH);
    sheet.need(Math.min(4, Math.max(labels.length, lines.length)) * 13 + PAD * 2);
    if (index > 0 && sheet.y > PAGE.top) sheet.rule(sheet.y, { color: RULE, weight: 0.35 });
    sheet.y += PAD;
    drawCells(sheet, [
      { x: PAGE.left, lines: labels },
      { x: PAGE.left + LABEL_WIDTH, lines },
    ]);
    sheet.y += PAD;
  }
  sheet.rule(sheet.y, { color: RULE, weight: 0.35 });
  sheet.y += 6;
}

/** A column of a table. `width` in points. */
export interface Column {
  label: Words;
  width: number;
}

/** A table whose header is repeated on every page that it reaches. */
export function table(
  sheet: Sheet,
  columns: readonly Column[],
  rows: Iterable<readonly (readonly Span[])[]>,
): void {
  const between = 8;
  const lefts: number[] = [];
  let x: number = PAGE.left;
  for (const { width } of columns) {
    lefts.push(x);
    x += width + between;
  }
  const cellsOf = (texts: readonly (readonly Span[])[]): Cell[] =>
    texts.map((spans, index) => ({
      x: lefts[index] ?? PAGE.left,
      lines: sheet.lines(spans, columns[index]?.width ?? CONTENT_WIDTH),
    }));
  const header = cellsOf(columns.map(({ label }) => stacked(label, LABEL, SMALL)));
  const headerHeight = Math.max(...header.map(({ lines }) => lines.length)) * 12 + 4;
  const drawHeader = () => {
    sheet.doc.rect(PAGE.left, sheet.y, CONTENT_WIDTH, headerHeight).fill(TINT);
    const top = sheet.y;
    sheet.y += 2;
    drawCells(sheet, header);
    sheet.y = top + headerHeight;
    sheet.rule(sheet.y, { color: INK, weight: 0.5 });
    sheet.y += PAD;
  };
  sheet.need(headerHeight + 50);
  drawHeader();
  for (const row of rows) {
    const cells = cellsOf(row);
    const count = Math.max(...cells.map(({ lines }) => lines.length));
    if (sheet.need(Math.min(5, count) * 13.5 + PAD)) drawHeader();
    drawCells(sheet, cells, { onPage: drawHeader });
    sheet.y += PAD;
    sheet.rule(sheet.y, { color: RULE, weight: 0.35 });
    sheet.y += PAD;
  }
  sheet.y += 4;
}

/** Words of a person or a page in two columns beside a bar, so that they do not pass for the document's own. */
export function quoted(sheet: Sheet, { en, zh }: Words): void {
  const half = COLUMN - 10;
  const cells = [
    { x: PAGE.left + 10, lines: sheet.lines([english(en.trimEnd())], half) },
    { x: PAGE.left + COLUMN + GUTTER + 10, lines: sheet.lines([chinese(zh.trimEnd())], half) },
  ];
  drawCells(sheet, cells, {
    behind: (y, height) => {
      for (const { x } of cells) sheet.doc.rect(x - 10, y, 2.5, height + 0.2).fill(RULE);
    },
  });
  sheet.y += 6;
}
