/** Figures of the browsers that capture depends on. A value changes only with a new measurement. */

/** Chrome refuses a third `captureVisibleTab` within a second; 500 ms apart still failed 2 of 12 times, 550 ms never. */
export const CAPTURE_SPACING_MS = 550;

/** After a quota refusal Chrome is ready again within a second. */
export const QUOTA_PAUSE_MS = 1_000;
export const QUOTA_RETRIES = 5;

/** Messages and script results travel as JSON up to 64 MiB; a longer snapshot is cut and says so. */
export const SNAPSHOT_LIMIT = 20 * 1024 * 1024;

/** Free bytes that must be left before a capture starts: a viewport PNG, a snapshot and room for the database's own log. */
export const STORAGE_HEADROOM = 64 * 1024 * 1024;

/** A page that does not answer within this time is treated as unreachable. */
export const PAGE_TIMEOUT_MS = 15_000;

/** The DOM renderer gets this long; without its picture the capture is saved all the same. */
export const RENDER_TIMEOUT_MS = 20_000;
