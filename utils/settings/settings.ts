import { CAPTURE_PROFILES, LANGUAGE_CHOICES } from '@marketsafe/contract';
import { browser } from 'wxt/browser';
import { z } from 'zod';
import { SETTINGS_KEY } from './settings-key.ts';

/** Settings of this browser. They hold nothing secret: content scripts may read `storage.local`. */
const settingsSchema = z.strictObject({
  /** Origin of the program backend, without a trailing slash. */
  serverUrl: z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin),
  /** Discreet mode leaves marketplace pages untouched: no in-page button. */
  discreet: z.boolean(),
  /** Colleagues are told of which listings there are drafts here, and nothing of what is in them. */
  sharesDrafts: z.boolean(),
  /** Days that evidence stays on this device after the server has acknowledged it. */
  keepDays: z.number().int().min(0).max(3650),
  /** What one click takes unless another is asked for. */
  profile: z.enum(CAPTURE_PROFILES),
  /** Language of everything that this extension says. */
  language: z.enum(LANGUAGE_CHOICES),
  /** When it was chosen, Unix milliseconds, here or in the console; 0 before that. The newest choice holds. */
  languageChosenAt: z.number().int().nonnegative(),
});
export type Settings = z.infer<typeof settingsSchema>;

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
  const stored = (await browser.storage.local.get(SETTINGS_KEY))[SETTINGS_KEY];
  const parsed = settingsSchema.partial().safeParse(stored ?? {});
  return { ...DEFAULT_SETTINGS, ...(parsed.success ? parsed.data : {}) } as Settings;
}

/** Changes some settings. Throws a ZodError for a value that is none, and then changes nothing. */
export async function writeSettings(change: Partial<Settings>): Promise<Settings> {
  const next = settingsSchema.parse({ ...(await readSettings()), ...change });
  await browser.storage.local.set({ [SETTINGS_KEY]: next });
  return next;
}

/** Calls `listener` with the settings whenever they change, in whatever part of the extension. Returns the way to stop. */
export function onSettings(listener: (settings: Settings) => void): () => void {
  const changed = (changes: Record<string, unknown>, area: string) => {
    if (area === 'local' && SETTINGS_KEY in changes) void readSettings().then(listener);
  };
  browser.storage.onChanged.addListener(changed);
  return () => browser.storage.onChanged.removeListener(changed);
}
