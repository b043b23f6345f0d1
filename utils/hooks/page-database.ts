import { ReporterDatabase } from '../database/database.ts';

/** The one connection that a page of the extension has; its live queries also hear of writes made in the worker. */
export const pageDatabase = new ReporterDatabase();
