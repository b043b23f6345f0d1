import type { Words } from '../words/types.ts';
import { stacked } from './blocks.ts';
import { CONTENT_WIDTH, INK, LABEL, PAGE, SMALL } from './look.ts';
import type { Sheet } from './sheet.ts';

const LINES: readonly Words[] = [
  { en: 'Signature', zh: '签名' },
  { en: 'Name', zh: '姓名' },
  { en: 'Title', zh: '职务' },
  { en: 'Organisation', zh: '单位' },
  { en: 'Date', zh: '日期' },
  { en: 'Place (city, state, country)', zh: '地点（城市、州/省、国家）' },
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
