// @vitest-environment jsdom
import '../../support/top-layer.ts';
import { describe, expect, it } from 'vitest';
import { isDrawnPlainly, isInItsCorner, isRootClear } from '../../../../utils/page/button-sight.ts';
import { createSightLog } from '../../../../utils/page/sight-log.ts';

const STANDING = {
  size: { width: 130, height: 40 },
  drawn: { width: 130.4, height: 40 },
  gap: { right: 16, bottom: 16 },
};
const style = (values: Record<string, string>) => ({
  getPropertyValue: (name: string) => values[name] ?? '',
});

describe('the button stands in its corner', () => {
  it('where it is as large as it was laid out, also beside scroll bars', () => {
    expect(isInItsCorner(STANDING)).toBe(true);
    expect(isInItsCorner({ ...STANDING, gap: { right: 31, bottom: 33 } })).toBe(true);
  });

  it.each([
    ['scaled', { drawn: { width: 5_200, height: 1_600 } }],
    ['zoomed a little', { drawn: { width: 143, height: 44 } }],
    ['higher than it was laid out', { drawn: { width: 130, height: 80 } }],
    ['not laid out', { size: { width: 0, height: 0 }, drawn: { width: 0, height: 0 } }],
    ['to the left', { gap: { right: 300, bottom: 16 } }],
    ['further up', { gap: { right: 16, bottom: 300 } }],
    ['beyond the edge', { gap: { right: -40, bottom: 16 } }],
    ['against the edge', { gap: { right: 16, bottom: 0 } }],
  ])('and not where it is %s', (_, change) => {
    expect(isInItsCorner({ ...STANDING, ...change })).toBe(false);
  });
});

describe('what an element’s own style makes of it', () => {
  it.each([
    ['opacity', '0.99'],
    ['visibility', 'hidden'],
    ['content-visibility', 'hidden'],
    ['pointer-events', 'none'],
    ['transform', 'matrix(40, 0, 0, 40, 0, 0)'],
    ['translate', '10px'],
    ['rotate', '180deg'],
    ['scale', '40'],
    ['offset-path', 'ray(45deg)'],
    ['zoom', '20'],
    ['clip', 'rect(0px, 0px, 0px, 0px)'],
    ['clip-path', 'inset(50%)'],
    ['mask-image', 'linear-gradient(transparent, transparent)'],
    ['filter', 'opacity(0)'],
    ['backdrop-filter', 'blur(4px)'],
    ['mix-blend-mode', 'difference'],
  ])('%s: %s is not plain', (name, value) => {
    expect(isDrawnPlainly(style({ opacity: '1', transform: 'none', [name]: value }))).toBe(false);
    expect(isDrawnPlainly(style({ opacity: '1', transform: 'none' }))).toBe(true);
  });

  it('a page without colours can be seen through, one that is made pale cannot', () => {
    expect(isRootClear(style({ filter: 'none' }))).toBe(true);
    expect(isRootClear(style({ filter: 'grayscale(1)' }))).toBe(true);
    expect(isRootClear(style({ filter: 'grayscale(1) opacity(0)' }))).toBe(false);
    expect(isRootClear(style({ filter: 'opacity(0)' }))).toBe(false);
  });
});

describe('how long something has been seen', () => {
  it('begins with the first sight after a miss, and lasts until the next', () => {
    const log = createSightLog();
    log.note(true, 1_000);
    log.note(true, 1_400);
    expect(log.seenFor(1_500)).toBe(500);
    log.note(false, 1_600);
    log.note(true, 1_601);
    expect(log.seenFor(1_700)).toBe(99);
    expect(log.missedFor(1_700)).toBe(0);
  });

  it('is nothing after a restart, and so is how long it has been missed', () => {
    const log = createSightLog();
    log.note(true, 0);
    log.restart();
    expect(log.seenFor(5_000)).toBe(0);
    log.note(false, 5_000);
    expect(log.missedFor(8_000)).toBe(3_000);
    log.restart();
    expect(log.missedFor(9_000)).toBe(0);
  });
});
