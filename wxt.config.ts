import { readFileSync } from 'node:fs';
import { defineConfig } from 'wxt';
import { hostMatchPatterns } from './contract/src/marketplaces/index.ts';
import { sourceCommit } from './scripts/support/commit.ts';
import { manifestLocales } from './scripts/support/manifest-locales.ts';
import { siteContentScripts, siteScripts } from './scripts/support/site-scripts.ts';
import { PRODUCT_NAME } from './words/src/names.ts';

/**
 * What pages of the extension may load. `connect-src` allows a program backend on any HTTPS host and, for the embedded
 * default, on this machine; spelled out because Firefox's default upgrades http://127.0.0.1 to https.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  'connect-src https: http://127.0.0.1:* http://localhost:*',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Calls that make a schema and change nothing else. Each by its whole name: a library that is already minified may well have a function
 * `z` whose calls do something, and the bundler goes by names alone.
 */
const SCHEMA_MAKERS = [
  ...['array', 'boolean', 'discriminatedUnion', 'email', 'enum', 'int', 'iso', 'literal', 'number', 'object'],
  ...['partialRecord', 'record', 'strictObject', 'string', 'union', 'unknown', 'url', 'uuid'],
].map((name) => `z.${name}`);

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export default defineConfig({
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  imports: false,
  vite: () => ({
    // Schemas that a part of the extension does not use are left out of it, which is most of the contract's.
    build: { rolldownOptions: { treeshake: { manualPureFunctions: SCHEMA_MAKERS } } },
    // Every capture names the sources of the tool that took it.
    define: { __COMMIT__: JSON.stringify(sourceCommit()), __VERSION__: JSON.stringify(version) },
  }),
  hooks: {
    'build:publicAssets': (_, files) => {
      files.push(...manifestLocales(), ...siteScripts());
    },
  },
  outDirTemplate: '{{browser}}-mv{{manifestVersion}}',
  manifest: ({ browser, mode }) => ({
    // Of all texts only these follow the browser's language: they are shown where nobody has chosen one.
    default_locale: 'en',
    name: PRODUCT_NAME,
    description: '__MSG_description__',
    // Each permission is explained in docs/permissions.md; tests/e2e/builds.test.ts pins the list.
    permissions: [
      'activeTab',
      'alarms',
      'contextMenus',
      'scripting',
      'storage',
      'unlimitedStorage',
      'webRequest',
      ...(browser === 'chrome' ? ['sidePanel'] : []),
    ],
    // Not a WXT content script: those announce themselves to the page, and end when the page says so.
    content_scripts: siteContentScripts('listing.js'),
    host_permissions: hostMatchPatterns(),
    optional_permissions: ['notifications'],
    optional_host_permissions: ['<all_urls>'],
    ...(mode === 'production' && {
      content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
    }),
    commands: {
      'capture-listing': {
        suggested_key: { default: 'Alt+Shift+S' },
        description: '__MSG_commandCapture__',
      },
      // Chromium gives four keys by itself: those that a sweep presses most. The fifth is offered there without one.
      'sweep-not-infringing': {
        suggested_key: { default: 'Alt+Shift+X' },
        description: '__MSG_commandNotInfringing__',
      },
      'sweep-watch': {
        suggested_key: { default: 'Alt+Shift+W' },
        description: '__MSG_commandWatch__',
      },
      'sweep-undo': {
        suggested_key: { default: 'Alt+Shift+Z' },
        description: '__MSG_commandUndo__',
      },
      'capture-whole-page': {
        ...(browser === 'firefox' && { suggested_key: { default: 'Alt+Shift+F' } }),
        description: '__MSG_commandWholePage__',
      },
    },
    options_ui: { page: 'workspace.html', open_in_tab: true },
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'reporter@marketsafe.example',
          strict_min_version: '140.0',
          data_collection_permissions: { required: ['websiteContent', 'personallyIdentifyingInfo'] },
        },
      },
    }),
    // A private window's storage is thrown away when it closes: evidence must not be kept there.
    incognito: 'not_allowed',
    ...(browser === 'chrome' && { minimum_chrome_version: '121' }),
  }),
});
