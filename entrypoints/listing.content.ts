import { hostMatchPatterns } from '@marketsafe/contract/marketplaces';
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { watchListing } from '../utils/page/listing-watch.ts';
import { isTabMessage } from '../utils/page/tab-messages.ts';
import { readDiscreet, SETTINGS_KEY } from '../utils/settings-key.ts';

export default defineContentScript({
  matches: hostMatchPatterns(),
  runAt: 'document_idle',
  main(ctx) {
    const watch = watchListing({
      page: document,
      url: () => location.href,
      send: (message) => browser.runtime.sendMessage(message),
      discreet: readDiscreet,
      later: (run, ms) => ctx.setTimeout(run, ms),
    });
    // The event comes before the address has changed: one task later it has.
    ctx.addEventListener(window, 'wxt:locationchange', () => ctx.setTimeout(() => watch.moved(), 0));

    const hear = (message: unknown) =>
      isTabMessage(message) ? Promise.resolve(watch.hear(message)) : undefined;
    const changed = (changes: Record<string, unknown>, area: string) => {
      if (area === 'local' && SETTINGS_KEY in changes) watch.settingsChanged();
    };
    browser.runtime.onMessage.addListener(hear);
    browser.storage.onChanged.addListener(changed);
    ctx.onInvalidated(() => {
      browser.runtime.onMessage.removeListener(hear);
      browser.storage.onChanged.removeListener(changed);
      watch.stop();
    });
  },
});
