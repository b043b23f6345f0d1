// @vitest-environment jsdom
import '../../support/top-layer.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ButtonWatch, watchButton } from '../../../../utils/page/button-watch.ts';
import { layOut } from '../../support/top-layer.ts';

let host: HTMLElement;
let button: HTMLButtonElement;
let watch: ButtonWatch;
/** Whether the button can be met by a pointer. */
let isMet: boolean;
let said: boolean[];

const KEY = { isTrusted: true, detail: 0 } as MouseEvent;
const MOUSE = { isTrusted: true, detail: 1 } as MouseEvent;
type Listener = (event: Pick<Event, 'type' | 'isTrusted'>) => void;
/** Who listens, by event: what a test dispatches itself is never trusted. */
let heard: Map<string, Listener>;
/** Lets an event happen as a browser sends it. */
const happen = (type: string) => heard.get(type)?.({ type, isTrusted: true });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  host = document.createElement('div');
  const panel = document.createElement('div');
  button = document.createElement('button');
  panel.append(button);
  host.attachShadow({ mode: 'closed' }).append(panel);
  document.documentElement.append(host);
  host.showPopover();
  isMet = true;
  said = [];
  layOut(button, { width: 130, height: 40 });
  const place = new DOMRect(window.innerWidth - 146, window.innerHeight - 56, 130, 40);
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(place);
  vi.spyOn(Document.prototype, 'elementFromPoint').mockImplementation(() => (isMet ? host : null));
  heard = new Map();
  // The window has a function of its own here.
  for (const target of [EventTarget.prototype, window]) {
    const { addEventListener } = target;
    vi.spyOn(target, 'addEventListener').mockImplementation(function (
      this: EventTarget,
      type: string,
      listener: unknown,
    ) {
      heard.set(type, listener as Listener);
      addEventListener.call(this, type, listener as EventListener);
    });
  }
  const told = { look: () => undefined, counting: () => undefined };
  watch = watchButton({ page: document, host, panel, button }, { ...told, absent: (is) => said.push(is) });
  watch.listen();
});
afterEach(() => {
  watch.stop();
  host.remove();
  document.body.replaceChildren();
  vi.useRealTimers();
});

/** Something of the page's in the top layer. */
function popUp(): HTMLElement {
  const element = document.createElement('div');
  document.body.append(element);
  element.showPopover();
  return element;
}

describe('a click', () => {
  it('counts once the button has been seen for half a second', () => {
    expect(watch.counts(KEY)).toBe(false);
    vi.advanceTimersByTime(499);
    expect(watch.counts(KEY)).toBe(false);
    vi.advanceTimersByTime(1);
    expect(watch.counts(KEY)).toBe(true);
  });

  it('of a page’s own making never counts', () => {
    vi.advanceTimersByTime(5_000);
    expect(watch.counts({ ...KEY, isTrusted: false } as MouseEvent)).toBe(false);
  });

  it('of a mouse counts where it was pressed on the button by a person', () => {
    vi.advanceTimersByTime(5_000);
    expect(watch.counts(MOUSE)).toBe(false);
    button.dispatchEvent(new Event('pointerdown'));
    expect(watch.counts(MOUSE)).toBe(false);
    happen('pointerdown');
    expect(watch.counts(MOUSE)).toBe(true);
    expect(watch.counts(MOUSE)).toBe(false);
  });

  it('does not count where the button was out of sight when the mouse came, or was pressed', () => {
    for (const event of ['pointerover', 'pointerdown']) {
      vi.advanceTimersByTime(5_000);
      isMet = false;
      happen(event);
      isMet = true;
      expect(watch.counts(KEY)).toBe(false);
    }
  });

  it('does not count while anything else is in the top layer, nor at once after that', () => {
    vi.advanceTimersByTime(5_000);
    const cover = popUp();
    expect(watch.counts(KEY)).toBe(false);
    vi.advanceTimersByTime(5_000);
    expect(watch.counts(KEY)).toBe(false);
    cover.remove();
    expect(watch.counts(KEY)).toBe(false);
    vi.advanceTimersByTime(500);
    expect(watch.counts(KEY)).toBe(true);
  });

  it.each([
    ['it was hidden and shown by ourselves', () => [watch.hidden(true), watch.hidden(false)]],
    ['the window became larger or smaller', () => happen('resize')],
    ['the tab came to the front', () => happen('visibilitychange')],
  ])('does not count for half a second after %s', (_, stir) => {
    vi.advanceTimersByTime(5_000);
    stir();
    vi.advanceTimersByTime(499);
    expect(watch.counts(KEY)).toBe(false);
    vi.advanceTimersByTime(1);
    expect(watch.counts(KEY)).toBe(true);
  });
});

describe('a button that cannot be used', () => {
  it('is said to be absent after some seconds, once, and to be back', () => {
    isMet = false;
    vi.advanceTimersByTime(3_000);
    expect(said).toEqual([]);
    vi.advanceTimersByTime(60_000);
    expect(said).toEqual([true]);
    isMet = true;
    vi.advanceTimersByTime(1_000);
    expect(said).toEqual([true, false]);
  });

  it('is said to be absent whatever a page does to begin the time anew', () => {
    isMet = false;
    for (let time = 0; time < 8; time += 1) {
      popUp();
      window.dispatchEvent(new Event('resize'));
      window.dispatchEvent(new Event('visibilitychange'));
      vi.advanceTimersByTime(500);
    }
    expect(said).toEqual([true]);
  });

  it('is not absent while it is hidden by ourselves', () => {
    watch.hidden(true);
    vi.advanceTimersByTime(60_000);
    expect(said).toEqual([]);
  });
});
