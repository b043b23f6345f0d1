/** Names of what capture scripts leave in the isolated world for the worker's later calls. Alone in a file: scripts in a page hold no schemas. */

/** Steps of a whole page; see `SliceCall`. */
export const SLICES_KEY = 'marketsafe-reporter.slices';

/** Looking at where a page shows the viewer and the listing. */
export const LOOK_KEY = 'marketsafe-reporter.look';

/** Collecting the listing's own pictures. */
export const PICTURES_KEY = 'marketsafe-reporter.pictures';

/** Scripts of a capture that stay in the page once they are there. */
export type LeftScript = 'begin' | 'sample' | 'sample-reading-off' | 'copy' | 'end';

/** Of a capture script. What another version of the extension has left is not ours. */
export function captureKey(script: LeftScript): string {
  return `marketsafe-reporter.${script}.${__VERSION__}.${__COMMIT__}`;
}
