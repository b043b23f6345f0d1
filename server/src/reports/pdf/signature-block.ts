import { m } from '@marketsafe/words';
import { stacked } from './blocks.ts';
import { said, type Words } from './both.ts';
import { CONTENT_WIDTH, INK, LABEL, PAGE, SMALL } from './look.ts';
import type { Sheet } from './sheet.ts';

const LINES: readonly Words[] = [
  said(m.certificate_sign_signature),
  said(m.certificate_sign_name),
  said(m.certificate_sign_title),
  said(m.certificate_sign_organisation),
  said(m.certificate_sign_date),
  said(m.certificate_sign_where),
];

const LABEL_WIDTH = 150;
const ROW = 30;

/** Blanks for a person's hand, kept together on one page. */
export function signatureBlock(sheet: Sheet): void {
  sheet.gap(6);
  sheet.need(ROW * LINES.length + 10);
  for (const label of LINES) {
    for (const [index, line] of sheet.lines(stacked(label, LABEL, SMALL), LABEL_WIDTH).entries()) {
      sheet.drawLine(line, PAGE.left, sheet.y + 6 + index * 11.5);
    }
    sheet.rule(sheet.y + ROW - 2, {
      x: PAGE.left + LABEL_WIDTH,
      width: CONTENT_WIDTH - LABEL_WIDTH,
      color: INK,
      weight: 0.6,
    });
    sheet.y += ROW;
  }
  sheet.y += 8;
}
