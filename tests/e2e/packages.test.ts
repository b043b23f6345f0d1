import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { serverKeys } from '@marketsafe/contract';
import { pemOfPublicKey } from '@marketsafe/evidence';
import { m } from '@marketsafe/words';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../scripts/support/command.ts';
import { runIn } from '../../scripts/support/extension-database.ts';
import { type OpensslAuthority, startOpensslAuthority } from '../../scripts/support/openssl-authority.ts';
import { ROOT } from '../../scripts/support/paths.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { saveDownload } from '../../scripts/support/save-download.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { makeTemporaryFolder, removeFolder } from '../../scripts/support/temporary-folder.ts';
import { tickEach } from '../../scripts/support/tick-each.ts';
import { until } from '../../scripts/support/until.ts';
import { commandsOf } from '../support/verify-instructions.ts';
import { violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { finishReport, numberOf } from './support/desk.ts';
import { rows, tell } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';

const SENT = '1005006000000001';
const DRAFT = '700000000001';

let authority: OpensslAuthority;
let stack: Stack;
let control: Page;
let folder: string;
let sentId: string;
let draftId: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder('packages');
  authority = await startOpensslAuthority();
  stack = await Stack.start({
    timeStampAuthorities: [{ url: authority.url, caFile: authority.rootFile }],
  });
  control = await stack.control();
  await stack.signIn(control);
  await captureFromToolbar(stack, await openListing(stack, control, PRACTICE.aliexpress));
  const sent = await draftOf(control, SENT);
  sentId = sent.draftId;
  await (await finishReport(stack, control, sent)).close();
  await numberOf(control, sentId);
  await captureFromToolbar(stack, await openListing(stack, control, PRACTICE.alibaba1688));
  draftId = (await draftOf(control, DRAFT)).draftId;
  await until('the time-stamp to be on the device', async () => {
    await tell(control, { type: 'outbox.poke' });
    return (await rows(control, 'seals')).some(({ seal }) => seal.timeStamp.state === 'stamped');
  });
  const { keys } = serverKeys.parse(await (await fetch(`${stack.server.url}/v1/keys`)).json());
  await writeFile(join(folder, 'program.pem'), pemOfPublicKey(keys[0]?.publicKey ?? ''));
  await writeFile(join(folder, 'roots.pem'), authority.rootPem);
});
afterAll(async () => {
  await stack?.close();
  await authority?.close();
  if (folder) await removeFolder(folder);
});

/** Opens a page, does something on it that saves a package, and gives where it is. */
async function exported(url: string, work: (page: Page) => Promise<unknown>): Promise<string> {
  const page = await stack.chromium.open(url);
  try {
    const file = await saveDownload(page, await mkdtemp(join(folder, 'export-')), () => work(page));
    await until('the page to say that it is saved', () => page.$('::-p-text(in your downloads)'));
    expect(await violationsOf(page)).toEqual([]);
    return file;
  } finally {
    await page.close();
  }
}

let desk: Promise<string> | undefined;

/** The sent report's package, exported from its screen in the workspace. */
function fromDesk(): Promise<string> {
  desk ??= exported(stack.chromium.extensionUrl(`workspace.html#/draft/${sentId}`), (page) =>
    press(page, 'Export evidence package'),
  );
  return desk;
}

const fromConsole = (button: string) =>
  exported(`${stack.server.url}/claims/${sentId}`, (page) => press(page, button));

/** Runs `npm run verify` as it is typed. */
function verify(file: string, ...args: string[]) {
  const script = join(ROOT, 'scripts', 'verify.ts');
  return runCommand(
    'env',
    [`INIT_CWD=${folder}`, process.execPath, '--disable-warning=ExperimentalWarning', script, file, ...args],
    ROOT,
  );
}

const trusting = (file: string) => verify(file, '--server-key', 'program.pem', '--roots', 'roots.pem');

async function unpacked(zip: string): Promise<string> {
  const place = await mkdtemp(join(folder, 'unpacked-'));
  expect(await runCommand('unzip', ['-q', zip], place)).toMatchObject({ exitCode: 0 });
  const root = join(place, basename(zip, '.zip'));
  await writeFile(join(root, 'roots.pem'), authority.rootPem);
  return root;
}

/** What of the package's own instructions a tool that is not ours does not accept. */
async function refusedByTools(root: string): Promise<string[]> {
  const commands = commandsOf(await readFile(join(root, 'VERIFY.txt'), 'utf8')).slice(2, -1);
  const refused: string[] = [];
  for (const command of commands) {
    const { exitCode } = await runCommand('bash', ['-c', command], root);
    if (exitCode !== 0) refused.push(command);
  }
  return refused;
}

/** How often the instructions use each tool. */
async function toolsOf(root: string): Promise<Record<string, number>> {
  const commands = commandsOf(await readFile(join(root, 'VERIFY.txt'), 'utf8'));
  const count = (start: string) => commands.filter((command) => command.startsWith(start)).length;
  return { sums: count('sha256sum -c'), signatures: count('openssl dgst'), stamps: count('openssl ts') };
}

/** A copy of a package with one byte of its screenshot changed where the archive keeps it. */
async function tampered(zip: string): Promise<string> {
  const bytes = await readFile(zip);
  const name = bytes.indexOf('viewport.png');
  const at = bytes.indexOf('IDAT', name) + 100;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  const file = join(folder, 'tampered.zip');
  await writeFile(file, bytes);
  return file;
}

describe('a package from the workspace', () => {
  it('of a sent report is accepted by sha256sum and OpenSSL with its own instructions, and by our verifier', async () => {
    const zip = await fromDesk();
    const root = await unpacked(zip);
    // Of the packer two signatures, of the device one, of the program an enrolment and a receipt.
    expect(await toolsOf(root)).toEqual({ sums: 2, signatures: 5, stamps: 1 });
    expect(await refusedByTools(root)).toEqual([]);
    const { exitCode, output } = await trusting(zip);
    expect(output).not.toMatch(/[✗?] /);
    expect(output).toContain('The device that made captures in this package signed the lists of files.');
    expect(output).toContain('OK: this is an unchanged package of kind evidence.');
    expect(exitCode).toBe(0);
  });

  it('is refused by both once a byte of it is changed', async () => {
    const zip = await fromDesk();
    const root = await unpacked(zip);
    const [picture] = (await readFile(join(root, 'manifest-sha256.txt'), 'utf8'))
      .split('\n')
      .filter((line) => line.endsWith('/viewport.png'))
      .map((line) => join(root, line.slice(66)));
    const bytes = await readFile(picture ?? '');
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    await writeFile(picture ?? '', bytes);
    expect(await refusedByTools(root)).toEqual(['sha256sum -c manifest-sha256.txt']);
    const { exitCode, output } = await trusting(await tampered(zip));
    expect(output).toContain('REFUSED');
    expect(exitCode).toBe(1);
  });

  it('of several, chosen in the queue, says what the unsent one has not', async () => {
    const zip = await exported(stack.chromium.extensionUrl('workspace.html'), async (page) => {
      await until('both to be listed', async () => (await page.$$('.row-check')).length === 2);
      await tickEach(page, '.row-check');
      await until('what lacks to be said', () => page.$('::-p-text(1 of 2 captures has no receipt)'));
      await press(page, 'Export 2 as one evidence package');
    });
    const root = await unpacked(zip);
    expect(await refusedByTools(root)).toEqual([]);
    expect(await readFile(join(root, 'VERIFY.txt'), 'utf8')).toContain('had not received these captures');
    const { exitCode, output } = await trusting(zip);
    expect(output).not.toMatch(/[✗?] /);
    expect(output).toContain('The package holds no receipt of the program’s for this capture.');
    expect(exitCode).toBe(0);
  });

  it('is refused in words where a file is no longer on the device', async () => {
    const [item] = (await rows(control, 'drafts')).find((draft) => draft.draftId === draftId)?.evidence ?? [];
    const sha256 = item?.files.find(({ method }) => method === 'pixels')?.sha256;
    await runIn(control)(
      `const opened = await new Promise((resolve, reject) => {
         const request = indexedDB.open('marketsafe-reporter');
         request.onsuccess = () => resolve(request.result);
         request.onerror = () => reject(request.error);
       });
       await new Promise((resolve, reject) => {
         const change = opened.transaction('blobs', 'readwrite');
         change.objectStore('blobs').delete(arguments[0]);
         change.oncomplete = resolve;
         change.onerror = () => reject(change.error);
       });
       opened.close();`,
      sha256,
    );
    const page = await stack.chromium.extensionPage(`workspace.html#/draft/${draftId}`);
    await press(page, 'Export evidence package');
    await until('the refusal', () =>
      page.$(`::-p-text(Files of listing ${DRAFT} are no longer on this device)`),
    );
    await page.close();
  });
});

describe('a package from the console', () => {
  it('is accepted by sha256sum and OpenSSL with its own instructions, and by our verifier', async () => {
    const zip = await fromConsole('Export evidence package');
    const root = await unpacked(zip);
    // The package as a whole is stamped, too.
    expect(await toolsOf(root)).toEqual({ sums: 2, signatures: 5, stamps: 2 });
    expect(await refusedByTools(root)).toEqual([]);
    const { exitCode, output } = await trusting(zip);
    expect(output).not.toMatch(/[✗?–] /);
    expect(output).toContain('The program signed the lists of files.');
    expect(exitCode).toBe(0);
    expect((await trusting(await tampered(zip))).exitCode).toBe(1);
  });

  it('of masked copies holds those alone', async () => {
    const zip = await fromConsole('Export masked copies');
    const root = await unpacked(zip);
    expect(await refusedByTools(root)).toEqual([]);
    const { exitCode, output } = await trusting(zip);
    expect(output).toContain('OK: this is an unchanged package of kind disclosure.');
    expect(exitCode).toBe(0);
    const { output: files } = await runCommand('find', ['data', '-type', 'f'], root);
    expect(files.trim().split('\n').sort()).toEqual([
      'data/capture-01/picture-001.png',
      'data/claim-01.json',
      'data/disclosure.json',
    ]);
  });

  it('may hold all the claims of the list', async () => {
    const zip = await exported(`${stack.server.url}/claims`, async (page) => {
      await page.locator('::-p-aria(Choose every claim shown[role="checkbox"])').click();
      await press(page, 'Export evidence package');
    });
    expect((await trusting(zip)).exitCode).toBe(0);
  });

  it('can be stopped on its way; nothing is saved then', async () => {
    const page = await stack.chromium.open(`${stack.server.url}/claims/${sentId}`);
    // So slow that the package is still on its way when the button is pressed.
    await page.emulateNetworkConditions({ download: 4_000, upload: 4_000, latency: 500 });
    await press(page, 'Export evidence package');
    await press(page, 'Cancel');
    await until('the export to be cancelled', () => page.$('::-p-text(The export was cancelled)'));
    expect(await violationsOf(page)).toEqual([]);
    await page.close();
  });
});

describe('the console’s verification', () => {
  /** Opens the screen as somebody who has no account. */
  async function openAsStranger(): Promise<Page> {
    const context = await stack.chromium.browser.createBrowserContext();
    const page = await context.newPage();
    await page.goto(`${stack.server.url}/verify`, { waitUntil: 'load' });
    return page;
  }

  async function choose(page: Page, field: string, file: string): Promise<void> {
    const input = await page.locator(field).waitHandle();
    await (input as ElementHandle<HTMLInputElement>).uploadFile(file);
  }

  const PACKAGE = 'input[type="file"][accept^=".zip"]';
  const ROOTS = 'input[type="file"][accept*=".crt"]';

  it('is open to a stranger, prints each check, and goes on without the server', async () => {
    const zip = await fromDesk();
    const bad = await tampered(zip);
    const page = await openAsStranger();
    await page.locator(PACKAGE).waitHandle();
    await page.setOfflineMode(true);
    await choose(page, ROOTS, authority.rootFile);
    await choose(page, PACKAGE, zip);
    await until('the verdict', () => page.$('::-p-text(OK: this is an unchanged package of kind evidence.)'));
    const text = await page.$eval('main', (main) => main.textContent ?? '');
    expect(text).toContain('with one key of the program');
    expect(text).toContain('capture.json is, byte for byte, what the device signed at the capture.');
    expect(text).not.toContain('Not yet trusted');
    expect(await violationsOf(page)).toEqual([]);
    await choose(page, PACKAGE, bad);
    await until('the refusal', () => page.$('::-p-text(REFUSED:)'));
    expect(await violationsOf(page)).toEqual([]);
    await page.browserContext().close();
  });

  it('waits with a package for root certificates that are still being read', async () => {
    const page = await (await stack.chromium.browser.createBrowserContext()).newPage();
    // Certificates are read when the test says so, as from a slow disk.
    await page.evaluateOnNewDocument(() => {
      const read = File.prototype.text;
      const held = new Promise<void>((resolve) => Object.assign(window, { readOn: resolve }));
      File.prototype.text = function text(this: File) {
        return held.then(() => read.call(this));
      };
    });
    await page.goto(`${stack.server.url}/verify`, { waitUntil: 'load' });
    await page.locator(PACKAGE).waitHandle();
    await choose(page, ROOTS, authority.rootFile);
    const zip = await fromDesk();
    await choose(page, PACKAGE, zip);
    // Asked for once more meanwhile, it waits as well.
    await page.locator(`::-p-aria(${m.verify_again({ name: basename(zip) })}[role="button"])`).click();
    await page.evaluate(() => (window as unknown as { readOn: () => void }).readOn());
    await until('the verdict', () => page.$('::-p-text(OK: this is an unchanged package of kind evidence.)'));
    expect(await page.$eval('main', (main) => main.textContent)).not.toContain('Not yet trusted');
    await page.browserContext().close();
  });

  it('says what rests on keys of the package alone, and why a file is no package', async () => {
    const page = await openAsStranger();
    await page.locator('::-p-aria(None: only see whether the package agrees with itself)').click();
    await choose(page, PACKAGE, await fromDesk());
    await until('the verdict', () => page.$('::-p-text(rest on keys or roots that you did not give)'));
    expect(await page.$eval('main', (main) => main.textContent)).toContain('Not yet trusted');
    await choose(page, PACKAGE, join(folder, 'roots.pem'));
    await until('the refusal', () => page.$('::-p-text(This is no ZIP archive)'));
    await page.browserContext().close();
  });
});
