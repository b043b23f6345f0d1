import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOptions } from '../../../../scripts/start/options.ts';
import { UserError } from '../../../../scripts/support/user-error.ts';

const LISTING = 'https://www.aliexpress.com/item/1005006000000001.html';

function refusal(args: string[]): UserError {
  try {
    readOptions(args, true);
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error(`${args.join(' ')} was accepted`);
}

describe('what npm start does', () => {
  let folder: string;
  let page: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'options-'));
    page = join(folder, 'page.html');
    writeFileSync(page, '<title>x</title>');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('opens a browser window where one can be seen', () => {
    expect(readOptions([], true)).toMatchObject({ tour: false, practice: false, headless: false });
  });

  it('runs the tour without a window where none can be seen', () => {
    expect(readOptions([], false)).toMatchObject({ tour: true, once: false, practice: true, headless: true });
  });

  it('runs the tour when asked to end after it', () => {
    expect(readOptions(['--once'], true)).toMatchObject({ tour: true, once: true, headless: true });
  });

  it('shows the browser during the tour when asked to', () => {
    expect(readOptions(['--tour', '--headed'], true)).toMatchObject({ tour: true, headless: false });
  });

  it('serves a saved page at its own address', () => {
    expect(readOptions(['--url', LISTING, '--page', page], true)).toMatchObject({
      practice: true,
      saved: { url: LISTING, file: page },
    });
  });

  it.each([
    ['an unknown option', ['--nonsense'], 'nonsense'],
    ['a stray word', ['page.html'], 'page.html'],
    ['an address without a file', ['--url', LISTING], '--page'],
    ['a port that is none', ['--port', '80000'], '--port'],
    ['a window both shown and hidden', ['--headed', '--headless'], '--headed'],
  ])('refuses %s with exit code 2 and says how it is used', (_, args, named) => {
    const error = refusal(args);
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(named);
    expect(error.message).toContain('usage: npm start');
  });

  it.each([
    'https://fake-alibaba.com/product-detail/x_1600000000001.html',
    'https://www.aliexpress.com.evil.example/item/1.html',
    'ftp://www.aliexpress.com/item/1005006000000001.html',
    'not an address',
  ])('refuses a saved page of %s', (url) => {
    expect(refusal(['--url', url, '--page', page]).exitCode).toBe(2);
  });

  it.each(['https://m.tb.cn/h.TQbi5np?tk=x', 'https://a.aliexpress.com/_mK4xYzA', 'https://ty.gl/abc123'])(
    'refuses the short link %s and says which address it needs',
    (url) => {
      const error = refusal(['--url', url, '--page', page]);
      expect(error.exitCode).toBe(2);
      expect(error.message).toMatch(/short link.+Give the address that it leads to/);
    },
  );

  it('refuses a saved page that is missing, empty or a folder', () => {
    const empty = join(folder, 'empty.html');
    writeFileSync(empty, '');
    for (const file of [join(folder, 'missing.html'), empty, folder]) {
      expect(refusal(['--url', LISTING, '--page', file]).exitCode).toBe(2);
    }
  });

  it('refuses to show a browser where no window can be seen', () => {
    expect(() => readOptions(['--headed'], false)).toThrow(/display/);
  });
});
