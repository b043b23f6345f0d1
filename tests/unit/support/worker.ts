import { vi } from 'vitest';
import { LOOK_KEY } from '../../../utils/capture/page-keys.ts';
import { STORAGE_HEADROOM } from '../../../utils/capture/platform.ts';
import { fakeBrowser } from './browser.ts';
import { ok, pageAnswer } from './capture-deps.ts';
import { LISTING_URL, PNG_BYTES, pageSampleOf } from './captured-listing.ts';

/*
 * What the background worker finds beside the browser's interface. Import this before what runs in the worker.
 */
vi.stubGlobal('__COMMIT__', 'unknown');
vi.stubGlobal('__VERSION__', '0.1.0');
vi.stubGlobal('self', { addEventListener: () => undefined });
vi.stubGlobal('navigator', {
  ...{ userAgent: 'test', platform: 'test', language: 'en', languages: ['en'], onLine: false },
  storage: { estimate: async () => ({ usage: 0, quota: STORAGE_HEADROOM * 2 }) },
  locks: {
    request: async (_name: string, _options: object, callback: (lock: object) => unknown) => callback({}),
  },
});

/** Where the extension's pages are. Node knows no origin of a browser's own scheme. */
export const EXTENSION_ORIGIN = 'https://extension.test';

const PNG_URL = `data:image/png;base64,${btoa(String.fromCharCode(...PNG_BYTES))}`;

/** A script to be run in a page, as far as it is looked at: a file, or a function and what it is given. */
interface Injection {
  files?: string[];
  args?: unknown[];
}

/** A browser that shows a listing in tab 3 of window 7, in which everything goes well. */
export function showListing(): void {
  const stored = { local: new Map<string, unknown>(), session: new Map<string, unknown>() };
  for (const area of ['local', 'session'] as const) {
    fakeBrowser.answer({
      [`storage.${area}.get`]: async (key: string) =>
        stored[area].has(key) ? { [key]: stored[area].get(key) } : {},
      [`storage.${area}.set`]: async (items: object) => {
        for (const [key, value] of Object.entries(items)) stored[area].set(key, value);
      },
      [`storage.${area}.remove`]: async (key: string) => void stored[area].delete(key),
    });
  }
  fakeBrowser.answer({
    'runtime.getManifest': () => ({ version: '0.1.0' }),
    'runtime.getURL': (path: string) => `${EXTENSION_ORIGIN}${path}`,
    'tabs.get': async (id: number) => ({ id, url: LISTING_URL, active: true, windowId: 7, incognito: false }),
    'i18n.getUILanguage': () => 'en',
    'tabs.getZoom': async () => 1,
    'tabs.query': async () => [],
    'tabs.sendMessage': async () => undefined,
    'tabs.captureVisibleTab': async () => PNG_URL,
    'scripting.executeScript': async ({ files: [file = ''] = [], args = [] }: Injection) => {
      const script = args[0] === LOOK_KEY ? 'look' : /^\/capture-(\w+)\.js$/.exec(file)?.[1];
      if (script === undefined) return [];
      if (script === 'render') return [{ result: await ok(PNG_URL.slice(PNG_URL.indexOf(',') + 1)) }];
      return [{ result: await ok(pageAnswer(script, pageSampleOf())) }];
    },
    'scripting.removeCSS': async () => undefined,
    'storage.local.setAccessLevel': async () => undefined,
    'action.setIcon': async () => undefined,
    'action.setTitle': async () => undefined,
    'action.setBadgeText': async () => undefined,
    'action.setBadgeBackgroundColor': async () => undefined,
    'alarms.create': async () => undefined,
    'alarms.clear': async () => true,
    'contextMenus.removeAll': async () => undefined,
    'contextMenus.update': async () => undefined,
    'contextMenus.create': () => undefined,
    'runtime.getContexts': async () => [],
    'sidePanel.open': async () => undefined,
  });
}
