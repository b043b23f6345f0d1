/**
 * Where the content script leaves its in-page button for the capture scripts, which run later in the same isolated world. The
 * page cannot see this: isolated worlds have globals of their own.
 */
interface ButtonHandle {
  /** The one element that was added to the page: left out of snapshots. */
  readonly host: Element;
  /** Makes the button invisible for a picture. Happens inside the closed shadow root: the page cannot notice a capture by it. */
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
