import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { recogniseAddress } from '@marketsafe/contract/marketplaces';
import { DEFAULT_DATA } from '../support/paths.ts';
import { UserError } from '../support/user-error.ts';

/** What `npm start` was asked for. */
export interface StartOptions {
  /** Runs the main job unattended. */
  tour: boolean;
  /** Ends after the tour. */
  once: boolean;
  /** Serves practice listings under the real host names. */
  practice: boolean;
  headless: boolean;
  port?: number;
  /** Folder of everything that is kept. */
  data: string;
  /** A saved page to serve at its own address. */
  saved?: { url: string; file: string };
}

const USAGE = `usage: npm start [-- options]
  --practice         practice listings under the real host names, no network
  --tour             run the main job unattended, step by step
  --once             end after the tour (implies --tour)
  --url URL --page FILE.html
                     use a saved page at its own address in place of the practice listing
  --headed           show the browser during the tour
  --headless         run the tour without showing the browser (implies --tour)
  --port N           port of the backend (4310)
  --data DIR         folder for everything that is kept (.data)`;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        tour: { type: 'boolean', default: false },
        once: { type: 'boolean', default: false },
        practice: { type: 'boolean', default: false },
        headed: { type: 'boolean', default: false },
        headless: { type: 'boolean', default: false },
        url: { type: 'string' },
        page: { type: 'string' },
        port: { type: 'string' },
        data: { type: 'string', default: DEFAULT_DATA },
      },
    }).values;
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function usage(problem: string): UserError {
  return new UserError(`${problem}\n${USAGE}`, 2);
}

function savedPage(url: string | undefined, page: string | undefined): StartOptions['saved'] {
  if (url === undefined && page === undefined) return undefined;
  if (url === undefined || page === undefined) {
    throw usage('--url and --page belong together: the address of a saved page, and its file.');
  }
  const address = URL.parse(url);
  if (address?.protocol !== 'https:' && address?.protocol !== 'http:') {
    throw usage(`--url ${url} is no address of a web page.`);
  }
  const recognised = recogniseAddress(url);
  if (recognised === null) {
    throw usage(
      `--url ${url}: ${address.hostname} is no marketplace that this program covers. Nothing was started.`,
    );
  }
  if (recognised.kind === 'short-link') {
    throw usage(
      `--url ${url}: this is a short link, which only leads to a listing. Give the address that it leads to. Nothing was started.`,
    );
  }
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), page);
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw usage(`--page ${page}: there is no such file.`);
  if (found.size === 0) throw usage(`--page ${page}: the file is empty.`);
  return { url, file };
}

function portNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw usage(`--port ${text}: give a number from 0 to 65535.`);
  }
  return port;
}

/**
 * Reads the command line. Throws a `UserError` with exit code 2 that says what cannot be understood.
 * @param hasDisplay whether a browser window could be seen here; without it the tour is all there is.
 */
export function readOptions(args: readonly string[], hasDisplay: boolean): StartOptions {
  const { headed, headless, once, practice, data, ...values } = parse(args);
  if (headed && headless) throw usage('--headed and --headless contradict each other.');
  if (headed && !hasDisplay) throw usage('--headed needs a display, and there is none here.');
  const tour = values.tour || once || headless || !hasDisplay;
  const saved = savedPage(values.url, values.page);
  const port = portNumber(values.port);
  return {
    tour,
    once,
    practice: practice || tour || saved !== undefined,
    headless: tour && !headed,
    data: resolve(data),
    ...(port !== undefined && { port }),
    ...(saved && { saved }),
  };
}

/** True where a browser window can be seen. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
