import { browser } from 'wxt/browser';

/** Where `settings.ts` keeps the settings. Apart, so that the always-on content script does not carry the parser. */
export const SETTINGS_KEY = 'settings';

/** True when the user wants marketplace pages left untouched. */
export async function readDiscreet(): Promise<boolean> {
  const stored: unknown = (await browser.storage.local.get(SETTINGS_KEY))[SETTINGS_KEY];
  return typeof stored === 'object' && stored !== null && 'discreet' in stored && stored.discreet === true;
}
