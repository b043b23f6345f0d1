import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Language, m } from '@marketsafe/words';
import { describe, expect, it } from 'vitest';
import { CHROME_BUILD, FIREFOX_BUILD } from '../../scripts/support/paths.ts';

interface Manifest {
  manifest_version: number;
  default_locale?: string;
  name: string;
  permissions: string[];
  host_permissions: string[];
  optional_permissions?: string[];
  optional_host_permissions?: string[];
  incognito?: string;
  content_scripts: { matches: string[]; js: string[]; all_frames?: boolean; world?: string }[];
  content_security_policy: { extension_pages: string };
  commands: Record<string, { suggested_key?: { default: string } }>;
  web_accessible_resources?: unknown;
  externally_connectable?: unknown;
}

/** A language as the browser names its files of texts. */
function localeOf(language: Language): string {
  return language.replace('-', '_');
}

/** What the manifest's texts are in a browser of this language. */
function textsOf(build: string, locale: string): Record<string, { message: string }> {
  return JSON.parse(readFileSync(join(build, '_locales', locale, 'messages.json'), 'utf8')) as Record<
    string,
    { message: string }
  >;
}

function manifestOf(build: string): Manifest {
  return JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8')) as Manifest;
}

/** Written out, so that a permission is never gained by a change to a table. */
const HOSTS = [
  '*://*.1688.com/*',
  '*://*.alibaba.com/*',
  '*://*.aliexpress.com/*',
  '*://*.aliexpress.ru/*',
  '*://*.aliexpress.us/*',
  '*://*.daraz.com.bd/*',
  '*://*.daraz.com.np/*',
  '*://*.daraz.lk/*',
  '*://*.daraz.pk/*',
  '*://*.goofish.com/*',
  '*://*.lazada.co.id/*',
  '*://*.lazada.co.th/*',
  '*://*.lazada.com.my/*',
  '*://*.lazada.com.ph/*',
  '*://*.lazada.sg/*',
  '*://*.lazada.vn/*',
  '*://*.liangxinyao.com/*',
  '*://*.miravia.es/*',
  '*://*.shop.com.mm/*',
  '*://*.taobao.com/*',
  '*://*.tmall.com/*',
  '*://*.tmall.hk/*',
  '*://*.trendyol.com/*',
  '*://*.yao.95095.com/*',
];
const COMMON = [
  'activeTab',
  'alarms',
  'contextMenus',
  'scripting',
  'storage',
  'unlimitedStorage',
  'webRequest',
];

/** Asked for in the settings, never at installation. */
const OPTIONAL = ['notifications'];

describe.each([
  ['Chrome', CHROME_BUILD, [...COMMON.slice(0, 4), 'sidePanel', ...COMMON.slice(4)]],
  ['Firefox', FIREFOX_BUILD, COMMON],
])('the manifest for %s', (_, build, permissions) => {
  const manifest = manifestOf(build);

  it('asks for exactly the permissions that docs/permissions.md explains', () => {
    expect(manifest.manifest_version).toBe(3);
    expect([...manifest.permissions].sort()).toEqual([...permissions].sort());
    expect([...manifest.host_permissions].sort()).toEqual(HOSTS);
    expect(manifest.optional_permissions).toEqual(OPTIONAL);
    expect(manifest.optional_host_permissions).toEqual(['<all_urls>']);
    const explained = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'permissions.md'), 'utf8');
    for (const permission of [...permissions, ...OPTIONAL]) expect(explained).toContain(`\`${permission}\``);
  });

  it('runs one content script, on marketplace hosts, in the top frame and its own world only', () => {
    expect(manifest.content_scripts.flatMap(({ matches }) => matches).sort()).toEqual(HOSTS);
    for (const script of manifest.content_scripts) {
      // Before it comes the table of the page's own site.
      expect(script.js).toEqual([expect.stringMatching(/^site-tables\/[\w-]+\.js$/), 'listing.js']);
      expect(script.all_frames ?? false).toBe(false);
      expect(script.world ?? 'ISOLATED').toBe('ISOLATED');
    }
  });

  it('keeps that script small: without a library, the words, or another marketplace’s addresses', () => {
    const bytesOf = (file: string) => readFileSync(join(build, file)).length;
    for (const { js } of manifest.content_scripts) {
      const bytes = js.reduce((sum, file) => sum + bytesOf(file), 0);
      expect([js, bytes]).toEqual([js, Math.min(bytes, 7_500)]);
    }
  });

  it('opens nothing to pages and keeps out of private windows', () => {
    expect(manifest.web_accessible_resources).toBeUndefined();
    expect(manifest.externally_connectable).toBeUndefined();
    expect(manifest.incognito).toBe('not_allowed');
  });

  it('lets its pages run no script but its own', () => {
    const policy = manifest.content_security_policy.extension_pages;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
  });

  it('runs no schema library in pages: it would be built anew with every click', () => {
    const scripts = readdirSync(build).filter((name) => /^(?:listing.*|capture-.*)\.js$/.test(name));
    expect(scripts.length).toBeGreaterThan(5);
    const holding = scripts.filter((name) => readFileSync(join(build, name), 'utf8').includes('ZodType'));
    expect(holding).toEqual([]);
    expect(readFileSync(join(build, 'background.js'), 'utf8')).toContain('ZodType');
  });

  it('fits the stores’ limits on name and description', () => {
    expect(manifest.name.length).toBeLessThanOrEqual(40);
    for (const locale of LANGUAGES.map(localeOf)) {
      expect(textsOf(build, locale).description?.message.length).toBeLessThanOrEqual(132);
    }
  });

  it('has its own texts in the browser’s language, made from the catalogues', () => {
    expect(manifest.default_locale).toBe('en');
    const named = JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g);
    const names = [...named].map(([, name = '']) => name).sort();
    const commands = ['Capture', 'NotInfringing', 'Undo', 'Watch', 'WholePage'].map(
      (name) => `command${name}`,
    );
    expect(names).toEqual([...commands, 'description']);
    expect(readdirSync(join(build, '_locales')).sort()).toEqual(LANGUAGES.map(localeOf).sort());
    for (const language of LANGUAGES) {
      const texts = textsOf(build, localeOf(language));
      expect(Object.keys(texts).sort()).toEqual(names);
      expect(texts.description?.message).toBe(m.manifest_description({}, { locale: language }));
    }
  });

  it('has the keyboard shortcuts that the pages name', () => {
    expect(manifest.commands['capture-listing']?.suggested_key?.default).toBe('Alt+Shift+S');
    const keys = Object.entries(manifest.commands).flatMap(([name, { suggested_key: key }]) =>
      key ? [[name, key.default]] : [],
    );
    expect(Object.fromEntries(keys)).toMatchObject({
      'sweep-not-infringing': 'Alt+Shift+X',
      'sweep-watch': 'Alt+Shift+W',
      'sweep-undo': 'Alt+Shift+Z',
    });
    // Chromium refuses an extension that suggests more than four.
    expect(new Set(keys.map(([, key]) => key)).size).toBe(keys.length);
    const whole = manifest.commands['capture-whole-page']?.suggested_key?.default;
    expect(keys.length === 4 ? whole : keys.length).toBe(whole === undefined ? undefined : 5);
  });
});
