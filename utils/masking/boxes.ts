import type { PageArea } from '@marketsafe/contract';

/** A picture's measured size in its own pixels. */
export interface PixelSize {
  width: number;
  height: number;
}

/** How far beyond what was found the paint reaches, in CSS pixels: glyphs and shadows overhang their boxes. */
const PAINT_MARGIN = 4;

/**
 * The areas of a page as rectangles of one picture of it, in whole pixels, widened and cut to the picture. The scale is measured, so
 * zoom and device pixel ratio need not be known.
 */
export function pixelRects(
  areas: readonly PageArea[],
  shown: PageArea,
  size: PixelSize,
  margin = PAINT_MARGIN,
): PageArea[] {
  const across = size.width / shown.width;
  const down = size.height / shown.height;
  return areas.flatMap((area) => {
    const left = Math.max(0, Math.floor((area.x - margin - shown.x) * across));
    const top = Math.max(0, Math.floor((area.y - margin - shown.y) * down));
    const right = Math.min(size.width, Math.ceil((area.x + area.width + margin - shown.x) * across));
    const bottom = Math.min(size.height, Math.ceil((area.y + area.height + margin - shown.y) * down));
    return right > left && bottom > top
      ? [{ x: left, y: top, width: right - left, height: bottom - top }]
      : [];
  });
}

/** The areas of a page as rectangles of one picture of it that hold no pixel which shows anything beside them. */
export function innerRects(areas: readonly PageArea[], shown: PageArea, size: PixelSize): PageArea[] {
  const across = size.width / shown.width;
  const down = size.height / shown.height;
  return areas.flatMap((area) => {
    const left = Math.max(0, Math.ceil((area.x - shown.x) * across));
    const top = Math.max(0, Math.ceil((area.y - shown.y) * down));
    const right = Math.min(size.width, Math.floor((area.x + area.width - shown.x) * across));
    const bottom = Math.min(size.height, Math.floor((area.y + area.height - shown.y) * down));
    return right > left && bottom > top
      ? [{ x: left, y: top, width: right - left, height: bottom - top }]
      : [];
  });
}
