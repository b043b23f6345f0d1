import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { innerRects, pixelRects } from '../../../../utils/masking/boxes.ts';

const area = fc.record({
  x: fc.integer({ min: -200, max: 2_000 }),
  y: fc.integer({ min: -200, max: 60_000 }),
  width: fc.integer({ min: 1, max: 800 }),
  height: fc.integer({ min: 1, max: 800 }),
});
const shown = fc.record({
  x: fc.integer({ min: 0, max: 500 }),
  y: fc.integer({ min: 0, max: 59_000 }),
  width: fc.integer({ min: 200, max: 2_000 }),
  height: fc.integer({ min: 200, max: 1_500 }),
});

describe('areas of a page in a picture’s pixels', () => {
  it('scales by what was measured, widens and cuts', () => {
    const window = { x: 0, y: 1_000, width: 100, height: 50 };
    const size = { width: 200, height: 100 };
    expect(pixelRects([{ x: 10, y: 1_010, width: 20, height: 5 }], window, size, 1)).toEqual([
      { x: 18, y: 18, width: 44, height: 14 },
    ]);
    expect(pixelRects([{ x: -5, y: 990, width: 10, height: 15 }], window, size, 0)).toEqual([
      { x: 0, y: 0, width: 10, height: 10 },
    ]);
    expect(pixelRects([{ x: 10, y: 0, width: 20, height: 5 }], window, size)).toEqual([]);
  });

  it('covers every pixel of an area that a picture shows, and never leaves the picture', () => {
    fc.assert(
      fc.property(area, shown, fc.double({ min: 0.5, max: 3, noNaN: true }), (one, window, scale) => {
        const size = { width: Math.round(window.width * scale), height: Math.round(window.height * scale) };
        const rects = pixelRects([one], window, size);
        for (const { x, y, width, height } of rects) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(x + width).toBeLessThanOrEqual(size.width);
          expect(y + height).toBeLessThanOrEqual(size.height);
        }
        const left = Math.max(one.x, window.x);
        const top = Math.max(one.y, window.y);
        const right = Math.min(one.x + one.width, window.x + window.width);
        const bottom = Math.min(one.y + one.height, window.y + window.height);
        if (right <= left || bottom <= top) return;
        const [rect] = rects;
        const across = size.width / window.width;
        const down = size.height / window.height;
        expect(rect?.x).toBeLessThanOrEqual((left - window.x) * across);
        expect(rect?.y).toBeLessThanOrEqual((top - window.y) * down);
        expect((rect?.x ?? 0) + (rect?.width ?? 0)).toBeGreaterThanOrEqual(
          (right - window.x) * across - 1e-6,
        );
        expect((rect?.y ?? 0) + (rect?.height ?? 0)).toBeGreaterThanOrEqual(
          (bottom - window.y) * down - 1e-6,
        );
      }),
    );
  });

  it('shows no pixel that holds anything beside an area', () => {
    fc.assert(
      fc.property(area, shown, fc.double({ min: 0.5, max: 3, noNaN: true }), (one, window, scale) => {
        const size = { width: Math.round(window.width * scale), height: Math.round(window.height * scale) };
        const across = size.width / window.width;
        const down = size.height / window.height;
        for (const { x, y, width, height } of innerRects([one], window, size)) {
          expect(x).toBeGreaterThanOrEqual(Math.max(0, (one.x - window.x) * across));
          expect(y).toBeGreaterThanOrEqual(Math.max(0, (one.y - window.y) * down));
          expect(x + width).toBeLessThanOrEqual(
            Math.min(size.width, (one.x + one.width - window.x) * across),
          );
          expect(y + height).toBeLessThanOrEqual(
            Math.min(size.height, (one.y + one.height - window.y) * down),
          );
        }
      }),
    );
  });
});
