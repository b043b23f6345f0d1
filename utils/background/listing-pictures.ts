import { browser } from 'wxt/browser';
import { PICTURES_KEY } from '../capture/page-keys.ts';
import { differenceHash } from '../capture/pictures/difference-hash.ts';
import type { PictureDeps } from '../capture/pictures/take-pictures.ts';

/** This browser's way to the pictures of the listing that a tab shows. */
export const listingPictures: PictureDeps = {
  async collect(tabId, addresses) {
    const target = { tabId };
    await browser.scripting.executeScript({ target, files: ['/capture-pictures.js'] });
    const [injected] = await browser.scripting.executeScript({
      target,
      func: (key: string, wanted: readonly string[]) => {
        const collect = (globalThis as Record<symbol, unknown>)[Symbol.for(key)];
        return typeof collect === 'function' ? (collect(wanted) as Promise<unknown>) : null;
      },
      args: [PICTURES_KEY, [...addresses]],
    });
    return injected?.result;
  },
  hash: differenceHash,
};
