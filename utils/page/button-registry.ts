/**
 * Where the content script leaves its in-page button for the capture scripts, which run later in the same isolated world. The
 * page cannot see this: isolated worlds have globals of their own.
 */
interface ButtonHandle {
  /** Takes the button out of the page, so that it is in no picture and no snapshot. */
  hide(): void;
  show(): void;
}

const KEY = Symbol.for('marketsafe-reporter.button');
type Registry = { [KEY]?: ButtonHandle };

export function registerButton(handle: ButtonHandle | undefined): void {
  if (handle) (globalThis as Registry)[KEY] = handle;
  else delete (globalThis as Registry)[KEY];
}

export function registeredButton(): ButtonHandle | undefined {
  return (globalThis as Registry)[KEY];
}
