import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { m, outcomeSentence } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readTable, runIn } from '../../scripts/support/extension-database.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { until } from '../../scripts/support/until.ts';
import type { DeviceRow } from '../../utils/database/device-rows.ts';
import { SmallDisk } from '../support/small-disk.ts';
import { claimsOnServer } from './support/claims.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { finishReport, numberOf } from './support/desk.ts';
import { brokenBlobs, rows } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';

let disk: SmallDisk | null;
let stack: Stack;
let control: Page;

beforeAll(async () => {
  disk = await SmallDisk.mount(240);
  stack = await Stack.start(disk ? { profileDir: join(disk.folder, 'profile') } : {});
  control = await stack.control();
});
afterEach(() => disk?.free());
afterAll(async () => {
  await stack?.close();
  await disk?.unmount();
});

/** Everything of evidence that the device has. */
async function evidence() {
  const [device] = await readTable<DeviceRow>(runIn(control), 'device');
  return {
    drafts: await rows(control, 'drafts'),
    captures: await rows(control, 'captures'),
    masks: await rows(control, 'masks'),
    // Tries to send go on meanwhile.
    outbox: (await rows(control, 'outbox')).map(({ opId, entityId, body, bodySha256, needs, state }) => {
      return { opId, entityId, body, bodySha256, needs, state };
    }),
    device,
    blobs: (await rows(control, 'blobs')).map(({ sha256, size }) => `${sha256} ${size}`).sort(),
  };
}

/** Names of the second copies. */
async function copies(): Promise<string[]> {
  const names = await runIn(control)(`
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('second-copy');
    return Array.fromAsync(folder.keys());`);
  return (names as string[]).sort();
}

/** Waits until so many captures have the masked copies that are made ahead: nothing is under way then. */
async function copiesMade(captures: number): Promise<void> {
  await until('the masked copies to be made', async () => {
    const made = (await rows(control, 'masks')).filter(
      ({ copies: ready }) => ready && ready.files.length > 0,
    );
    return made.length === captures;
  });
}

/** Waits until the bytes of every file are among the second copies. */
async function keptTwice(): Promise<void> {
  await until('every file to be kept twice', async () => {
    const names = await copies();
    return (await rows(control, 'blobs')).every(({ sha256 }) => names.some((name) => name.includes(sha256)));
  });
}

/** Starts the browser again on its profile, as it is. */
async function restart(): Promise<void> {
  stack.chromium = await stack.chromium.relaunch();
  control = await stack.control();
}

/** Waits until the store has been looked at after a start. */
async function looked(): Promise<void> {
  await until('the store to be sound', async () => {
    const answer = await runIn(control)(`return chrome.runtime.sendMessage({ type: 'store.look' });`);
    return (answer as { state?: string } | undefined)?.state === 'sound';
  });
}

/** Takes the databases of the profile away, as Chromium does when one could not be written. */
async function loseDatabases(): Promise<void> {
  await stack.chromium.kill9();
  await rm(join(stack.chromium.profileDir, 'Default', 'IndexedDB'), { recursive: true });
}

const ALIBABA_ITEM = '1600000000001';

describe('what was saved', () => {
  it('stays when the disk is filled to its last block and one letter is typed: it is said at the field, and saved once there is room', async () => {
    if (!disk) return;
    await stack.connect(control);
    for (const listing of [PRACTICE.aliexpress, PRACTICE.alibaba1688, PRACTICE.alibaba]) {
      const page = await openListing(stack, control, listing);
      expect(await captureFromToolbar(stack, page)).toMatch(/^Saved: screenshot/);
      await page.close();
    }
    await stack.stopServer();
    await (await finishReport(stack, control, await draftOf(control, '1005006000000001'))).close();
    await copiesMade(3);
    const before = await evidence();
    const draft = await draftOf(control, '700000000001');
    const panel = await stack.chromium.extensionPage(`sidepanel.html?draft=${draft.draftId}`);
    const field = await panel.waitForSelector('#draft-explanation-en');
    const listing = await openListing(stack, control, PRACTICE.aliexpressState);
    await disk.fill();
    await panel.bringToFront();
    await field?.type('x');
    const said = async () =>
      panel.evaluate(() => document.querySelector('#draft-explanation-help')?.textContent);
    await until('the field to say why', async () => (await said())?.includes(m.desk_disk_full()));
    expect(await panel.evaluate(() => document.querySelector('textarea')?.value)).toBe('x');
    expect(await captureFromToolbar(stack, listing)).toBe(
      outcomeSentence({ outcome: 'failed', code: 'storage-full' }),
    );
    expect(await evidence()).toEqual(before);
    disk.free();
    await until(
      'the letter to be saved',
      async () => (await draftOf(control, '700000000001')).explanation.en === 'x',
    );
    await until('the field to say nothing more', async () => !(await said())?.includes(m.desk_disk_full()));
    await stack.chromium.browser.close();
    await restart();
    await looked();
    const after = await evidence();
    expect(after.drafts.find(({ draftId }) => draftId === draft.draftId)?.explanation.en).toBe('x');
    expect({ ...after, drafts: [] }).toEqual({ ...before, drafts: [] });
    expect(await brokenBlobs(control)).toEqual([]);
  });

  it('is still there when the database is lost: drafts, reports, masks, chain and files, with every hash, and it is said', async () => {
    if (!disk) return;
    const before = await evidence();
    await loseDatabases();
    await restart();
    await looked();
    expect(await evidence()).toEqual(before);
    expect(await brokenBlobs(control)).toEqual([]);
    await control.bringToFront();
    await until('the loss to be said', () =>
      control.evaluate((words) => document.body.textContent?.includes(words), m.shared_store_rebuilt_whole()),
    );
    // The chain goes on.
    const page = await openListing(stack, control, PRACTICE.aliexpressState);
    expect(await captureFromToolbar(stack, page)).toMatch(/^Saved: screenshot/);
    await page.close();
    const sequences = (await rows(control, 'captures')).map(({ manifest }) => manifest.device);
    expect(new Set(sequences.map(({ deviceId }) => deviceId)).size).toBe(1);
    expect(sequences.map(({ sequence }) => sequence).sort()).toEqual([1, 2, 3, 4]);
  });

  it('is still there when the browser is killed again and again while it is put back', async () => {
    if (!disk) return;
    // What is made ahead of the last capture is made and kept, too.
    await copiesMade(4);
    await keptTwice();
    const before = await evidence();
    await loseDatabases();
    for (const moment of [0, 40, 120, 250]) {
      stack.chromium = await stack.chromium.relaunch();
      const page = await stack.chromium.extensionPage('popup.html');
      await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), moment);
      await stack.chromium.kill9();
    }
    await restart();
    await looked();
    expect(await evidence()).toEqual(before);
    expect(await brokenBlobs(control)).toEqual([]);
  });

  it('is still there when another program fills the disk in the middle of a write', async () => {
    if (!disk) return;
    const before = await evidence();
    await disk.fill();
    // Past the reserve: what the extension refuses to do.
    await runIn(control)(`
      const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open('marketsafe-reporter');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (let at = 0; at < 4; at += 1) {
        await new Promise((resolve) => {
          try {
            const transaction = database.transaction('leases', 'readwrite', { durability: 'strict' });
            transaction.objectStore('leases').put({ name: 'outbox', owner: 'x'.repeat(20_000), until: at });
            transaction.oncomplete = transaction.onabort = transaction.onerror = resolve;
          } catch {
            resolve();
          }
        });
      }`);
    disk.free();
    await stack.chromium.browser.close();
    await restart();
    await looked();
    expect(await evidence()).toEqual(before);
    expect(await brokenBlobs(control)).toEqual([]);
  });

  it('is delivered in the end, and its second copy is freed with the acknowledgement', async () => {
    if (!disk) return;
    const draft = await draftOf(control, '1005006000000001');
    const held = (await copies()).filter((name) => name.includes(draft.draftId));
    expect(held).toHaveLength(1);
    const capture = (await rows(control, 'captures')).find(({ draftId }) => draftId === draft.draftId);
    expect((await copies()).some((name) => name.startsWith(`capture.${capture?.captureId}.`))).toBe(true);
    await stack.restartServer();
    await stack.connect(control);
    await numberOf(control, draft.draftId, 90_000);
    expect((await claimsOnServer(stack)).map((claim) => claim.claimId)).toEqual([draft.draftId]);
    await until('the copies to be freed', async () => {
      const names = await copies();
      return ![draft.draftId, capture?.captureId, capture?.manifestSha256].some((part) =>
        names.some((name) => part !== undefined && name.includes(part)),
      );
    });
    expect(await brokenBlobs(control)).toEqual([]);
    expect(await rows(control, 'drafts')).toHaveLength(4);
    expect((await draftOf(control, ALIBABA_ITEM)).state).toBe('draft');
  });
});
