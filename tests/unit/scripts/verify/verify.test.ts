import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pemOfPublicKey } from '@marketsafe/evidence';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommand } from '../../../../scripts/support/command.ts';
import { ROOT } from '../../../../scripts/support/paths.ts';
import { makeTemporaryFolder, removeFolder } from '../../../../scripts/support/temporary-folder.ts';
import { UserError } from '../../../../scripts/support/user-error.ts';
import { verify as command } from '../../../../scripts/verify/command.ts';
import { readOptions } from '../../../../scripts/verify/options.ts';
import { verdictLines } from '../../../../scripts/verify/print.ts';
import { runHere } from '../../../support/run-here.ts';
import { makeCaptures, makeKey, makeParties, pack, requestFor } from '../../evidence/support/program.ts';
import { Unpacked } from '../../evidence/support/tamper.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder('verify');
  const parties = await makeParties();
  const { blob } = await pack(requestFor(parties, await makeCaptures(parties, 2)));
  const tampered = await Unpacked.of(blob);
  tampered.flip(tampered.name(/viewport\.png$/));
  const write = async (name: string, content: Blob | string) =>
    writeFile(
      join(folder, name),
      typeof content === 'string' ? content : new Uint8Array(await content.arrayBuffer()),
    );
  await write('good.zip', blob);
  await write('tampered.zip', await tampered.zip());
  await write('empty.zip', '');
  await write('text.zip', 'not an archive');
  await write('server.pem', pemOfPublicKey(parties.server.publicKey));
  await write('stranger.pem', pemOfPublicKey((await makeKey()).publicKey));
});
afterAll(async () => {
  if (folder) await removeFolder(folder);
});

/** Runs the command as npm does: in the repository, told where it was typed. */
async function verifyAsProcess(...args: string[]): Promise<{ exitCode: number | null; output: string }> {
  const script = join(ROOT, 'scripts', 'verify.ts');
  return runCommand(
    'env',
    [`INIT_CWD=${folder}`, process.execPath, '--disable-warning=ExperimentalWarning', script, ...args],
    ROOT,
  );
}

async function verify(...args: string[]): Promise<{ exitCode: number; output: string }> {
  const { status, stdout, stderr } = await runHere(command, folder, ...args);
  return { exitCode: status, output: stdout + stderr };
}

describe('npm run verify', () => {
  it('accepts a package, prints each check, each capture’s window and the verdict, and ends with 0', async () => {
    const { exitCode, output } = await verify('good.zip', '--server-key', 'server.pem');
    expect(output).toContain('✓ capture.json is, byte for byte, what the device signed at the capture.');
    expect(output).toContain('– No authority stamped the package as a whole.');
    expect(output).toMatch(/made between 2026-11-24T02:01:00\.000Z and 2026-11-24T03:02:00\.000Z/);
    expect(output.trimEnd().split('\n').at(-1)).toBe('OK: this is an unchanged package of kind evidence.');
    expect(exitCode).toBe(0);
  });

  it('ends as a process as it does here', async () => {
    for (const args of [['tampered.zip'], []]) {
      expect(await verifyAsProcess(...args)).toEqual(await verify(...args));
    }
  });

  it('says what rests on keys that were not given', async () => {
    const { exitCode, output } = await verify('good.zip');
    expect(output.trimEnd().split('\n').at(-1)).toMatch(
      /^OK: .* rest on keys or roots that you did not give \(marked \?\)\.$/,
    );
    expect(exitCode).toBe(0);
  });

  it.each([['tampered.zip'], ['empty.zip'], ['text.zip']])('refuses %s with 1 and says why', async (file) => {
    const { exitCode, output } = await verify(file);
    expect(output).toMatch(/✗ .+/);
    expect(output.trimEnd().split('\n').at(-1)).toMatch(
      /^REFUSED: \d+ checks? failed\. Do not rely on this package\.$/,
    );
    expect(exitCode).toBe(1);
  });

  it('refuses a package of another program with 1', async () => {
    expect((await verify('good.zip', '--server-key', 'stranger.pem')).exitCode).toBe(1);
  });

  it('gives the verdict as JSON', async () => {
    const { exitCode, output } = await verify('good.zip', '--json');
    expect(JSON.parse(output)).toMatchObject({ ok: true, kind: 'evidence', windows: [{}, {}] });
    expect(exitCode).toBe(0);
  });

  it.each([
    [[]],
    [['good.zip', 'tampered.zip']],
    [['good.zip', '--nonsense']],
    [['missing.zip']],
    [['.']],
    [['good.zip', '--server-key', 'text.zip']],
    [['good.zip', '--roots', 'text.zip']],
    [['good.zip', '--roots', 'missing.pem']],
  ])('ends with 2 and one plain message for %j', async (args) => {
    const { exitCode, output } = await verify(...args);
    expect(exitCode).toBe(2);
    expect(output).not.toMatch(/^ +at /m);
    expect(output.trim()).not.toBe('');
  });
});

describe('the command line', () => {
  it('is read', () => {
    expect(
      readOptions(['a.zip', '--roots', 'r.pem', '--server-key', 'k1', '--server-key', 'k2', '--unbroken']),
    ).toEqual({
      file: 'a.zip',
      roots: 'r.pem',
      serverKeys: ['k1', 'k2'],
      unbroken: true,
      language: 'en',
      json: false,
    });
    expect(() => readOptions([])).toThrow(UserError);
    expect(() => readOptions(['a.zip', '--language', 'fr'])).toThrow(UserError);
  });

  it.each([
    [{}, [], 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, [], 'zh-CN'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, [], 'en'],
    [{ LANG: 'de_DE.UTF-8' }, [], 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, ['--language', 'en'], 'en'],
    [{}, ['--language', 'zh-CN'], 'zh-CN'],
  ])('prints in the language of %j and %j: %s', (environment, more, language) => {
    expect(readOptions(['a.zip', ...more], environment).language).toBe(language);
  });
});

describe('what is printed', () => {
  it('lets no text of a package write over the screen', () => {
    const check = {
      id: 'layout',
      subject: 'x',
      state: 'failed',
      code: 'strange-name',
      params: { name: '\u001b[2J✓ all is well\u202e' },
    } as const;
    const lines = verdictLines({ ok: false, kind: null, checks: [check], windows: [] }, 'en').join('\n');
    expect(lines).toContain('all is well');
    expect(lines).not.toContain('\u001b');
    expect(lines).not.toContain('\u202e');
  });
});
