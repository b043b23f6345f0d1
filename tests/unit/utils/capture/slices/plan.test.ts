import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PAGE_HEIGHT } from '../../../../../utils/capture/platform.ts';
import {
  type Corner,
  columnsOf,
  isWidthCut,
  lowestEdge,
  nextCorner,
  type PageSize,
} from '../../../../../utils/capture/slices/plan.ts';

function cornersOf(size: PageSize): Corner[] {
  const corners: Corner[] = [];
  let corner = nextCorner(undefined, size, lowestEdge(size));
  while (corner && corners.length < 5_000) {
    corners.push(corner);
    corner = nextCorner(corner, size, lowestEdge(size));
  }
  return corners;
}

const size = fc.record({
  viewport: fc.record({
    width: fc.integer({ min: 300, max: 4_000 }),
    height: fc.integer({ min: 200, max: 3_000 }),
  }),
  page: fc.record({
    left: fc.constantFrom(0, -1),
    width: fc.integer({ min: 300, max: 9_000 }),
    height: fc.integer({ min: 1, max: 200_000 }),
  }),
  overlap: fc.integer({ min: 0, max: 1 }),
});

describe('the plan of slices', () => {
  it('covers every row of a page down to the cap, without a gap and without end', () => {
    fc.assert(
      fc.property(size, (pageSize) => {
        const corners = cornersOf(pageSize);
        const rows = [...new Set(corners.map(({ y }) => y))];
        const { viewport, page, overlap } = pageSize;
        expect(rows[0]).toBe(0);
        for (const [index, y] of rows.slice(1).entries())
          expect(y - (rows[index] ?? 0)).toBe(viewport.height - overlap);
        const bottom = (rows.at(-1) ?? 0) + viewport.height;
        expect(bottom).toBeGreaterThanOrEqual(Math.min(page.height, MAX_PAGE_HEIGHT) - 1);
        expect(bottom).toBeLessThan(Math.min(page.height, MAX_PAGE_HEIGHT) + viewport.height + 1);
      }),
    );
  });

  it('covers the width of a page that is wider than the window, and takes a scroll bar for none', () => {
    const viewport = { width: 1000, height: 800 };
    const left = 0;
    expect(columnsOf({ viewport, page: { left, width: 1015, height: 800 }, overlap: 0 })).toEqual([0]);
    expect(columnsOf({ viewport, page: { left, width: 2400, height: 800 }, overlap: 0 })).toEqual([
      0, 1000, 1400,
    ]);
    expect(cornersOf({ viewport, page: { left, width: 1500, height: 1200 }, overlap: 0 })).toEqual([
      { x: 0, y: 0 },
      { x: 500, y: 0 },
      { x: 0, y: 800 },
      { x: 500, y: 800 },
    ]);
  });

  it('covers a page that reaches to the left from where it begins, mirrored', () => {
    const viewport = { width: 1000, height: 800 };
    const page = { left: -1400, width: 2400, height: 1200 };
    expect(cornersOf({ viewport, page, overlap: 0 }).map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [-1000, 0],
      [-1400, 0],
      [0, 800],
      [-1000, 800],
      [-1400, 800],
    ]);
    expect(isWidthCut({ viewport, page, overlap: 0 })).toBe(false);
    expect(isWidthCut({ viewport, page: { ...page, left: -8000, width: 9000 }, overlap: 0 })).toBe(true);
  });

  it('follows a page that grows, and not for ever', () => {
    const first = {
      viewport: { width: 1000, height: 800 },
      page: { left: 0, width: 1000, height: 1600 },
      overlap: 0,
    };
    const edge = lowestEdge(first);
    let corner: Corner | undefined = { x: 0, y: 0 };
    let slices = 0;
    for (; corner && slices < 1_000; slices += 1) {
      const grown = { ...first, page: { left: 0, width: 1000, height: corner.y + 10_000 } };
      corner = nextCorner(corner, grown, edge);
    }
    expect(slices).toBe(12);
  });
});
