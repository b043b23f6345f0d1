import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeHtml } from '../../../../scripts/decode-html.ts';
import { extract as command } from '../../../../scripts/extract/command.ts';
import { runHere } from '../../../support/run-here.ts';

const root = resolve(import.meta.dirname, '../../../..');
const fixture = join(root, 'tests/fixtures/marketplaces/1688/literals-2019.html');
const offer = 'https://detail.1688.com/offer/600000000005.html';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'extract-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As npm runs it. */
function extractAsProcess(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'scripts/extract.ts'), ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

const extract = (...args: string[]) => runHere(command, folder, ...args);

function saved(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('the extract command', { timeout: 60_000 }, () => {
  it('prints one JSON object with its keys in the promised order', async () => {
    const { status, stdout, stderr } = await extract('--url', offer, fixture);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const printed = JSON.parse(stdout);
    expect(Object.keys(printed)).toEqual(['marketplace', 'kind', 'itemId', 'canonicalUrl', 'facts']);
    expect(Object.keys(printed.facts.title)).toEqual(['value', 'raw', 'source']);
    expect(printed.facts.title.value).toBe('练习用旧款保温杯');
  });

  it('ends as a process as it does here', async () => {
    for (const args of [
      ['--url', offer, fixture],
      ['--url', offer],
    ]) {
      expect(extractAsProcess(...args)).toEqual(await extract(...args));
    }
  });

  it('reads a file beside the place where it was typed', async () => {
    saved('beside.html', '<h1 class="d-title">杯</h1>');
    expect((await extract('--url', offer, 'beside.html')).status).toBe(0);
  });

  it('says of an address of no marketplace that it is none', async () => {
    const { status, stdout } = await extract('--url', 'https://example.com/x', fixture);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ marketplace: null, kind: 'none', facts: {} });
  });

  it.each([
    ['no file', ['--url', offer]],
    ['no address', [fixture]],
    ['an address that is none', ['--url', 'not an address', fixture]],
    ['an unknown option', ['--url', offer, '--fast', fixture]],
    ['a file that is not there', ['--url', offer, '/nowhere/at/all.html']],
  ])('refuses %s with one clear message and nothing on standard output', async (_, args) => {
    const { status, stdout, stderr } = await extract(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim()).not.toBe('');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('refuses an empty file', async () => {
    const { status, stderr } = await extract('--url', offer, saved('empty.html', ''));
    expect(status).toBe(2);
    expect(stderr).toContain('is empty');
  });

  it('runs no script and reads broken markup', async () => {
    const mark = join(folder, 'ran');
    const html = `<h1 class="d-title">杯</h1><script>require('fs').writeFileSync(${JSON.stringify(mark)}, '')</script><div <p <<< </html`;
    const { status, stdout } = await extract('--url', offer, saved('broken.html', html));
    expect(status).toBe(0);
    expect(JSON.parse(stdout).facts.title.value).toBe('杯');
    expect(() => writeFileSync(mark, '', { flag: 'wx' })).not.toThrow();
  });
});

describe('decoding saved pages', () => {
  // 「杯」 is 0xB1AD in GBK and 0xE69DAF in UTF-8.
  const gbk = (head: string) => Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from([0xb1, 0xad])]);

  it.each([
    ['GBK as declared', gbk('<meta charset="gbk">')],
    [
      'GBK declared after the bytes a browser looks at',
      gbk(`<!--${'x'.repeat(5_000)}--><meta charset=gb2312>`),
    ],
    ['GBK without declaration', gbk('<p>')],
    ['UTF-8 that declares GBK', Buffer.from('<meta charset="gbk">杯')],
    ['UTF-8 without declaration', Buffer.from('<p>杯')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff杯')],
    ['GBK that declares UTF-8', gbk('<meta charset="utf-8">')],
    ['UTF-16', Buffer.from('\ufeff杯', 'utf16le')],
    ['UTF-8 cut in the middle of its last character', Buffer.from('杯杯').subarray(0, 5)],
    [
      'UTF-8 with one bad byte that GB18030 could read',
      Buffer.concat([Buffer.from('<meta charset=utf-8>杯杯'), Buffer.from([0xb1, 0x20])]),
    ],
    [
      'UTF-8 with a lone wrong pair',
      Buffer.concat([Buffer.from('<meta charset=utf-8>杯杯'), Buffer.from([0xb1, 0xad])]),
    ],
    [
      'UTF-8 with a bad byte, as declared',
      Buffer.concat([Buffer.from('<meta charset=utf-8>杯'), Buffer.from([0xff])]),
    ],
  ])('reads %s', (_, bytes) => {
    expect(decodeHtml(bytes)).toContain('杯');
  });
});
