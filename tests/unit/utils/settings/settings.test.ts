import '../../support/browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { readSettings, type Settings, writeSettings } from '../../../../utils/settings/settings.ts';
import { SETTINGS_KEY } from '../../../../utils/settings/settings-key.ts';
import { fakeBrowser } from '../../support/browser.ts';

const DEFAULTS: Settings = {
  serverUrl: 'http://localhost:4310',
  discreet: false,
  sharesDrafts: true,
  keepDays: 30,
  profile: 'quick',
  language: 'browser',
  languageChosenAt: 0,
};

let stored: unknown;
beforeEach(() => {
  fakeBrowser.reset();
  stored = undefined;
  fakeBrowser.answer({
    'storage.local.get': async () => (stored === undefined ? {} : { [SETTINGS_KEY]: stored }),
    'storage.local.set': async (values: Record<string, unknown>) => {
      stored = values[SETTINGS_KEY];
    },
  });
});

describe('settings as stored', () => {
  it('are the defaults where nothing, or nothing that is settings, is stored', async () => {
    expect(await readSettings()).toEqual(DEFAULTS);
    for (const broken of [null, 'discreet', 7, []]) {
      stored = broken;
      expect(await readSettings()).toEqual(DEFAULTS);
    }
  });

  it.each([
    ['serverUrl', ['ftp://program.example', 'program.example', 'javascript:alert(1)', '', null]],
    ['discreet', ['true', 1, null]],
    ['sharesDrafts', ['no', 0]],
    ['keepDays', [-1, 1.5, 3651, '30', Number.NaN]],
    ['profile', ['slow', 'toString', null]],
    ['language', ['de', '', null]],
    ['languageChosenAt', [-1, 0.5, '0']],
  ] as const)(
    'fall back to the default of %s where it is none, and keep the others',
    async (name, values) => {
      const others = { discreet: true, keepDays: 0, profile: 'full', language: 'zh-CN' } as const;
      for (const value of values) {
        stored = { ...others, [name]: value };
        expect(await readSettings()).toEqual({ ...DEFAULTS, ...others, [name]: DEFAULTS[name] });
      }
    },
  );

  it('of a newer version hold what this one does not know: it is passed over', async () => {
    stored = { discreet: true, colour: 'green' };
    expect(await readSettings()).toEqual({ ...DEFAULTS, discreet: true });
  });
});

describe('changing settings', () => {
  it('keeps the others, and of an address its origin', async () => {
    stored = { keepDays: 7 };
    const next = await writeSettings({ serverUrl: 'https://program.example/api/?x=1' });
    expect(next).toEqual({ ...DEFAULTS, keepDays: 7, serverUrl: 'https://program.example' });
    expect(stored).toEqual(next);
  });

  it('is refused for a value that is none, and then nothing is changed', async () => {
    stored = { keepDays: 7 };
    await expect(writeSettings({ discreet: true, keepDays: 4000 })).rejects.toThrow(RangeError);
    expect(stored).toEqual({ keepDays: 7 });
  });
});
