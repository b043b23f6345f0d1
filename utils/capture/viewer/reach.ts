import { isMoving, parentOf, rectOf, styleOf } from '../../page/natives.ts';
import type { Box } from './boxes.ts';

const LENGTHS = /(-?[\d.]+)px\s+(-?[\d.]+)px\s+(-?[\d.]+)px/g;

/** The same boxes where shadows of these offsets draw them once more. */
function shadowed(boxes: readonly Box[], written: string): Box[] {
  return [...written.matchAll(LENGTHS)].flatMap(([, across, down, blur]) => {
    const [x, y, wide] = [Number(across), Number(down), Number(blur)];
    return boxes.map(({ left, top, right, bottom }) => ({
      left: left + x - wide,
      top: top + y - wide,
      right: right + x + wide,
      bottom: bottom + y + wide,
    }));
  });
}

function reflected(element: Element): Box {
  const { left, top, right, bottom } = rectOf(element);
  const [width, height] = [2 * (right - left), 2 * (bottom - top)];
  return { left: left - width, top: top - height, right: right + width, bottom: bottom + height };
}

/**
 * Where what stands in these boxes of an element is seen beside them: as a shadow, in a reflection, or on its way where it is moving. The
 * picture is taken a moment before or after the page is read.
 */
export function alsoSeenAt(element: Element, boxes: readonly Box[]): Box[] {
  const { textShadow } = styleOf(element);
  const found = [...boxes, ...shadowed(boxes, textShadow ?? '')];
  for (let above: Element | null = element; above; above = parentOf(above)) {
    const style = styleOf(above);
    if (style.filter?.includes('drop-shadow')) found.push(...shadowed(found, style.filter));
    const reflection = style.getPropertyValue('-webkit-box-reflect');
    if (reflection !== '' && reflection !== 'none') found.push(reflected(above));
    const around = isMoving(above) ? parentOf(above) : null;
    if (around) found.push(rectOf(above), rectOf(around));
  }
  return found.slice(boxes.length);
}
