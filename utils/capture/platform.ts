/** Figures of the browsers that capture depends on. A value changes only with a new measurement. */

/** Chrome refuses a third `captureVisibleTab` within a second: starts 500 ms apart failed 2 of 12 times, 510 ms apart none of 12. */
export const CAPTURE_SPACING_MS = 520;

/** After a quota refusal Chrome is ready again within a second. */
export const QUOTA_PAUSE_MS = 1_000;
export const QUOTA_RETRIES = 5;

/** Messages and script results travel as JSON up to 64 MiB; a longer snapshot is cut and says so. */
export const SNAPSHOT_LIMIT = 20 * 1024 * 1024;

/** Free bytes that must be left before a capture starts: a viewport PNG, a snapshot and room for the database's own log. */
export const STORAGE_HEADROOM = 64 * 1024 * 1024;

/** The page is read and its button hidden before its picture is taken, unless that takes longer than this: a picture within a second. */
export const FIRST_MS = 700;
/** A picture that has not come by then never does: before a document's first frame Chromium did not answer for more than 12 s. */
export const PIXELS_MS = 6_000;
/**
 * What a page that had not answered before its picture may take from then on: to be read, to be looked at, to be copied, to say how it
 * stands.
 */
export const FACTS_MS = 3_000;
export const LOOK_MS = 3_000;
export const COPY_MS = 6_000;
export const END_MS = 2_000;
/** A page of no more elements is copied while its picture is taken; the copy of a larger one would keep it from saying how it stands. */
export const COPY_BESIDE_ELEMENTS = 30_000;

/** The DOM renderer gets this long; without its picture the capture is saved all the same. */
export const RENDER_TIMEOUT_MS = 20_000;

/** Largest sides of the stitched preview, in pixels: well below the 16,384 beyond which canvases stay blank. */
export const PREVIEW_WIDTH = 1_000;
export const PREVIEW_HEIGHT = 15_000;

/**
 * A picture is not taken earlier than this after the page was scrolled: two drawn frames later the browser still gave the frame from
 * before the scroll in 1 of 3 tries. From the second slice on the browser's pace leaves more time than this anyway.
 */
export const AFTER_SCROLL_MS = 150;
/** A machine that takes long to draw gets this many times what two frames took, because its frames reach the screen late, too. */
export const AFTER_SCROLL_DRAWS = 4;
/**
 * So often a slice whose picture is the same as the one before is taken again: it may be the frame from before the scroll. With two
 * busy browsers on two cores a frame came 4 pictures late. A page may really repeat itself: all its slices together get so many.
 */
export const STALE_RETRIES = 4;
export const STALE_RETRIES_OF_PAGE = 16;

/** Pictures of a slice get this long to arrive; the record says how many did not. */
export const IMAGES_WAIT_MS = 3_000;

/** The pass over the page before its first slice: no longer than the browser makes the next picture wait anyway. */
export const PRESCROLL_MS = 400;
export const PRESCROLL_PAUSE_MS = 25;
/** The same where the page is not scrolled afterwards. */
export const WHOLE_PRESCROLL_MS = 4_000;

/** A step of taking a page that is not answered within this time never is: a page that was left takes its answer along. */
export const STEP_TIMEOUT_MS = 8_000;

/** A page that does not hear from the worker for this long puts itself back. A slice takes 0.6 s, or 4 s with late pictures. */
export const WATCHDOG_MS = 20_000;

/** Longest page, in CSS pixels, and most slices of a full capture: two minutes at the browser's pace. */
export const MAX_PAGE_HEIGHT = 100_000;
export const MAX_SLICES = 220;
/** Parts that hold more than they show: how many are named, and how many elements are looked at. */
export const MAX_CLIPPED_PARTS = 10;
export const MAX_CLIPPED_SEARCH = 20_000;
/** Windows to the side that a page wider than the window is followed. */
export const MAX_COLUMNS = 3;
/** Windows that a page which grows while it is captured is followed beyond its first end. */
export const MAX_GROWTH = 10;

/** Firefox draws a part of the page of at most so many device pixels a side and in area in one call; beyond, it refuses. */
export const RECT_SIDE = 32_000;
export const RECT_AREA = 400_000_000;

/**
 * Free bytes that must be left before each slice: for the slice (10 MB on a large fine screen), and for what comes after the last one, the
 * listing's pictures and the preview. A whole page may take hundreds of megabytes; it ends here instead of filling the disk.
 */
export const SLICE_HEADROOM = 48 * 1024 * 1024;

/** The listing's own pictures: how many, how long the page has for them, and how many bytes of one and of all, as base64 in one answer. */
export const MAX_PICTURES = 20;
export const PICTURES_MS = 3_000;
export const MAX_PICTURE_BYTES = 6 * 1024 * 1024;
export const MAX_PICTURES_BYTES = 24 * 1024 * 1024;

/** A picture is decoded up to so many pixels: 100 MB while it is looked at. */
export const MAX_PICTURE_PIXELS = 25_000_000;

/** What a capture still waits for the listing's pictures after everything else is taken, and after the user has ended it, in milliseconds. */
export const PICTURES_WAIT_MS = 4_000;
export const PICTURES_WAIT_STOPPED_MS = 200;

/** Readings of the key facts beside the first that a record holds. */
export const MAX_KEY_READINGS = 9;
/** How often a moment is tried where the page's key facts changed meanwhile, and where it answered late. */
export const MOMENT_ROUNDS = 3;
export const LATE_ROUNDS = 2;
