import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { runIn } from '../support/extension-database.ts';
import { until } from '../support/until.ts';
import { had, type TourContext } from './context.ts';

const TIMEOUT = 20_000;

/** Hashes of all that the claim rests on. */
function blobHashes(tour: TourContext): string[] {
  const { manifest, manifestSha256 } = had(tour.found.capture, 'capture');
  return [manifestSha256, ...manifest.files.map((file) => file.sha256)];
}

async function storedBytes(page: Page, sha256: string): Promise<Buffer> {
  const bytes = await runIn(page)(
    `const answer = await fetch('/v1/blobs/' + arguments[0]);
     if (!answer.ok) throw new Error('the backend answered ' + answer.status);
     const url = await new Promise((resolve, reject) => {
       const reader = new FileReader();
       reader.onload = () => resolve(reader.result);
       reader.onerror = () => reject(reader.error);
       answer.blob().then((blob) => reader.readAsDataURL(blob), reject);
     });
     return url.slice(url.indexOf(',') + 1);`,
    sha256,
  );
  return Buffer.from(String(bytes), 'base64');
}

/** Opens the claim in the console: its number, and its screenshot loaded. */
export async function claimInConsole(tour: TourContext): Promise<string> {
  const { number, claimId } = had(tour.found.receipt, 'receipt');
  const page = await tour.chromium.open(`${tour.program.url}/claims/${claimId}`);
  // The side panel takes room from every tab; the picture shows the console as it is without one.
  await page.setViewport({ width: 1280, height: 900 });
  try {
    await until(
      `the console to show ${number} with its screenshot`,
      () =>
        page.evaluate(
          (wanted) =>
            (document.body.textContent ?? '').includes(wanted) &&
            [...document.images].some(
              ({ src, complete, naturalWidth }) => src.includes('/v1/blobs/') && complete && naturalWidth > 0,
            ),
          number,
        ),
      TIMEOUT,
    );
    await page.screenshot({ path: join(tour.folder, 'console.png'), fullPage: true });
    const hashes = blobHashes(tour);
    for (const sha256 of hashes) {
      const is = createHash('sha256')
        .update(await storedBytes(page, sha256))
        .digest('hex');
      if (is !== sha256) throw new Error(`the backend gives other bytes for ${sha256}`);
    }
    return m.start_in_console({ number, files: hashes.length });
  } finally {
    await page.close();
  }
}
