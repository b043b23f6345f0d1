import { setTimeout as pause } from 'node:timers/promises';
import { m } from '@marketsafe/words';
import PDFDocument from 'pdfkit';
import { both, type Words } from './both.ts';
import { type FaceName, type Faces, loadFaces } from './faces.ts';
import { breakLines, type Line, type Setting, type Span } from './lines.ts';
import { CONTENT_WIDTH, LEADING, PAGE, RULE, SMALL } from './look.ts';

/** What stands on every page, and what a reader's program shows of the document. */
export interface Frame {
  title: Words;
  /** What the document is about, behind its title. */
  subject: string;
  /** At the top right of every page, in the colour of an alarm. */
  mark: { words: Words; color: string };
  /** At the foot of every page. */
  foot: Words;
  /** Large and pale across every page. */
  watermark?: string;
  /** As the document's own date. */
  date: Date;
}

/** Bytes that may wait for a slow reader before drawing pauses. */
const MOST_WAITING = 4 * 1024 * 1024;
/** How long a reader may take nothing, in milliseconds: the next document waits for this one. */
const PATIENCE = 60_000;
/** Measured texts that are kept; Chinese is measured character by character. */
const MOST_MEASURED = 20_000;

/** A document being drawn from top to bottom. `doc` is the stream of its bytes. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly setting: Setting;
  /** Where the next thing goes, in points from the page's upper edge. */
  y: number = PAGE.top;
  readonly #frame: Frame;
  readonly #measured = new Map<string, number>();

  private constructor(faces: Faces, frame: Frame) {
    this.#frame = frame;
    const { title, subject, date } = frame;
    this.doc = new PDFDocument({
      ...{ size: 'A4', margin: 0, autoFirstPage: false, bufferPages: true },
      ...{ pdfVersion: '1.7', lang: 'en', displayTitle: true },
      info: {
        Title: `${title.en} ${title.zh} ${subject}`,
        Subject: subject,
        Creator: 'MarketSafe Reporter',
        Producer: 'MarketSafe Reporter',
        CreationDate: date,
      },
    });
    for (const [name, { bytes }] of Object.entries(faces)) this.doc.registerFont(name, bytes);
    this.setting = { faces, measure: (face, size, text) => this.#measure(face, size, text) };
    this.doc.addPage();
  }

  /** Begins a document. */
  static async begin(frame: Frame): Promise<Sheet> {
    return new Sheet(await loadFaces(), frame);
  }

  #measure(face: FaceName, size: number, text: string): number {
    const key = `${face} ${size} ${text}`;
    const known = this.#measured.get(key);
    if (known !== undefined) return known;
    const width = this.doc.font(face).fontSize(size).widthOfString(text);
    if (this.#measured.size < MOST_MEASURED) this.#measured.set(key, width);
    return width;
  }

  /** Points left on this page. */
  get room(): number {
    return PAGE.height - PAGE.bottom - this.y;
  }

  newPage(): void {
    this.doc.addPage();
    this.y = PAGE.top;
  }

  /** Whether so many points are left on this page; a new one has room for whatever there is. */
  fits(height: number): boolean {
    return height <= this.room || this.y === PAGE.top;
  }

  /** Goes to a new page unless so many points are left on this one. @returns whether it did */
  need(height: number): boolean {
    if (this.fits(height)) return false;
    this.newPage();
    return true;
  }

  /** Leaves a gap, which vanishes at the end of a page. */
  gap(height: number): void {
    if (this.y > PAGE.top) this.y += height;
  }

  lines(spans: readonly Span[], width: number = CONTENT_WIDTH): Line[] {
    return breakLines(this.setting, spans, width);
  }

  /** Draws one line with its foot where `LEADING` puts it below `top`. */
  drawLine(line: Line, x: number, top: number): void {
    const height = heightOf(line);
    let at = x;
    for (const { text, face, size, color, width } of line.runs) {
      this.doc
        .font(face)
        .fontSize(size)
        .fillColor(color)
        .text(text, at, top + height * 0.74, { lineBreak: false, baseline: 'alphabetic' });
      at += width;
    }
  }

  rule(y: number, given: { x?: number; width?: number; color?: string; weight?: number } = {}): void {
    const { x = PAGE.left, width = CONTENT_WIDTH, color = RULE, weight = 0.5 } = given;
    this.doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(weight)
      .strokeColor(color)
      .stroke();
  }

  /**
   * Waits while a slow reader has not taken what was drawn, so that pictures do not pile up in memory.
   * @throws when the reader has gone away
   */
  async waitForReader(): Promise<void> {
    const since = Date.now();
    do {
      await pause(this.doc.readableLength > MOST_WAITING ? 20 : 0);
      if (this.doc.destroyed || Date.now() - since > PATIENCE) {
        throw new ReaderGone('the reader of the document went away');
      }
    } while (this.doc.readableLength > MOST_WAITING);
  }

  /** Draws what stands on every page, and ends the document. */
  end(): void {
    const { start, count } = this.doc.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      this.doc.switchToPage(start + index);
      this.#drawFrame(index + 1, count);
    }
    this.doc.end();
  }

  #drawFrame(page: number, pages: number): void {
    const { title, subject, mark, foot, watermark } = this.#frame;
    const small = (text: string, zh = false): Span => ({ ...SMALL, text, script: zh ? 'han' : 'latin' });
    const marked = { size: 8.5, color: mark.color, bold: true };
    this.#drawOne(
      [small(`${title.en}  `), small(title.zh, true), small(`  ·  ${subject}`)],
      PAGE.left,
      PAGE.top - 32,
    );
    this.#drawRight(
      [
        { ...marked, text: `${mark.words.en}  `, script: 'latin' },
        { ...marked, text: mark.words.zh, script: 'han' },
      ],
      PAGE.top - 32,
    );
    this.rule(PAGE.top - 16);
    const bottom = PAGE.height - PAGE.bottom + 14;
    this.rule(bottom);
    this.#drawOne([small(foot.en)], PAGE.left, bottom + 4);
    this.#drawOne([small(foot.zh, true)], PAGE.left, bottom + 15);
    const number = both((locale) => m.documents_page_number({ page, pages }, { locale }));
    this.#drawRight([small(number.en)], bottom + 4);
    this.#drawRight([small(number.zh, true)], bottom + 15);
    if (watermark !== undefined) this.#drawWatermark(watermark);
  }

  #drawOne(spans: readonly Span[], x: number, y: number): void {
    const [line] = this.lines(spans);
    if (line) this.drawLine(line, x, y);
  }

  #drawRight(spans: readonly Span[], y: number): void {
    const [line] = this.lines(spans);
    if (line) this.drawLine(line, PAGE.width - PAGE.right - line.width, y);
  }

  #drawWatermark(text: string): void {
    const size = 120;
    const width = this.#measure('latin-bold', size, text);
    this.doc.save();
    this.doc
      .rotate(-55, { origin: [PAGE.width / 2, PAGE.height / 2] })
      .font('latin-bold')
      .fontSize(size)
      .fillColor('#000000')
      .fillOpacity(0.05)
      .text(text, PAGE.width / 2 - width / 2, PAGE.height / 2 + size * 0.36, {
        lineBreak: false,
        baseline: 'alphabetic',
      });
    this.doc.restore();
  }
}

/** The document is not wanted any more. */
class ReaderGone extends Error {
  override name = 'ReaderGone';
}

/** Height of a line in points. */
export function heightOf({ runs }: Line): number {
  return LEADING * Math.max(...runs.map(({ size }) => size), 7.5);
}
