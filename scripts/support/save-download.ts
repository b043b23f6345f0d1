import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { within } from './until.ts';

const TIMEOUT = 60_000;

/**
 * Does something on a page that makes the browser save a file, and waits until it is saved. Gives the file's path.
 * @param folder where the browser puts it
 */
export async function saveDownload(
  page: Page,
  folder: string,
  work: () => Promise<unknown>,
): Promise<string> {
  const session = await page.browser().target().createCDPSession();
  const { id: context } = page.browserContext();
  try {
    await session.send('Browser.setDownloadBehavior', {
      behavior: 'allow',
      downloadPath: folder,
      eventsEnabled: true,
      ...(context !== undefined && { browserContextId: context }),
    });
    const saved = new Promise<string>((resolve, reject) => {
      let name = '';
      session.on('Browser.downloadWillBegin', ({ suggestedFilename }) => {
        name = suggestedFilename;
      });
      session.on('Browser.downloadProgress', ({ state }) => {
        if (state === 'completed') resolve(join(folder, name));
        if (state === 'canceled') reject(new Error(`the browser did not save ${name}`));
      });
    });
    saved.catch(() => undefined);
    await work();
    return await within('the browser to save a file', saved, TIMEOUT);
  } finally {
    await session.detach();
  }
}
