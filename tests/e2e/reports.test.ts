import { mkdtemp, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { claimDetail } from '@marketsafe/contract';
import type { HTTPRequest, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpensslAuthority, startOpensslAuthority } from '../../scripts/support/openssl-authority.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { saveDownload } from '../../scripts/support/save-download.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { makeTemporaryFolder, removeFolder } from '../../scripts/support/temporary-folder.ts';
import { until } from '../../scripts/support/until.ts';
import { readPdf, unsaid } from '../server/read-pdf.ts';
import { violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { finishReport, numberOf } from './support/desk.ts';
import { Stack } from './support/stack.ts';

const ITEM = '1005006000000001';

let authority: OpensslAuthority;
let stack: Stack;
let folder: string;
let claimId: string;
let page: Page;

beforeAll(async () => {
  folder = await makeTemporaryFolder('reports');
  authority = await startOpensslAuthority();
  stack = await Stack.start({
    timeStampAuthorities: [{ url: authority.url, caFile: authority.rootFile }],
  });
  const control = await stack.control();
  await stack.signIn(control);
  await captureFromToolbar(stack, await openListing(stack, control, PRACTICE.aliexpress));
  const draft = await draftOf(control, ITEM);
  claimId = draft.draftId;
  await (await finishReport(stack, control, draft)).close();
  await numberOf(control, claimId);
  page = await stack.chromium.open(`${stack.server.url}/claims/${claimId}`);
  await page.locator('::-p-aria(Reports[role="heading"])').wait();
});
afterAll(async () => {
  await page?.close();
  await stack?.close();
  await authority?.close();
  if (folder) await removeFolder(folder);
});

/** What the console asks the server for, as its user sees it. */
async function claimOnScreen() {
  const answer: unknown = await page.evaluate(
    async (path) => (await fetch(path)).json(),
    `/v1/claims/${claimId}`,
  );
  return claimDetail.parse(answer);
}

/** Presses a button by keyboard, and reads the document that it saves. */
async function saved(button: string) {
  const file = await saveDownload(page, await mkdtemp(join(folder, 'saved-')), async () => {
    await page.locator(`::-p-aria(${button}[role="button"])`).wait();
    await (await page.$(`::-p-aria(${button}[role="button"])`))?.focus();
    await page.keyboard.press('Enter');
  });
  await until('the page to say that it is saved', () =>
    page.$('::-p-text(The document is in your downloads)'),
  );
  return { name: basename(file), pdf: await readPdf(await readFile(file)) };
}

describe('the reports of a claim on the console', () => {
  it('are made by keyboard from a real capture, and hold its hashes, its window and its pictures', async () => {
    const { number, evidence } = await claimOnScreen();
    const [capture] = evidence;
    if (!capture) throw new Error('the claim has no capture');
    const { name, pdf } = await saved('Evidence report');
    expect(name).toBe(`${number.toLowerCase()}-evidence-report.pdf`);
    const hashes = [...capture.files, ...capture.masked].map(({ sha256 }) => sha256);
    expect(unsaid(pdf, [number, capture.manifestSha256, ...hashes])).toEqual([]);
    expect(unsaid(pdf, ['The device’s signature over the record holds', '设备对记录的签名有效'])).toEqual([]);
    expect(unsaid(pdf, ['DIFFERS', 'MISSING', 'This picture is not drawn'])).toHaveLength(3);
    expect(pdf.raw).toContain('/DCTDecode');
    expect(await violationsOf(page)).toEqual([]);

    expect((await saved('Draft certificate')).name).toBe(`${number.toLowerCase()}-certificate-draft.pdf`);
    const disclosure = await saved('Disclosure report');
    const [masked] = capture.masked.filter(({ type }) => type === 'image/png');
    expect(unsaid(disclosure.pdf, [masked?.sha256 ?? 'no masked copy'])).toEqual([]);
    expect(unsaid(disclosure.pdf, [capture.manifestSha256, capture.captureId])).toHaveLength(2);
  });

  it('can be cancelled while they are made, and say what happened and offer to try again where they fail', async () => {
    const held: HTTPRequest[] = [];
    const hold = (request: HTTPRequest) => {
      if (request.url().includes('/reports/')) held.push(request);
      else void request.continue();
    };
    await page.setRequestInterception(true);
    page.on('request', hold);
    await press(page, 'Evidence report');
    await page.locator('::-p-text(Making the evidence report…)').wait();
    expect(await violationsOf(page)).toEqual([]);
    await press(page, 'Cancel');
    await page.locator('::-p-text(The document was cancelled)').wait();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Nothing was saved');

    await press(page, 'Draft certificate');
    await until('the server to be asked', () => held.length === 2);
    await held[1]?.abort('connectionfailed');
    await page.locator('::-p-text(The server cannot be reached)').wait();
    expect(await violationsOf(page)).toEqual([]);
    page.off('request', hold);
    await page.setRequestInterception(false);
    await saved('Try again');
  });
});

describe('a browser whose person has signed out of the console', () => {
  it('gives out nothing of what it was shown, from no cache and by no way back', async () => {
    await page.goto(`${stack.server.url}/claims/${claimId}`);
    await until('a picture of the claim', () =>
      page.evaluate(() => [...document.images].some(({ naturalWidth }) => naturalWidth > 0)),
    );
    const shown = await page.evaluate(() =>
      [...new Set(performance.getEntriesByType('resource').map(({ name }) => name))].filter((address) =>
        new URL(address).pathname.startsWith('/v1/'),
      ),
    );
    expect(shown.some((address) => address.includes('/blobs/'))).toBe(true);
    expect(shown.some((address) => address.includes(`/claims/${claimId}`))).toBe(true);
    await press(page, 'Sign out');
    await page.locator('::-p-aria(Password)').wait();
    const had = await page.evaluate(async (addresses) => {
      const kept: string[] = [];
      for (const address of addresses) {
        for (const cache of ['only-if-cached', 'force-cache'] as const) {
          const answer = await fetch(address, { cache, mode: 'same-origin' }).catch(() => null);
          if (answer?.ok) kept.push(`${cache} ${address}`);
        }
      }
      return kept;
    }, shown);
    expect(had).toEqual([]);
    await page.goto(`${stack.server.url}/verify`);
    await page.goBack();
    await page.locator('::-p-aria(Password)').wait();
    expect(await page.evaluate(() => document.images.length)).toBe(0);
  });
});
