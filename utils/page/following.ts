/** Where the script that follows a listing's page leaves the way to end it, in the isolated world's globals. */
const KEY = Symbol.for('marketsafe-reporter.follow');
type Following = { [KEY]?: (() => void) | undefined };

/** Ends the script that followed this page, if there is one. */
export function endFollowing(): void {
  (globalThis as Following)[KEY]?.();
  (globalThis as Following)[KEY] = undefined;
}

export function setFollowing(stop: () => void): void {
  (globalThis as Following)[KEY] = stop;
}

/** Whether a script follows this page. */
export function isFollowed(): boolean {
  return (globalThis as Following)[KEY] !== undefined;
}
