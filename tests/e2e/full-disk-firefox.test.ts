import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readTable } from '../../scripts/support/extension-database.ts';
import { Firefox } from '../../scripts/support/firefox.ts';
import { FIREFOX_BUILD } from '../../scripts/support/paths.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { type PracticeSite, startPracticeSite } from '../../scripts/support/practice-site.ts';
import { until } from '../../scripts/support/until.ts';
import type { CaptureRow } from '../../utils/database/capture-rows.ts';
import type { DeviceRow } from '../../utils/database/device-rows.ts';
import type { DraftRow } from '../../utils/database/draft-rows.ts';
import { SmallDisk } from '../support/small-disk.ts';

let disk: SmallDisk | null;
let practice: PracticeSite;
let firefox: Firefox;
let listingTab: string;

const run = (body: string, ...args: unknown[]) => firefox.evaluate(body, ...args);

beforeAll(async () => {
  // Firefox gives an extension a share of the disk: on a smaller one it would refuse everything.
  disk = await SmallDisk.mount(1_500);
  practice = await startPracticeSite();
  const usual = process.env.TMPDIR;
  if (disk) process.env.TMPDIR = disk.folder;
  firefox = await Firefox.launch({ extensionDir: FIREFOX_BUILD, practice });
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
  [listingTab = ''] = await firefox.tabs();
});
afterEach(() => disk?.free());
afterAll(async () => {
  await firefox?.close();
  await practice?.close();
  await disk?.unmount();
});

/** Captures a listing by the toolbar's popup and gives what that says. */
async function capture(url: string): Promise<string> {
  await firefox.switchTo(listingTab);
  await firefox.goto(url);
  await firefox.openPopup();
  await until('the popup to offer the capture', () =>
    firefox
      .evaluateInPopup(
        `const button = [...document.querySelectorAll('button')].find((each) => each.textContent.startsWith('Capture'));
         button?.click();
         return button !== undefined;`,
      )
      .then(Boolean),
  );
  return until('the popup to say what came of it', () =>
    firefox
      .evaluateInPopup(
        `return [...document.querySelectorAll('[aria-label="This page"] :is([role=status], [role=alert])')]
           .map((each) => each.textContent).find((text) => text && !text.startsWith('Capturing')) ?? null;`,
      )
      .then((said) => (typeof said === 'string' ? said : undefined)),
  );
}

/** Everything of evidence that the device has; every file with the hash of its bytes. */
async function evidence() {
  const blobs = await run(`
    const open = indexedDB.open('marketsafe-reporter');
    const ask = (asked) => new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const database = await ask(open);
    const rows = await ask(database.transaction('blobs').objectStore('blobs').getAll());
    database.close();
    return Promise.all(rows.map(async ({ sha256, bytes }) => {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await new Blob([bytes]).arrayBuffer()));
      return [sha256, Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')];
    }));`);
  return {
    drafts: await readTable<DraftRow>(run, 'drafts'),
    captures: await readTable<CaptureRow>(run, 'captures'),
    device: await readTable<DeviceRow>(run, 'device'),
    blobs: blobs as [string, string][],
  };
}

/** Opens a page of the extension beside the listing and waits until what is stored was looked at. */
async function openDesk(path = 'workspace.html'): Promise<string> {
  await firefox.switchTo(listingTab);
  const tab = await firefox.openTab(firefox.extensionUrl(path));
  await until('the store to be sound', async () => {
    // An extension that is just starting may never answer.
    const answer = await run(
      `const late = new Promise((resolve) => setTimeout(resolve, 5_000));
       return (await Promise.race([browser.runtime.sendMessage({ type: 'store.look' }), late]))?.state;`,
    );
    return answer === 'sound';
  });
  return tab;
}

/** Starts the extension again, which closes its pages. */
async function restart(): Promise<void> {
  const pages = (await firefox.tabs()).filter((tab) => tab !== listingTab);
  await run('setTimeout(() => browser.runtime.reload(), 0);');
  await firefox.switchTo(listingTab);
  // A page that is opened before would be closed with them.
  await until('its pages to be closed', async () =>
    (await firefox.tabs()).every((tab) => !pages.includes(tab)),
  );
}

describe('in Firefox, what was saved', () => {
  it('is put back from its second copy when the database is lost, and the chain goes on', async () => {
    expect(await capture(PRACTICE.alibaba1688)).toMatch(/^Saved: screenshot/);
    await openDesk();
    const before = await evidence();
    await run(`
      await new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('marketsafe-reporter');
        request.onsuccess = resolve;
        request.onerror = () => reject(request.error);
      });`);
    await restart();
    const desk = await openDesk();
    const after = await evidence();
    expect(after).toEqual(before);
    expect(after.captures).toHaveLength(1);
    for (const [name, hash] of after.blobs) expect(hash).toBe(name);
    expect(await capture(PRACTICE.aliexpress)).toMatch(/^Saved: screenshot/);
    await firefox.switchTo(desk);
    const links = (await readTable<CaptureRow>(run, 'captures')).map(({ manifest }) => manifest.device);
    expect(links.map(({ sequence }) => sequence).sort()).toEqual([1, 2]);
    expect(new Set(links.map(({ deviceId }) => deviceId)).size).toBe(1);
  });

  it('stays when the disk is filled to its last block and something is typed and captured', async () => {
    if (!disk) return;
    const [draft] = await readTable<DraftRow>(run, 'drafts');
    await openDesk(`sidepanel.html?draft=${draft?.draftId}`);
    const before = await evidence();
    await until('the field', () =>
      run(`return document.getElementById('draft-explanation-en') !== null;`).then(Boolean),
    );
    await disk.fill();
    await run(
      `const field = document.getElementById('draft-explanation-en');
       Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, arguments[0]);
       field.dispatchEvent(new Event('input', { bubbles: true }));`,
      'x'.repeat(4_000),
    );
    const saved = async () => {
      const [row] = await readTable<DraftRow>(run, 'drafts');
      return row?.explanation.en === 'x'.repeat(4_000);
    };
    const said = () =>
      run(`return document.getElementById('draft-explanation-help').textContent.includes('ot saved');`);
    // Firefox may have room in its file; what it had none for is said at the field.
    await until(
      'the text to be saved, or the field to say why not',
      async () => (await saved()) || (await said()),
    );
    expect(await run(`return document.getElementById('draft-explanation-en').value.length;`)).toBe(4_000);
    disk.free();
    await until('the text to be saved', saved);
    await restart();
    await openDesk();
    const after = await evidence();
    expect(after.captures).toEqual(before.captures);
    expect(after.blobs).toEqual(before.blobs);
    expect(after.drafts[0]?.explanation.en).toHaveLength(4_000);
  });
});
