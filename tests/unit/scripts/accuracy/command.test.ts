import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accuracy as command } from '../../../../scripts/accuracy/command.ts';
import { runHere } from '../../../support/run-here.ts';

const root = resolve(import.meta.dirname, '../../../..');
const url = 'https://www.aliexpress.com/item/1005004300000042.html';
const page = `<title>Bottle - AliExpress 15</title><h1 data-pl="product-title">Bottle</h1>
  <div data-pl="product-price"><span class="price-default--current--a">US $4.10</span></div>`;
const heading = 'file\tmarketplace\tpage_type\turl\tlisting_id\ttitle\tprice\tcurrency';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accuracy-'));
  writeFileSync(join(folder, '1.html'), page);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As npm runs it. */
function accuracyAsProcess(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'scripts/accuracy.ts'), ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}
const accuracy = (...args: string[]) => runHere(command, folder, ...args);
const listing = (cells: string, file = '1.html') =>
  `${file}\taliexpress\tlisting\t${url}\t1005004300000042\t${cells}`;
const index = (...rows: string[]) =>
  writeFileSync(join(folder, 'INDEX.tsv'), `\ufeff${[heading, ...rows].join('\r\n')}\r\n`);

describe('the accuracy command', { timeout: 60_000 }, () => {
  it('ends with 0 where no fact is wrong, also where one is missing', async () => {
    index(listing('Bottle\t4.10\tUSD'), '1.html\taliexpress\tlisting\thttps://www.aliexpress.com/\t\tBottle');
    const { status, stdout, stderr } = await accuracy(folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^aliexpress \(2\)\s+kind\s+2\s+1\s+1\s+0\s+1\s+100\.0 %\s+50\.0 %$/m);
    expect(stdout).toMatch(/^\s+price\s+1\s+1\s+1\s+0\s+0\s+100\.0 %\s+100\.0 %$/m);
    expect(stdout).toContain('MISSING 1.html  kind: expected aliexpress listing, got aliexpress none');
    expect(stdout).toContain('No fact is wrong, 2 missing.');
    expect(stdout.trim().split('\n').at(-1)).toMatch(
      /^No listing page in this folder for: alibaba, 1688, taobao/,
    );
  });

  it('ends as a process as it does here', async () => {
    index(listing('Bottle\t5.00\tUSD'));
    for (const args of [[folder], []]) expect(accuracyAsProcess(...args)).toEqual(await accuracy(...args));
  });

  it('ends with 1 where a fact is wrong, and shows it', async () => {
    index(listing('Bottle\t5.00 (was 4.10)\tUSD'));
    const { status, stdout } = await accuracy(folder);
    expect(status).toBe(1);
    expect(stdout).toMatch(/WRONG {3}1\.html {2}price: expected 5, got 4\.1 \(dom:/);
  });

  it('names a file that is not there, reads the others and ends with 2', async () => {
    index(listing('Bottle\t4.10\tUSD'), listing('Bottle\t4.10\tUSD', 'gone.html'));
    const { status, stdout } = await accuracy(folder);
    expect(status).toBe(2);
    expect(stdout).toContain('gone.html cannot be read');
    expect(stdout).toMatch(/^\s+title\s+1\s+1\s+1/m);
  });

  it('counts and names marketplaces that it does not know, which is no failure', async () => {
    index(listing('Bottle\t4.10\tUSD'), `x.html\tkaola\tlisting\thttps://www.kaola.com/x\t1\tx\t1\tCNY`);
    const { status, stdout } = await accuracy(folder);
    expect(status).toBe(0);
    expect(stdout).toContain('this build does not know the marketplace: kaola (1)');
  });

  it('prints one JSON object on request', async () => {
    index(listing('Other\t4.10\tUSD'));
    const { status, stdout } = await accuracy(folder, '--json');
    expect(status).toBe(1);
    const printed = JSON.parse(stdout);
    expect(printed.pages.total.title).toEqual({ held: 1, found: 1, correct: 0, wrong: 1, missing: 0 });
    expect(printed.misses).toEqual([
      expect.objectContaining({
        file: '1.html',
        fact: 'title',
        outcome: 'wrong',
        expected: 'Other',
        got: 'Bottle',
      }),
    ]);
  });

  it.each([
    ['no folder', []],
    ['a folder that is not there', ['/nowhere/at/all']],
    ['two folders', ['a', 'b']],
    ['an unknown option', ['--fast', 'a']],
  ])('refuses %s with one clear message', async (_, args) => {
    const { status, stdout, stderr } = await accuracy(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trim()).not.toBe('');
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
