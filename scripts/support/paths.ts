import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Built extension for Chrome, Chromium and Edge. */
export const CHROME_BUILD = join(ROOT, '.output', 'chrome-mv3');

/** Built extension for Firefox. */
export const FIREFOX_BUILD = join(ROOT, '.output', 'firefox-mv3');

/** Built web console, as the server serves it. */
export const CONSOLE_BUILD = join(ROOT, 'console', 'dist');

/** Where the embedded defaults keep everything unless told otherwise. */
export const DEFAULT_DATA = join(ROOT, '.data');
