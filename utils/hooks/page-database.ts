import { ReporterDatabase } from '../database/database.ts';
import { keepBrowserCopy } from '../second-copy/browser-copies.ts';

/** The one connection that a page of the extension has; its live queries also hear of writes made in the worker. */
export const pageDatabase = new ReporterDatabase();

// What a page changes is kept a second time by the page itself: the worker may not be awake.
keepBrowserCopy(pageDatabase);
