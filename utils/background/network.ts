import { hostMatchPatterns } from '@marketsafe/contract';
import { browser } from 'wxt/browser';
import { createLoadRecorder } from '../network/exchanges.ts';

const FILTER = { urls: hostMatchPatterns(), types: ['main_frame' as const] };

const recorder = createLoadRecorder({
  get: async (key) => (await browser.storage.session.get(key))[key],
  set: (key, value) => browser.storage.session.set({ [key]: value }),
  remove: (key) => browser.storage.session.remove(key),
});

/** How a tab's document came, where that was seen. */
export const exchangeOf = recorder.of;

/** Watches how marketplace pages load. Nothing is held up or changed: the listeners only listen. */
export function watchLoads(): void {
  browser.webRequest.onBeforeRedirect.addListener((details) => recorder.redirected(details), FILTER);
  browser.webRequest.onCompleted.addListener((details) => recorder.completed(details), FILTER, [
    'responseHeaders',
  ]);
  browser.tabs.onRemoved.addListener((tabId) => recorder.closed(tabId));
}
