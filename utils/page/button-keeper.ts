import { isOpen } from './button-sight.ts';
import {
  append,
  attribute,
  attributeNames,
  documentElementOf,
  parentOf,
  removeAttribute,
  setAttribute,
} from './natives.ts';

/** How long the button waits each time before it is put back, in milliseconds; the last wait is repeated. A page that fights costs little. */
const WAITS_MS = [0, 250, 1_000, 4_000, 30_000];

/** After so many milliseconds without a fight the next thing that happens is mended at once again. */
const CALM_MS = 10_000;

/** The host's one attribute. */
const POPOVER = { name: 'popover', value: 'manual' };

/** Keeps the button's element as it was put there. */
export interface ButtonKeeper {
  /** Looks whether the element is as it should be, and puts that right, now or after a wait. */
  look(): void;
  stop(): void;
}

/**
 * Puts the button's element below the document's own, into the top layer, and puts it back when the page has removed, closed or changed
 * it, or has got another document element. What a page does to the element is noticed as it happens, but for what it keeps from being
 * heard: `look` finds that.
 * @param onPut it stands there anew; a document that was opened again has forgotten who listened to it
 */
export function keepButton(page: Document, host: HTMLElement, onPut: () => void): ButtonKeeper {
  let tries = 0;
  let putAt = Number.NEGATIVE_INFINITY;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const isInPlace = () => {
    const root = documentElementOf(page);
    const names = attributeNames(host);
    return (
      root !== null &&
      parentOf(host) === root &&
      names.length === 1 &&
      attribute(host, POPOVER.name) === POPOVER.value &&
      isOpen(host)
    );
  };
  const put = () => {
    waiting = undefined;
    const root = documentElementOf(page);
    if (!root) return;
    putAt = performance.now();
    for (const name of attributeNames(host)) if (name !== POPOVER.name) removeAttribute(host, name);
    if (attribute(host, POPOVER.name) !== POPOVER.value) setAttribute(host, POPOVER.name, POPOVER.value);
    if (parentOf(host) !== root) append(root, host);
    observer.observe(root, { childList: true });
    if (!isOpen(host)) HTMLElement.prototype.showPopover.call(host);
    onPut();
  };
  const look = () => {
    if (waiting !== undefined || isInPlace()) return;
    if (performance.now() - putAt > CALM_MS) tries = 0;
    const wait = WAITS_MS[Math.min(tries, WAITS_MS.length - 1)] ?? 0;
    tries += 1;
    if (wait === 0) put();
    else waiting = setTimeout(put, wait);
  };
  const observer = new MutationObserver(look);
  observer.observe(page, { childList: true });
  observer.observe(host, { attributes: true });
  put();
  return {
    look,
    stop() {
      clearTimeout(waiting);
      observer.disconnect();
    },
  };
}
