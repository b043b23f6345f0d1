import type { PageArea } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { boxStyle, CORNERS, type Corner, moved, type Point, pressed, resized } from './geometry.ts';
import type { Box } from './types.ts';

interface MaskBoxProps {
  box: Box;
  number: number;
  /** What the picture shows. */
  area: PageArea;
  /** How far the box may go. */
  bounds: PageArea;
  /** Where a pointer stands on the page. */
  pointOf: (event: PointerEvent) => Point;
  onChange: (box: Box, how: string) => void;
  onRemove: () => void;
}

interface Drag {
  start: Point;
  corner: Corner | null;
  id: number;
}

/** One box that the investigator drew, painted over or to be shown: moved and resized with the mouse or the keyboard. */
export function MaskBox({ box, number, area, bounds, pointOf, onChange, onRemove }: MaskBoxProps) {
  const drag = useRef<Drag | null>(null);
  const [held, setHeld] = useState<Box | null>(null);
  const shown = held ?? box;
  const { shows: _, ...place } = shown;

  const dragged = (event: PointerEvent): Box | null => {
    if (!drag.current) return null;
    const { start, corner } = drag.current;
    const now = pointOf(event);
    const by = { x: now.x - start.x, y: now.y - start.y };
    return corner ? resized(box, corner, by, bounds) : moved(box, by, bounds);
  };
  const begin = (event: PointerEvent, corner: Corner | null) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { start: pointOf(event), corner, id: event.timeStamp };
  };
  const end = (event: PointerEvent) => {
    event.stopPropagation();
    const to = dragged(event);
    const id = drag.current?.id;
    drag.current = null;
    setHeld(null);
    const isOther = to && (['x', 'y', 'width', 'height'] as const).some((key) => to[key] !== box[key]);
    if (isOther) onChange(to, `drag ${id}`);
  };
  const give = () => {
    drag.current = null;
    setHeld(null);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      onRemove();
      return;
    }
    const to = pressed(box, event, bounds);
    if (!to) return;
    event.preventDefault();
    onChange(to, event.shiftKey ? 'resize' : 'move');
  };
  return (
    <button
      type="button"
      className={box.shows ? 'evidence-box evidence-box-shows' : 'evidence-box'}
      data-box={number - 1}
      style={boxStyle(area, shown)}
      aria-label={(box.shows ? m.viewer_box_shows : m.viewer_box)({ number, ...place })}
      onKeyDown={press}
      onPointerDown={(event) => begin(event, null)}
      onPointerMove={(event) => setHeld(dragged(event))}
      onPointerUp={end}
      onPointerCancel={give}
    >
      {CORNERS.map((corner) => (
        <span
          key={corner}
          className={`evidence-handle evidence-handle-${corner}`}
          onPointerDown={(event) => begin(event, corner)}
        />
      ))}
    </button>
  );
}
