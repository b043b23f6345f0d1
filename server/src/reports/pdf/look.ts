import type { Style } from './lines.ts';

/** Measures of the page in points: A4 with margins of 18 mm at the sides. */
export const PAGE = { width: 595.28, height: 841.89, left: 51, right: 51, top: 66, bottom: 60 } as const;
export const CONTENT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
export const CONTENT_HEIGHT = PAGE.height - PAGE.top - PAGE.bottom;
/** Between the English and the Chinese column. */
export const GUTTER = 20;

export const INK = '#1b1b1b';
export const SOFT = '#5a5a5a';
export const RULE = '#b9b9b9';
export const TINT = '#f4f4f2';
export const ALARM = '#a30d0d';

export const BODY: Style = { size: 9, color: INK };
export const STRONG: Style = { size: 9, color: INK, bold: true };
export const SMALL: Style = { size: 7.5, color: SOFT };
export const LABEL: Style = { size: 8, color: INK, bold: true };
export const HASH: Style = { size: 7, color: INK };
export const WARNING: Style = { size: 9, color: ALARM, bold: true };

/** Distance of two lines' feet, as a part of the size; Chinese needs more than Latin, and both stand side by side. */
export const LEADING = 1.5;
