import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boxStyle,
  isBox,
  middleOf,
  moved,
  pressed,
  resized,
  spanned,
} from '../../../components/evidence/geometry.ts';
import { pixelRects } from '../../../utils/masking/boxes.ts';

const BOUNDS = { x: 0, y: 0, width: 1_280, height: 60_000 };
const box = fc.record({
  x: fc.integer({ min: 0, max: 1_000 }),
  y: fc.integer({ min: 0, max: 59_000 }),
  width: fc.integer({ min: 6, max: 280 }),
  height: fc.integer({ min: 6, max: 900 }),
});
const by = fc.record({
  x: fc.integer({ min: -2_000, max: 2_000 }),
  y: fc.integer({ min: -70_000, max: 70_000 }),
});

function isInside({ x, y, width, height }: typeof BOUNDS): boolean {
  return x >= 0 && y >= 0 && x + width <= BOUNDS.width && y + height <= BOUNDS.height;
}

describe('a box under the mouse and the keyboard', () => {
  it('keeps its size when moved, stays a box when resized, and never leaves the page', () => {
    fc.assert(
      fc.property(box, by, fc.constantFrom('nw', 'ne', 'sw', 'se'), (one, way, corner) => {
        const there = moved(one, way, BOUNDS);
        expect([there.width, there.height, isInside(there)]).toEqual([one.width, one.height, true]);
        const other = resized(one, corner, way, BOUNDS);
        expect([isBox(other), isInside(other)]).toEqual([true, true]);
        const isFixed = corner === 'se' ? other.x === one.x && other.y === one.y : true;
        expect(isFixed).toBe(true);
      }),
    );
  });

  it('moves by arrows, resizes with Shift, in small steps with Ctrl', () => {
    const one = { x: 100, y: 100, width: 50, height: 40 };
    const key = (name: string, shiftKey = false, ctrlKey = false) =>
      pressed(one, { key: name, shiftKey, ctrlKey }, BOUNDS);
    expect(key('ArrowRight')).toEqual({ ...one, x: 110 });
    expect(key('ArrowUp', false, true)).toEqual({ ...one, y: 99 });
    expect(key('ArrowDown', true)).toEqual({ ...one, height: 50 });
    expect(key('ArrowLeft', true, true)).toEqual({ ...one, width: 49 });
    expect(key('Enter')).toBeNull();
  });

  it('is drawn from any corner to any other', () => {
    const area = { x: 0, y: 800, width: 1_280, height: 800 };
    const drawn = { x: 100, y: 900, width: 50, height: 60 };
    expect(spanned({ x: 150, y: 960 }, { x: 100, y: 900 }, area)).toEqual(drawn);
    expect(spanned({ x: -40, y: 700 }, { x: 50, y: 900 }, area)).toEqual({
      x: 0,
      y: 800,
      width: 50,
      height: 100,
    });
    expect(isBox(middleOf({ x: 0, y: 0, width: 30, height: 10 }))).toBe(true);
  });
});

describe('a box drawn over something on a picture', () => {
  it('is painted over all its pixels, at every device pixel ratio, zoom and size on the screen', () => {
    fc.assert(
      fc.property(
        fc.record({
          ratio: fc.constantFrom(1, 1.25, 1.5, 2, 2.625, 3),
          zoom: fc.constantFrom(0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3),
          shownWidth: fc.double({ min: 240, max: 2_400, noNaN: true }),
          scroll: fc.double({ min: 0, max: 58_000, noNaN: true }),
          secret: fc.record({
            x: fc.integer({ min: 0, max: 900 }),
            y: fc.integer({ min: 0, max: 700 }),
            width: fc.integer({ min: 30, max: 300 }),
            height: fc.integer({ min: 12, max: 90 }),
          }),
        }),
        ({ ratio, zoom, shownWidth, scroll, secret }) => {
          // A window of 1280 by 800 device-independent pixels, as the page counts it at this zoom.
          const size = { width: Math.round(1_280 * ratio), height: Math.round(800 * ratio) };
          const area = { x: 0, y: scroll, width: Math.floor(1_280 / zoom), height: Math.floor(800 / zoom) };
          const part = {
            left: Math.round(secret.x * ratio),
            top: Math.round(secret.y * ratio),
            right: Math.min(size.width, Math.round((secret.x + secret.width) * ratio)),
            bottom: Math.min(size.height, Math.round((secret.y + secret.height) * ratio)),
          };
          // The mouse goes from one of its corners to the other, on the picture as large as the screen shows it.
          const point = (x: number, y: number) => {
            const onScreen = {
              x: (x / size.width) * shownWidth,
              y: (y / size.height) * shownWidth * (area.height / area.width),
            };
            return {
              x: area.x + (onScreen.x / shownWidth) * area.width,
              y: area.y + (onScreen.y / (shownWidth * (area.height / area.width))) * area.height,
            };
          };
          const drawn = spanned(point(part.left, part.top), point(part.right, part.bottom), area);
          const [rect] = pixelRects([drawn], area, size);
          if (!rect) throw new Error('nothing is painted');
          expect(rect.x).toBeLessThanOrEqual(part.left);
          expect(rect.y).toBeLessThanOrEqual(part.top);
          expect(rect.x + rect.width).toBeGreaterThanOrEqual(part.right);
          expect(rect.y + rect.height).toBeGreaterThanOrEqual(part.bottom);
        },
      ),
    );
  });

  it('stands where it was drawn, as large as the picture is shown', () => {
    const area = { x: 0, y: 1_000, width: 200, height: 100 };
    expect(boxStyle(area, { x: 50, y: 1_025, width: 20, height: 10 })).toEqual({
      left: '25%',
      top: '25%',
      width: '10%',
      height: '10%',
    });
  });
});
