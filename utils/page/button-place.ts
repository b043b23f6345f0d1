/**
 * Where the page's button stands with what it says: in the lower right corner of the window. In CSS pixels. Its style and the record of a
 * page that did not answer both say it.
 */
export const BUTTON_PLACE = {
  /** From the window's right and lower edge; its shadow reaches less far. */
  edge: 16,
  widest: 320,
  tallest: 208,
} as const;
