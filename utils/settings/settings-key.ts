/** Where `settings.ts` keeps the settings. Apart, so that programs which drive a browser can name it too. */
export const SETTINGS_KEY = 'settings';
