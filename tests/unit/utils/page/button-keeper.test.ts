// @vitest-environment jsdom
import '../../support/top-layer.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type ButtonKeeper, keepButton } from '../../../../utils/page/button-keeper.ts';
import { isOpen } from '../../../../utils/page/button-sight.ts';

let host: HTMLElement;
let keeper: ButtonKeeper;
/** How often it was put in its place. */
let puts: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  host = document.createElement('div');
  puts = 0;
  keeper = keepButton(document, host, () => {
    puts += 1;
  });
});
afterEach(() => {
  keeper.stop();
  host.remove();
  vi.useRealTimers();
});

/** Lets the observers have their turn. */
const noticed = () => Promise.resolve();
const isInPlace = () => host.parentElement === document.documentElement && isOpen(host);

it('puts the element into the top layer with one attribute', () => {
  expect(isInPlace()).toBe(true);
  expect(host.outerHTML).toBe('<div popover="manual"></div>');
});

it.each([
  ['removed', () => host.remove()],
  ['moved', () => document.body.append(host)],
  ['inert', () => host.setAttribute('inert', '')],
  ['named', () => host.setAttribute('class', 'x')],
  ['no popover', () => host.removeAttribute('popover')],
  ['of another kind', () => host.setAttribute('popover', 'auto')],
])('puts it back at once where it was %s', async (_, change) => {
  change();
  await noticed();
  expect(isInPlace()).toBe(true);
  expect(host.outerHTML).toBe('<div popover="manual"></div>');
  expect(puts).toBe(2);
});

it('opens it again when it is looked at: a page can keep the event to itself', () => {
  host.hidePopover();
  keeper.look();
  expect(isInPlace()).toBe(true);
});

it('follows to another document element', async () => {
  const before = document.documentElement;
  document.replaceChild(before.cloneNode(true), before);
  await noticed();
  expect(isInPlace()).toBe(true);
  host.remove();
  await noticed();
  await vi.advanceTimersByTimeAsync(250);
  expect(isInPlace()).toBe(true);
});

it('waits longer each time a page takes it away again, and never stops for good', async () => {
  const waits: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const before = puts;
    host.remove();
    await noticed();
    let waited = 0;
    for (; puts === before && waited < 100_000; waited += 250) await vi.advanceTimersByTimeAsync(250);
    waits.push(waited);
  }
  expect(waits).toEqual([0, 250, 1_000, 4_000, 30_000, 30_000, 30_000]);
});

it('mends at once again after a time of peace', async () => {
  for (let round = 0; round < 2; round += 1) {
    host.remove();
    await noticed();
    await vi.advanceTimersByTimeAsync(250);
  }
  await vi.advanceTimersByTimeAsync(10_001);
  host.remove();
  await noticed();
  expect(isInPlace()).toBe(true);
});
