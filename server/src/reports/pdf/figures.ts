import { given } from './blocks.ts';
import type { Line, Span } from './lines.ts';
import { ALARM, CONTENT_HEIGHT, CONTENT_WIDTH, PAGE, RULE, SMALL } from './look.ts';
import { type Drawable, type Part, thumbnail } from './pictures.ts';
import { heightOf, type Sheet } from './sheet.ts';

/** How much smaller than the page's width a picture may be drawn to stand on the page that has been begun. */
const SQUEEZE = 0.75;
/** Height kept for what stands under a picture. */
const CAPTION_ROOM = 46;

/** Highest picture that fits a page together with its caption, as height divided by width. */
export const TALLEST = (CONTENT_HEIGHT - CAPTION_ROOM - 30) / CONTENT_WIDTH;

function drawCaption(sheet: Sheet, lines: readonly Line[], x: number): void {
  for (const line of lines) {
    sheet.drawLine(line, x, sheet.y);
    sheet.y += heightOf(line);
  }
}

function frame(sheet: Sheet, at: { x: number; y: number; width: number; height: number }, alarming: boolean) {
  const { x, y, width, height } = at;
  sheet.doc
    .rect(x, y, width, height)
    .lineWidth(alarming ? 2 : 0.5)
    .strokeColor(alarming ? ALARM : RULE);
  if (alarming) sheet.doc.dash(6, { space: 4 });
  sheet.doc.stroke();
  if (alarming) sheet.doc.undash();
}

/**
 * A picture over the page's width, on as many pages as it needs, with its caption under each part.
 * @param caption what stands under a part
 * @param alarming frames what must not pass for a screenshot
 * @throws where a part cannot be decoded after all
 */
export async function figure(
  sheet: Sheet,
  picture: Drawable,
  { caption, alarming }: { caption: (part: number) => readonly Span[]; alarming: boolean },
): Promise<void> {
  let index = 0;
  for await (const { jpeg, width, height } of picture.parts()) {
    // Small pictures stand in their own size, at 96 pixels an inch.
    const natural = Math.min(CONTENT_WIDTH, (picture.width * 72) / 96);
    const lines = sheet.lines(caption(index), CONTENT_WIDTH);
    const captionHeight = lines.reduce((sum, line) => sum + heightOf(line), 0) + 6;
    const ratio = height / width;
    // Rather a little smaller than half a page left empty.
    const squeezed = (sheet.room - captionHeight) / ratio;
    const shown = squeezed < natural && squeezed >= natural * SQUEEZE ? squeezed : natural;
    const tall = ratio * shown;
    sheet.need(tall + captionHeight);
    sheet.doc.image(jpeg, PAGE.left, sheet.y, { width: shown, height: tall });
    frame(sheet, { x: PAGE.left, y: sheet.y, width: shown, height: tall }, alarming);
    sheet.y += tall + 3;
    drawCaption(sheet, lines, PAGE.left);
    sheet.y += 10;
    index += 1;
    await sheet.waitForReader();
  }
}

/** One small picture of a grid: its bytes, or null where they are not there, and its name. */
export interface Tile {
  name: string;
  read: () => Promise<Buffer | null>;
  instead: Span[];
}

const TILES_A_ROW = 5;
const BETWEEN = 10;
const TILE = (CONTENT_WIDTH - BETWEEN * (TILES_A_ROW - 1)) / TILES_A_ROW;
/** Pixels of a tile's longer side. */
const TILE_PIXELS = 360;

/** Small pictures in rows, each with its name. */
export async function grid(sheet: Sheet, tiles: readonly Tile[]): Promise<void> {
  for (let start = 0; start < tiles.length; start += TILES_A_ROW) {
    const row = tiles.slice(start, start + TILES_A_ROW);
    const captions = row.map(({ name }) => sheet.lines([given(name, SMALL)], TILE));
    const under = Math.max(...captions.map((lines) => lines.length)) * 11.5;
    sheet.need(TILE + under + 10);
    const top = sheet.y;
    for (const [index, tile] of row.entries()) {
      await drawTile(sheet, tile, PAGE.left + index * (TILE + BETWEEN), top);
    }
    for (const [index, lines] of captions.entries()) {
      sheet.y = top + TILE + 2;
      drawCaption(sheet, lines, PAGE.left + index * (TILE + BETWEEN));
    }
    sheet.y = top + TILE + under + 8;
    await sheet.waitForReader();
  }
}

async function drawTile(sheet: Sheet, tile: Tile, x: number, y: number): Promise<void> {
  const bytes = await tile.read();
  const part: Part | null = bytes && (await thumbnail(bytes, TILE_PIXELS));
  if (part) {
    sheet.doc.image(part.jpeg, x, y, { fit: [TILE, TILE], align: 'center', valign: 'center' });
  } else {
    const lines = sheet.lines(tile.instead, TILE - 8);
    for (const [index, line] of lines.entries()) sheet.drawLine(line, x + 4, y + 4 + index * 11.5);
  }
  frame(sheet, { x, y, width: TILE, height: TILE }, false);
}

/** A line in the place of a picture that is not there. */
export function instead(sheet: Sheet, spans: readonly Span[]): void {
  const lines = sheet.lines(spans, CONTENT_WIDTH - 16);
  const height = lines.reduce((sum, line) => sum + heightOf(line), 0) + 10;
  sheet.need(height);
  frame(sheet, { x: PAGE.left, y: sheet.y, width: CONTENT_WIDTH, height }, true);
  const end = sheet.y + height;
  sheet.y += 5;
  drawCaption(sheet, lines, PAGE.left + 8);
  sheet.y = end + 8;
}
