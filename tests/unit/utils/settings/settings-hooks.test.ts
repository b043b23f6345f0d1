import '../../support/browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useBackend } from '../../../../utils/settings/use-backend.ts';
import { usePermission } from '../../../../utils/settings/use-permission.ts';
import { useSettings } from '../../../../utils/settings/use-settings.ts';
import { useShortcut } from '../../../../utils/settings/use-shortcut.ts';
import { fakeBrowser } from '../../support/browser.ts';
import { renderHook } from '../../support/render-hook.ts';

beforeEach(() => fakeBrowser.reset());

describe('the settings in an open page', () => {
  let stored: Record<string, unknown>;
  beforeEach(() => {
    stored = {};
    fakeBrowser.answer({
      'storage.local.get': async () => stored,
      'storage.local.set': async (change: object) => void Object.assign(stored, change),
    });
  });

  it('are changed on disk and at once on the screen', async () => {
    const hook = renderHook(useSettings);
    const { change } = await hook.until(({ settings }) => settings?.discreet === false);
    expect(await change({ discreet: true, keepDays: 3 })).toBe(true);
    await hook.until(({ settings }) => settings?.discreet === true && settings.keepDays === 3);
    expect(JSON.stringify(stored)).toContain('"discreet":true');
  });

  it('stay as they were where the disk refuses, and say so until a change is stored', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const hook = renderHook(useSettings);
    await hook.until(({ settings }) => settings !== undefined);
    fakeBrowser.answer({ 'storage.local.set': async () => Promise.reject(new Error('disk full')) });
    expect(await hook.now().change({ discreet: true })).toBe(false);
    expect((await hook.until(({ failed }) => failed)).settings?.discreet).toBe(false);
    fakeBrowser.answer({ 'storage.local.set': async () => undefined });
    expect(await hook.now().change({ keepDays: 4 })).toBe(true);
    await hook.until(({ failed }) => !failed);
  });
});

describe('a permission for pages', () => {
  it('is followed, asked for and taken back, and what was refused is said', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    let granted = false;
    fakeBrowser.answer({
      'permissions.contains': async () => granted,
      'permissions.request': async () => false,
      'permissions.remove': async () => Promise.reject(new Error('required')),
    });
    const origins = ['https://a.example/*', 'https://b.example/*'];
    const hook = renderHook(() => usePermission({ origins }));
    await hook.until((value) => value.granted === false);
    hook.now().request();
    await hook.until(({ notice }) => notice === 'refused');
    expect(fakeBrowser.callsOf('permissions.request')).toEqual([[{ origins }]]);
    granted = true;
    fakeBrowser.emit('permissions.onAdded', {});
    await hook.until((value) => value.granted === true);
    hook.now().revoke();
    await hook.until(({ notice }) => notice === 'kept');
    fakeBrowser.answer({ 'permissions.request': async () => true });
    hook.now().request();
    await hook.until(({ notice }) => notice === null);
  });
});

describe('the shortcuts', () => {
  it('are read again when the page comes back to the front; taken ones are empty', async () => {
    let commands = [
      { name: 'capture-listing', shortcut: 'Alt+Shift+C' },
      { name: 'sweep-watch', shortcut: 'Alt+Shift+W' },
      { name: 'capture-whole-page' },
    ];
    fakeBrowser.answer({ 'commands.getAll': async () => commands });
    const hook = renderHook(useShortcut);
    await hook.until(({ keys }) => keys === 'Alt+Shift+C');
    expect(hook.now().others).toEqual([
      { command: 'sweep-not-infringing', keys: '' },
      { command: 'sweep-watch', keys: 'Alt+Shift+W' },
      { command: 'sweep-undo', keys: '' },
      { command: 'capture-whole-page', keys: '' },
    ]);
    commands = [];
    window.dispatchEvent(new Event('focus'));
    await hook.until(({ keys }) => keys === '');
  });
});

describe('the backend', () => {
  it('is looked for, and again when the browser is online again', async () => {
    const answer = vi.fn(async () => new Response('<h1>A portal</h1>'));
    vi.stubGlobal('fetch', answer);
    vi.stubGlobal('navigator', { onLine: false });
    const hook = renderHook(() => useBackend('https://program.example'));
    await hook.until((state) => state === 'offline');
    expect(answer).not.toHaveBeenCalled();
    vi.stubGlobal('navigator', { onLine: true });
    window.dispatchEvent(new Event('online'));
    await hook.until((state) => state === 'foreign');
    answer.mockRejectedValue(new TypeError('Failed to fetch'));
    window.dispatchEvent(new Event('online'));
    await hook.until((state) => state === 'unreachable');
    expect(answer.mock.calls[0]).toMatchObject(['https://program.example/health', { credentials: 'omit' }]);
  });
});
