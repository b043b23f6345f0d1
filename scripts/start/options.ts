import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { recogniseAddress } from '@marketsafe/contract/marketplaces';
import { isLanguage, LANGUAGES, type Language, m } from '@marketsafe/words';
import { DEFAULT_DATA } from '../support/paths.ts';
import { UserError } from '../support/user-error.ts';

/** Stories that the tour can tell. */
const STORIES = ['main', 'program'] as const;
export type Story = (typeof STORIES)[number];

/** What `npm start` was asked for. */
export interface StartOptions {
  /** Runs the main job unattended. */
  tour: boolean;
  /** Which story the tour tells. */
  story: Story;
  /** Ends after the tour. */
  once: boolean;
  /** Serves practice listings under the real host names. */
  practice: boolean;
  headless: boolean;
  /** Language of the browser, and with it of extension, console and what this command prints. */
  language: Language;
  port?: number;
  /** Folder of everything that is kept. */
  data: string;
  /** A saved page to serve at its own address. */
  saved?: { url: string; file: string };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        tour: { type: 'boolean', default: false },
        story: { type: 'string' },
        once: { type: 'boolean', default: false },
        practice: { type: 'boolean', default: false },
        headed: { type: 'boolean', default: false },
        headless: { type: 'boolean', default: false },
        url: { type: 'string' },
        page: { type: 'string' },
        language: { type: 'string', default: 'en' },
        port: { type: 'string' },
        data: { type: 'string', default: DEFAULT_DATA },
      },
    }).values;
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function usage(problem: string): UserError {
  return new UserError(`${problem}\n${m.start_usage()}`, 2);
}

function savedPage(url: string | undefined, page: string | undefined): StartOptions['saved'] {
  if (url === undefined && page === undefined) return undefined;
  if (url === undefined || page === undefined) {
    throw usage(m.start_saved_pair());
  }
  const address = URL.parse(url);
  if (address?.protocol !== 'https:' && address?.protocol !== 'http:') {
    throw usage(m.start_no_address({ url }));
  }
  const recognised = recogniseAddress(url);
  if (recognised === null) {
    throw usage(m.start_no_marketplace({ url, host: address.hostname }));
  }
  if (recognised.kind === 'short-link') {
    throw usage(m.start_short_link({ url }));
  }
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), page);
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw usage(m.start_no_file({ file: page }));
  if (found.size === 0) throw usage(m.start_empty_file({ file: page }));
  return { url, file };
}

function storyOf(text: string | undefined): Story {
  if (text === undefined) return 'main';
  const story = STORIES.find((known) => known === text);
  if (story === undefined) throw usage(m.start_bad_story({ story: text, stories: STORIES.join(', ') }));
  return story;
}

function portNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw usage(m.start_bad_port({ port: text }));
  }
  return port;
}

/**
 * Reads the command line. Throws a `UserError` with exit code 2 that says what cannot be understood.
 * @param hasDisplay whether a browser window could be seen here; without it the tour is all there is.
 */
export function readOptions(args: readonly string[], hasDisplay: boolean): StartOptions {
  const { headed, headless, once, practice, data, language, ...values } = parse(args);
  if (!isLanguage(language)) throw usage(m.start_bad_language({ language, languages: LANGUAGES.join(', ') }));
  if (headed && headless) throw usage(m.start_headed_and_headless());
  if (headed && !hasDisplay) throw usage(m.start_no_display());
  const tour = values.tour || values.story !== undefined || once || headless || !hasDisplay;
  const story = storyOf(values.story);
  const saved = savedPage(values.url, values.page);
  const port = portNumber(values.port);
  return {
    tour,
    story,
    once,
    practice: practice || tour || saved !== undefined,
    headless: tour && !headed,
    language,
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
