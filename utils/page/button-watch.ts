import { type ButtonParts, isAloneAbove, isAsDrawn, othersInTopLayer } from './button-sight.ts';
import { isTabShown, matches } from './natives.ts';
import { createSightLog } from './sight-log.ts';

/** A click counts where the button has been what the user sees for so long without a break, in milliseconds. */
const SEEN_MS = 500;

/** How often the button is looked at while nothing happens, in milliseconds. */
const LOOK_EVERY_MS = 500;

/** While the pointer is on it, every shadow tree of the page is searched this often, in milliseconds. */
const SEARCH_EVERY_MS = 100;

/** A button that was out of sight for so long is said to be absent, in milliseconds. */
const ABSENT_MS = 3_000;

/** What Chromium's second version of the observer adds: it knows of covers, also of those that a pointer goes through. */
interface VisibilityInit extends IntersectionObserverInit {
  trackVisibility: true;
  /** Milliseconds between two looks. */
  delay: number;
}
interface VisibilityEntry extends IntersectionObserverEntry {
  isVisible?: boolean;
}

/** How the browser answers where it watches the visibility itself: not at all yet, or as it was last. */
function watchVisibility(button: Element, changed: () => void) {
  if (!('isVisible' in IntersectionObserverEntry.prototype)) return undefined;
  let isVisible = false;
  const take = (entries: IntersectionObserverEntry[]) => {
    const last: VisibilityEntry | undefined = entries.at(-1);
    if (last) isVisible = last.isVisible === true && last.intersectionRatio > 0.98;
  };
  const init: VisibilityInit = { threshold: [1], trackVisibility: true, delay: 100 };
  const observer = new IntersectionObserver((entries) => {
    take(entries);
    changed();
  }, init);
  observer.observe(button);
  return {
    isVisible() {
      take(observer.takeRecords());
      return isVisible;
    },
    stop: () => observer.disconnect(),
  };
}

/** Follows whether the button is what the user sees. */
export interface ButtonWatch {
  /** True for a person's click on a button that has been what they see for long enough. */
  counts(click: MouseEvent): boolean;
  /** The button is hidden, or shown, by ourselves: nothing of before counts. */
  hidden(isHidden: boolean): void;
  /** Hears again of the page's events, also where a document that was opened anew has forgotten who listened. */
  listen(): void;
  stop(): void;
}

interface WatchTold {
  /** Something may be wrong with the element's place. */
  look(): void;
  /** The button has been out of sight for some time, or can be used again. */
  absent(isAbsent: boolean): void;
  /** Whether a click would count now. */
  counting(isCounting: boolean): void;
}

export function watchButton(parts: ButtonParts, told: WatchTold): ButtonWatch {
  const { page, host, button } = parts;
  const log = createSightLog();
  const known = new WeakSet<Element>();
  let isHidden = false;
  let isAbsent = false;
  let isPressed = false;
  let searchedAt = 0;
  let frame: number | undefined;
  let due: ReturnType<typeof setTimeout> | undefined;

  const look = (isDeep = false) => {
    clearTimeout(due);
    if (isHidden || !isTabShown(page)) {
      log.restart();
      told.counting(false);
      return;
    }
    const now = performance.now();
    const others = othersInTopLayer(parts, isDeep);
    // The browser tells of a cover a moment late: what has just come may be one.
    if (others.some((element) => !known.has(element))) log.note(false, now);
    for (const element of others) known.add(element);
    const isUncovered = visibility ? visibility.isVisible() : isAloneAbove(parts, others);
    const isSeen = isUncovered && isAsDrawn(parts);
    log.note(isSeen, now);
    const left = SEEN_MS - log.seenFor(now);
    told.counting(isSeen && left <= 0);
    if (isSeen && left > 0) due = setTimeout(look, left);
    const wasAbsent = isAbsent;
    isAbsent = isAbsent ? !isSeen || left > 0 : log.missedFor(now) >= ABSENT_MS;
    if (isAbsent !== wasAbsent) told.absent(isAbsent);
  };
  const lookDeep = () => {
    searchedAt = performance.now();
    look(true);
  };
  const visibility = watchVisibility(button, () => look());
  const sizes = new ResizeObserver(() => look());
  sizes.observe(button);
  const every = setInterval(() => {
    if (isTabShown(page)) told.look();
    look();
  }, LOOK_EVERY_MS);

  // Asked of the browser and not of events, which a page can keep to itself.
  const follow = () => {
    frame = undefined;
    if (!matches(button, ':hover')) return;
    if (performance.now() - searchedAt >= SEARCH_EVERY_MS) lookDeep();
    else look();
    frame = requestAnimationFrame(follow);
  };
  const entered = () => {
    lookDeep();
    frame ??= requestAnimationFrame(follow);
  };
  const pressed = (event: Event) => {
    lookDeep();
    isPressed = event.isTrusted;
  };
  const anew = () => {
    log.restart();
    look();
  };
  const stirred = (event: Event) => {
    if (event.isTrusted) anew();
  };
  const changed = () => {
    told.look();
    look();
  };
  return {
    counts(click) {
      lookDeep();
      // A key and assistive technology press nothing down.
      const isWhole = click.detail === 0 || isPressed;
      isPressed = false;
      return click.isTrusted && isWhole && log.seenFor(performance.now()) >= SEEN_MS;
    },
    hidden(hidden) {
      isHidden = hidden;
      anew();
    },
    listen() {
      button.addEventListener('pointerover', entered);
      button.addEventListener('pointerdown', pressed);
      host.addEventListener('toggle', changed);
      window.addEventListener('resize', stirred);
      window.addEventListener('visibilitychange', stirred);
    },
    stop() {
      clearTimeout(due);
      clearInterval(every);
      if (frame !== undefined) cancelAnimationFrame(frame);
      sizes.disconnect();
      visibility?.stop();
      window.removeEventListener('resize', stirred);
      window.removeEventListener('visibilitychange', stirred);
    },
  };
}
