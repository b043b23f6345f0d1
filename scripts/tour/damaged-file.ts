import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import type { SessionRow } from '../../utils/database/device-rows.ts';
import { readTable, runIn } from '../support/extension-database.ts';
import { until } from '../support/until.ts';
import { had, type TourContext } from './context.ts';

const TIMEOUT = 20_000;
/** A claim in the console's list. */
const CLAIM = 'a[href^="/claims/"]';

/** Where the program keeps the bytes of this hash. */
async function storedAt(tour: TourContext, sha256: string): Promise<string> {
  const blobs = join(dirname(tour.folder), 'blobs');
  const names = await readdir(blobs, { recursive: true });
  const name = names.find((each) => each.endsWith(sha256));
  if (name === undefined) throw new Error(`the backend does not hold ${sha256}`);
  return join(blobs, name);
}

/** How the backend answers for a file, as the console asks. */
async function statusOf(page: Page, sha256: string): Promise<number> {
  return Number(await runIn(page)("return (await fetch('/v1/blobs/' + arguments[0])).status;", sha256));
}

/** The extension's sign-in, with a token that holds: the worker replaces one that does not when it is woken. */
async function signedIn(tour: TourContext) {
  return until(
    'a token that holds',
    async () => {
      await runIn(tour.helper)(`await chrome.runtime.sendMessage({ type: 'outbox.poke' });`);
      const [session] = await readTable<SessionRow>(runIn(tour.helper), 'session');
      if (session?.state !== 'signed-in') throw new Error('the extension is not signed in');
      return (session.renewal === undefined || session.renewal.renewAt > Date.now()) && session;
    },
    TIMEOUT,
  );
}

/** Hands a file in again as the extension does; gives the status of the answer. */
async function handIn(tour: TourContext, sha256: string, bytes: Buffer): Promise<number> {
  const session = await signedIn(tour);
  const answer = await fetch(`${tour.program.url}/v1/blobs/${sha256}`, {
    method: 'PUT',
    headers: {
      Authorization: `Bearer ${session.token}`,
      'Content-Type': 'application/json',
      'Repr-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    },
    body: new Uint8Array(bytes),
  });
  return answer.status;
}

const namesDamage = (page: Page, sha256: string) =>
  page.evaluate((hash) => (document.body.textContent ?? '').includes(hash), sha256);

/**
 * Changes one byte of the claim's record on the backend's disk: it is given to nobody any more, the console says so, and handing the right
 * bytes in again mends it. Whatever happens, the right bytes are there afterwards.
 */
export async function damagedFile(tour: TourContext): Promise<string> {
  const { manifestSha256: sha256 } = had(tour.found.capture, 'capture');
  const file = await storedAt(tour, sha256);
  const right = await readFile(file);
  const wrong = Buffer.from(right);
  wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ 1;
  const page = await tour.chromium.open(`${tour.program.url}/claims`);
  await page.setViewport({ width: 1280, height: 900 });
  try {
    await writeFile(file, wrong);
    const status = await statusOf(page, sha256);
    if (status < 400) throw new Error(`the backend gives a damaged file out with ${status}`);
    await page.reload();
    await until('the console to name the damaged file', () => namesDamage(page, sha256), TIMEOUT);
    await until('the claims', () => page.$(CLAIM), TIMEOUT);
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    await page.screenshot({ path: join(tour.folder, 'damaged-file.png') });
    const taken = await handIn(tour, sha256, right);
    if (taken !== 201) throw new Error(`the right bytes were answered with ${taken}`);
    const after = await statusOf(page, sha256);
    if (after !== 200) throw new Error(`the mended file is answered with ${after}`);
    await page.reload();
    await until('the claims', () => page.$(CLAIM), TIMEOUT);
    await until('the console to name no damage', async () => !(await namesDamage(page, sha256)), TIMEOUT);
    return m.start_damaged_file({ status });
  } finally {
    if (!(await readFile(file)).equals(right)) await writeFile(file, right);
    await page.close();
  }
}
