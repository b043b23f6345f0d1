import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/support/paths.ts';
import { PRACTICE, pageKey, practiceFiles } from '../../scripts/support/practice-pages.ts';
import { makeTemporaryFolder, removeFolder } from '../../scripts/support/temporary-folder.ts';

interface TourReport {
  result: string;
  kind: string;
  wall?: string;
  failedStep?: string;
  claimNumber: string | null;
  captureMethod: string | null;
  listing: { marketplace: string; itemId: string; canonicalUrl: string };
  facts: { title?: { value: string }; price?: { value: unknown } };
  blobs: { path: string; sha256: string }[];
  package: { file: string; bytes: number; timeStamped: boolean; verify: string } | null;
  steps: { name: string; ok: boolean }[];
}

/** Steps from the approved claim to the marketplace and back, in their order, and a picture of each. */
const TO_THE_MARKETPLACE = [
  'packet built',
  'firewall shown',
  'second person releases',
  'answer imported',
  'popup shows removed',
  'counter-notice answered',
];
const MARKETPLACE_PICTURES = [
  ...['packet-built', 'firewall', 'packet-released', 'answer-imported', 'popup-removed'],
  'counter-notice-answered',
];

/** The first run makes the program in it; the later ones go on with that, as a person's do, each in a new browser. */
let data: string;
let running: ChildProcess | undefined;

beforeAll(async () => {
  data = await makeTemporaryFolder('start');
});
afterEach(() => running?.kill('SIGTERM'));
afterAll(() => removeFolder(data));

/** Runs `npm start` with these options until it ends. */
function start(...options: string[]): Promise<{ exitCode: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [join(ROOT, 'scripts', 'start.ts'), '--headless', '--port', '0', '--data', data, ...options],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    running = child;
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('close', (exitCode) => {
      running = undefined;
      resolve({ exitCode, output });
    });
  });
}

async function readReport(): Promise<TourReport> {
  return JSON.parse(await readFile(join(data, 'tour', 'report.json'), 'utf8')) as TourReport;
}

function fileOf(url: string): string {
  const file = practiceFiles().get(pageKey(url));
  if (file === undefined) throw new Error(`no practice page ${url}`);
  return file;
}

describe('npm start -- --tour --once', () => {
  it('does the main job from a click to the claim in the console and leaves what it saw', async () => {
    const { exitCode, output } = await start('--tour', '--once');
    expect(output).toContain('claim in console');
    expect(exitCode, output).toBe(0);

    const report = await readReport();
    expect(report).toMatchObject({
      result: 'ok',
      captureMethod: 'pixels',
      listing: { marketplace: 'aliexpress', itemId: '1005006000000001', canonicalUrl: PRACTICE.aliexpress },
    });
    expect(report.facts.price?.value).toEqual({ min: 23.9, max: 23.9, currency: 'USD' });
    expect(report.claimNumber).toMatch(/^MS-/);
    const png = await readFile(join(data, 'tour', 'capture.png'));
    expect(createHash('sha256').update(png).digest('hex')).toBe(
      report.blobs.find((blob) => blob.path.endsWith('.png'))?.sha256,
    );
    expect(await readFile(report.package?.file ?? '')).toHaveLength(report.package?.bytes ?? 0);
    expect(report.package).toMatchObject({ timeStamped: true, verify: expect.stringContaining(data) });
    expect(output).toContain(report.package?.verify);
    expect(report.steps.map(({ name }) => name)).toEqual(expect.arrayContaining(TO_THE_MARKETPLACE));
    const screens = ['page', 'popup', 'sidepanel', 'console', 'sweep', 'sweep-review', 'sweep-finish'];
    for (const name of [...screens, ...MARKETPLACE_PICTURES]) {
      expect((await readFile(join(data, 'tour', `${name}.png`))).subarray(1, 4).toString()).toBe('PNG');
    }
    const openApi: unknown = JSON.parse(await readFile(join(data, 'openapi.json'), 'utf8'));
    expect(openApi).toHaveProperty('paths./v1/claims');
  });

  it('uses a saved page at its own address, whatever the query, in another language than the run before', async () => {
    const { exitCode, output } = await start(
      '--once',
      '--language',
      'zh-CN',
      '--url',
      'https://detail.1688.com/offer/700000000001.html?spm=a2638t',
      '--page',
      fileOf(PRACTICE.alibaba1688),
    );
    expect(exitCode, output).toBe(0);
    const report = await readReport();
    expect(report.listing).toMatchObject({ marketplace: '1688', itemId: '700000000001' });
    expect(report.facts.title?.value).toContain('AURORA极光');
    expect(report.steps.map(({ name }) => name)).toEqual(expect.arrayContaining(TO_THE_MARKETPLACE));
    for (const name of MARKETPLACE_PICTURES) {
      expect((await readFile(join(data, 'tour', `${name}.png`))).subarray(1, 4).toString()).toBe('PNG');
    }
  });

  it('stops at a wall, says which, files nothing and ends with 1', async () => {
    const { exitCode, output } = await start(
      '--once',
      '--url',
      PRACTICE.captcha,
      '--page',
      fileOf(PRACTICE.captcha),
    );
    expect(exitCode).toBe(1);
    expect(output).toContain('captcha');
    expect(await readReport()).toMatchObject({
      result: 'failed',
      failedStep: 'recognise',
      kind: 'wall',
      wall: 'captcha',
      claimNumber: null,
    });
  });
});
