import type { CaptureProfile, LanguageChoice } from '@marketsafe/contract';
import { LANGUAGE_CHOICES } from '@marketsafe/contract/languages';
import { browser } from 'wxt/browser';
import { SETTINGS_KEY } from './settings-key.ts';

/** Settings of this browser. They hold nothing secret: content scripts may read `storage.local`. */
export interface Settings {
  /** Origin of the program backend, without a trailing slash. */
  serverUrl: string;
  /** Discreet mode leaves marketplace pages untouched: no in-page button. */
  discreet: boolean;
  /** Colleagues are told of which listings there are drafts here, and nothing of what is in them. */
  sharesDrafts: boolean;
  /** Days that evidence stays on this device after the server has acknowledged it. */
  keepDays: number;
  /** What one click takes unless another is asked for. */
  profile: CaptureProfile;
  /** Language of everything that this extension says. */
  language: LanguageChoice;
  /** When it was chosen, Unix milliseconds, here or in the console; 0 before that. The newest choice holds. */
  languageChosenAt: number;
}

/** Each profile, so that one more is not forgotten here. */
const PROFILES: Readonly<Record<CaptureProfile, true>> = { quick: true, full: true };

function boolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function whole(value: unknown, most: number): number | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most
    ? Number(value)
    : undefined;
}

function origin(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : undefined;
}

/**
 * What a value comes to for each setting; undefined for one that is none. By hand: every page of the extension reads them before it is
 * drawn, and would have to wait for the library of schemas.
 */
const READ: { [Name in keyof Settings]: (value: unknown) => Settings[Name] | undefined } = {
  serverUrl: origin,
  discreet: boolean,
  sharesDrafts: boolean,
  keepDays: (value) => whole(value, 3650),
  profile: (value) =>
    typeof value === 'string' && Object.hasOwn(PROFILES, value) ? (value as CaptureProfile) : undefined,
  language: (value) => LANGUAGE_CHOICES.find((choice) => choice === value),
  languageChosenAt: (value) => whole(value, Number.MAX_SAFE_INTEGER),
};

const NAMES = Object.keys(READ) as (keyof Settings)[];

const DEFAULT_SETTINGS: Settings = {
  serverUrl: 'http://localhost:4310',
  discreet: false,
  sharesDrafts: true,
  keepDays: 30,
  profile: 'quick',
  language: 'browser',
  languageChosenAt: 0,
};

/** Settings as stored; anything missing or malformed falls back to its default. */
export async function readSettings(): Promise<Settings> {
  const stored = (await browser.storage.local.get(SETTINGS_KEY))[SETTINGS_KEY] as
    | Record<string, unknown>
    | undefined;
  const read: unknown = Object.fromEntries(
    NAMES.map((name) => [name, READ[name](stored?.[name]) ?? DEFAULT_SETTINGS[name]]),
  );
  return read as Settings;
}

/** Changes some settings. Throws a RangeError for a value that is none, and then changes nothing. */
export async function writeSettings(change: Partial<Settings>): Promise<Settings> {
  const asked = { ...(await readSettings()), ...change };
  const next: unknown = Object.fromEntries(
    NAMES.map((name) => {
      const value = READ[name](asked[name]);
      if (value === undefined) throw new RangeError(`${name} cannot be ${String(asked[name])}`);
      return [name, value];
    }),
  );
  await browser.storage.local.set({ [SETTINGS_KEY]: next });
  return next as Settings;
}

/** Calls `listener` with the settings whenever they change, in whatever part of the extension. Returns the way to stop. */
export function onSettings(listener: (settings: Settings) => void): () => void {
  const changed = (changes: Record<string, unknown>, area: string) => {
    if (area === 'local' && SETTINGS_KEY in changes) void readSettings().then(listener);
  };
  browser.storage.onChanged.addListener(changed);
  return () => browser.storage.onChanged.removeListener(changed);
}
