import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { claimDetail } from '@marketsafe/contract';
import { verifyPackage } from '@marketsafe/evidence';
import type { Page } from 'puppeteer-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, takeStatements, tickAll } from '../../scripts/support/fill-claim.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { makeTemporaryFolder, removeFolder } from '../../scripts/support/temporary-folder.ts';
import { until } from '../../scripts/support/until.ts';
import { readPdf, unsaid } from '../server/read-pdf.ts';
import { Unpacked } from '../unit/evidence/support/tamper.ts';
import { violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { entryOf, numberOf } from './support/desk.ts';
import { Stack } from './support/stack.ts';

const ITEM = '1005006000000001';
const ORDER = '5012345678901234';
const LABEL = Buffer.from('%PDF-1.7 the label of the parcel, with a name on it');
const REPORT = Buffer.from('%PDF-1.7 the signed report of a practice test buy');

let stack: Stack;
let folder: string;
let control: Page;
let panel: Page;
let draftId: string;
let photo: Buffer;

beforeAll(async () => {
  folder = await makeTemporaryFolder('claim-fields');
  stack = await Stack.start();
  control = await stack.control();
  await stack.signIn(control);
  await captureFromToolbar(stack, await openListing(stack, control, PRACTICE.aliexpress));
  ({ draftId } = await draftOf(control, ITEM));
  // Larger than one request takes, so that it goes in pieces.
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  photo = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#888', noise } })
    .png()
    .toBuffer();
  panel = await stack.chromium.extensionPage(`sidepanel.html?draft=${draftId}`);
});
afterAll(async () => {
  await panel?.close();
  await stack?.close();
  if (folder) await removeFolder(folder);
});

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function attach(field: string, name: string, bytes: Buffer): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const input = await panel.waitForSelector(`input[data-field="${field}"]`);
  await (input as unknown as { uploadFile: (path: string) => Promise<void> }).uploadFile(path);
}

/** Drops or pastes a file onto the page, as the browser tells of it. */
async function give(how: 'drop' | 'paste', name: string, bytes: Buffer): Promise<void> {
  await panel.evaluate(
    (event, called, base64) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))], called));
      const init = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(
        event === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: data })
          : new ClipboardEvent('paste', { ...init, clipboardData: data }),
      );
    },
    how,
    name,
    bytes.toString('base64'),
  );
}

/** Bytes that the server gives to the user of a console page. */
async function bytesOf(page: Page, path: string, order?: object): Promise<Buffer> {
  const base64 = await page.evaluate(
    async (address, body) => {
      const answer = await fetch(address, {
        ...(body && {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'Content-Type': 'application/json' },
        }),
      });
      if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    path,
    order,
  );
  return Buffer.from(base64, 'base64');
}

describe('a claim whose reason needs an order, a report and photos', () => {
  it('is asked for them one by one, and cannot be finished without', async () => {
    await choose(panel, 'Brand and right', /^AURORA · Trademark/);
    expect(await panel.$eval('#draft-reason', (list) => (list as HTMLSelectElement).value)).toBe('');
    await choose(panel, 'Reason', /^Test buy/);
    const explained = () =>
      panel.$$eval('textarea[id^="draft-explanation-"]', (all) =>
        all.map((one) => (one as HTMLTextAreaElement).value),
      );
    expect(await explained()).toEqual(['', '']);
    await takeStatements(panel);
    expect(await explained()).toEqual([expect.stringMatching(/bought/), expect.stringMatching(/购买/)]);
    await tickAll(panel);
    await press(panel, 'Finish');
    await until('the order number to be asked for', () =>
      panel.evaluate(() => document.activeElement?.id === 'draft-field-testBuyOrder'),
    );
    expect(await entryOf(control, draftId)).toBeUndefined();
    const field = await panel.$('#draft-field-testBuyOrder');
    await field?.type(ORDER);
    await attach('testBuyReport', 'report of Li Wei.pdf', REPORT);
    await panel.waitForSelector('::-p-text(report of Li Wei.pdf)');
    await attach('testBuyPhotos', 'parcel.png', photo);
    await panel.waitForSelector('::-p-text(parcel.png)');
    await attach('testBuyPhotos', 'page.png', Buffer.from('<!doctype html>'));
    await panel.waitForSelector('::-p-text(page.png was not added)');
    // Dropped and pasted where no field stands: both go to the attachments, with their bytes.
    await give('drop', 'label of the parcel.pdf', LABEL);
    await panel.waitForSelector('::-p-text(label of the parcel.pdf)');
    await give('paste', 'clipboard.html', Buffer.from('<!doctype html>'));
    await panel.waitForSelector('::-p-text(clipboard.html was not added)');
    await panel.$eval('#draft-facts', (summary) => (summary as HTMLElement).click());
    await press(panel, 'Correct “Price”');
    const field2 = await panel.waitForSelector('.correction textarea');
    await field2?.evaluate((element) => (element as HTMLTextAreaElement).select());
    await field2?.type('CNY 129.00');
    await panel.waitForSelector('.desk-facts ::-p-text(CNY 129.00)');
    expect(await violationsOf(panel)).toEqual([]);
  });

  it('goes with them, each in its bytes, to the program', async () => {
    // Of the three consents, only the one to the order number stays.
    const boxes = await panel.$$('.asked-field input[type="checkbox"]');
    for (const box of boxes.slice(1)) await box.asLocator().click();
    await press(panel, 'Preview');
    const seen = await panel.waitForSelector('.preview');
    const text = String(await seen?.evaluate((element) => element.textContent));
    expect(text).toContain(ORDER);
    expect(text).toContain('CNY 129.00');
    for (const secret of ['report of Li Wei', 'parcel', 'application/pdf'])
      expect(text).not.toContain(secret);
    await until('the picture as it goes out', () =>
      panel
        .$eval('.preview-picture', (picture) => (picture as HTMLImageElement).naturalWidth > 0)
        .catch(() => false),
    );
    expect(await violationsOf(panel)).toEqual([]);
    await press(panel, 'Close');
    await press(panel, 'Finish');
    await numberOf(control, draftId);
    const page = await stack.chromium.open(`${stack.server.url}/claims/${draftId}`);
    await page.waitForSelector('::-p-text(report of Li Wei.pdf)');
    const claim = claimDetail.parse(JSON.parse((await bytesOf(page, `/v1/claims/${draftId}`)).toString()));
    expect(claim.particulars).toMatchObject({
      testBuyOrder: ORDER,
      testBuyReport: [{ name: 'report of Li Wei.pdf', sha256: hashOf(REPORT), type: 'application/pdf' }],
      corrections: [{ fact: 'price', says: 'CNY 129.00' }],
      attachments: [{ name: 'label of the parcel.pdf', sha256: hashOf(LABEL), type: 'application/pdf' }],
      testBuyPhotos: [{ name: 'parcel.png', sha256: hashOf(photo), type: 'image/png' }],
    });
    expect(Object.keys(claim.particulars.consents ?? {})).toEqual(['testBuyOrder']);
    // The page's own price stays what the claim is about; what was changed stands beside it.
    expect(claim.target.price).toMatchObject({ currency: 'USD' });
    await page.waitForSelector('::-p-text(What you changed)');
    expect(await bytesOf(page, `/v1/blobs/${hashOf(photo)}`)).toEqual(photo);
    expect(await bytesOf(page, `/v1/blobs/${hashOf(LABEL)}`)).toEqual(LABEL);
    expect(await violationsOf(page)).toEqual([]);
    await page.close();
  });

  it('is shown whole to the program, and to the marketplace only as far as consent goes', async () => {
    const page = await stack.chromium.open(`${stack.server.url}/claims/${draftId}`);
    const [evidence, disclosure] = await Promise.all(
      ['evidence', 'disclosure'].map(async (kind) =>
        readPdf(await bytesOf(page, `/v1/claims/${draftId}/reports/${kind}`)),
      ),
    );
    if (!evidence || !disclosure) throw new Error('no report');
    const secrets = [
      hashOf(REPORT),
      hashOf(photo),
      hashOf(LABEL),
      'Li Wei',
      'parcel.png',
      'label of the parcel',
    ];
    expect(unsaid(evidence, [ORDER, ...secrets, '购买鉴定的订单号'])).toEqual([]);
    expect(unsaid(disclosure, [ORDER, 'CNY 129.00'])).toEqual([]);
    expect(unsaid(disclosure, secrets)).toEqual(secrets);

    const packed = async (kind: string) => {
      const bytes = await bytesOf(page, '/v1/packages', { kind, claimIds: [draftId] });
      const blob = new Blob([new Uint8Array(bytes)]);
      return { verdict: await verifyPackage(blob), files: (await Unpacked.of(blob)).files };
    };
    const whole = await packed('evidence');
    expect(whole.verdict.ok).toBe(true);
    expect(Buffer.from(whole.files.get('data/claim-01/file-001.pdf') ?? [])).toEqual(REPORT);
    expect(Buffer.from(whole.files.get('data/claim-01/file-002.png') ?? [])).toEqual(photo);
    const some = await packed('disclosure');
    expect(some.verdict.ok).toBe(true);
    expect([...some.files.keys()].filter((name) => name.startsWith('data/claim-'))).toEqual([
      'data/claim-01.json',
    ]);
    const text = Buffer.from(some.files.get('data/claim-01.json') ?? []).toString();
    expect(JSON.parse(text).particulars).toEqual({
      testBuyOrder: ORDER,
      corrections: [{ fact: 'price', says: 'CNY 129.00' }],
      consents: { testBuyOrder: { text: 1 } },
    });
    await page.close();
  });
});
