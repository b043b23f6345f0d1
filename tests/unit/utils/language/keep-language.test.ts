import { afterEach, beforeEach, expect, it, vi } from 'vitest';

type Listener = (changes: Record<string, unknown>, area: string) => void;

const platform = vi.hoisted(() => ({
  stored: {} as Record<string, unknown>,
  broken: false,
  listeners: new Set<unknown>(),
}));

vi.mock('wxt/browser', () => ({
  browser: {
    storage: {
      local: {
        get: async () => {
          if (platform.broken) throw new Error('storage is gone');
          return platform.stored;
        },
        set: async (change: Record<string, unknown>) => {
          Object.assign(platform.stored, change);
          for (const listener of platform.listeners) (listener as Listener)(change, 'local');
        },
      },
      onChanged: {
        addListener: (listener: unknown) => platform.listeners.add(listener),
        removeListener: (listener: unknown) => platform.listeners.delete(listener),
      },
    },
  },
}));

/** The language room as a page or worker has it that has just started. */
async function started() {
  vi.resetModules();
  const words = await import('@marketsafe/words');
  const { browserLanguage, keepLanguage } = await import('../../../../utils/language/keep-language.ts');
  const { writeSettings } = await import('../../../../utils/settings/settings.ts');
  return { words, browserLanguage, keepLanguage, writeSettings };
}

beforeEach(() => {
  platform.stored = {};
  platform.broken = false;
  platform.listeners.clear();
  vi.stubGlobal('navigator', { languages: ['fr'] });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it.each([
  [['zh-TW', 'en'], 'zh-CN'],
  [['fr', 'zh-CN', 'en'], 'zh-CN'],
  [['en-US', 'zh-CN'], 'en'],
  [['de'], 'en'],
])('speaks with a browser whose reader prefers %j the language %s', async (languages, expected) => {
  vi.stubGlobal('navigator', { languages });
  const { words, keepLanguage } = await started();
  await keepLanguage();
  expect(words.currentLanguage()).toBe(expected);
});

it('has the chosen language before anything is shown, and follows each change of it', async () => {
  platform.stored = { settings: { language: 'zh-CN' } };
  const { words, keepLanguage, writeSettings } = await started();
  const spoken: string[] = [];
  words.onLanguage(() => spoken.push(words.currentLanguage()));
  await Promise.all([keepLanguage(), keepLanguage()]);
  expect(words.currentLanguage()).toBe('zh-CN');
  expect(platform.listeners.size).toBe(1);
  await writeSettings({ language: 'en', languageChosenAt: 1 });
  await vi.waitFor(() => expect(words.currentLanguage()).toBe('en'));
  await writeSettings({ language: 'browser', languageChosenAt: 2 });
  await writeSettings({ language: 'zh-CN', languageChosenAt: 3 });
  await vi.waitFor(() => expect(words.currentLanguage()).toBe('zh-CN'));
  expect(spoken).toEqual(['zh-CN', 'en', 'zh-CN']);
});

it('speaks the browser’s language where the settings cannot be read', async () => {
  platform.broken = true;
  vi.stubGlobal('navigator', { languages: ['zh-CN'] });
  const { words, keepLanguage } = await started();
  await keepLanguage();
  expect(words.currentLanguage()).toBe('zh-CN');
});
