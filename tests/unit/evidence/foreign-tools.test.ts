import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, sha256Hex, verifyPackage } from '@marketsafe/evidence';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommand } from '../../../scripts/support/command.ts';
import { type OpensslAuthority, startOpensslAuthority } from '../../../scripts/support/openssl-authority.ts';
import { makeTemporaryFolder, removeFolder } from '../../../scripts/support/temporary-folder.ts';
import { commandsOf } from '../../support/verify-instructions.ts';
import { claimOver, makeCaptures, makeParties, pack, requestFor, stamp } from './support/program.ts';

// OpenSSL starts anew for every command.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let authority: OpensslAuthority;
let folder: string;

beforeAll(async () => {
  authority = await startOpensslAuthority();
  folder = await makeTemporaryFolder('foreign-tools');
});
afterAll(async () => {
  await authority?.close();
  if (folder) await removeFolder(folder);
});

/** Packs two sealed captures with a claim and unpacks them with unzip. */
async function unpacked(kind: 'evidence' | 'disclosure') {
  const parties = await makeParties(authority);
  const captures = await makeCaptures(parties, 2);
  const claim = await claimOver(captures);
  const { blob, fileName } = await pack(
    requestFor(parties, captures, {
      kind,
      claims: [claim],
      stampTagManifest: async (sha256) => {
        const { chain, token } = await stamp(authority, sha256);
        return { chain, token: Uint8Array.from(atob(token), (character) => character.charCodeAt(0)) };
      },
    }),
  );
  const place = await mkdtemp(join(folder, 'package-'));
  await writeFile(join(place, fileName), new Uint8Array(await blob.arrayBuffer()));
  expect(await runCommand('unzip', ['-q', fileName], place)).toMatchObject({ exitCode: 0 });
  return { blob, parties, root: join(place, fileName.replace(/\.zip$/, '')), captures };
}

describe.each(['evidence', 'disclosure'] as const)('a package of kind %s', (kind) => {
  it('is accepted by unzip, sha256sum and OpenSSL with the commands of its own VERIFY.txt', async () => {
    const { root } = await unpacked(kind);
    await writeFile(join(root, 'roots.pem'), authority.rootPem);
    const commands = commandsOf(await readFile(join(root, 'VERIFY.txt'), 'utf8')).slice(2);
    const expected = kind === 'evidence' ? { dgst: 7, ts: 3 } : { dgst: 2, ts: 1 };
    const count = (start: string) => commands.filter((command) => command.startsWith(start)).length;
    expect({ dgst: count('openssl dgst'), ts: count('openssl ts'), sums: count('sha256sum') }).toEqual({
      ...expected,
      sums: 2,
    });
    for (const command of commands.slice(0, -1)) {
      expect({ command, ...(await runCommand('bash', ['-c', command], root)) }).toMatchObject({
        command,
        exitCode: 0,
      });
    }
    // The last one lists what no list names.
    const { output } = await runCommand('bash', ['-c', commands.at(-1) ?? ''], root);
    expect(output.trim().split('\n').sort()).toEqual([
      'roots.pem',
      'signatures/tagmanifest-sha256.txt.der',
      'tagmanifest-sha256.txt',
      'timestamps/tagmanifest-sha256.txt.chain.pem',
      'timestamps/tagmanifest-sha256.txt.tsr',
    ]);
  });

  it('is refused by the same commands when a byte of it changes', async () => {
    const { root } = await unpacked(kind);
    const list = await readFile(join(root, 'manifest-sha256.txt'), 'utf8');
    const picture =
      list
        .split('\n')
        .find((line) => line.endsWith('.png'))
        ?.slice(66) ?? '';
    const bytes = await readFile(join(root, picture));
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    await writeFile(join(root, picture), bytes);
    const sums = await runCommand('sha256sum', ['-c', 'manifest-sha256.txt'], root);
    expect(sums.exitCode).toBe(1);
    expect(sums.output).toContain(`${picture}: FAILED`);
  });

  it('is read by Python’s zipfile, too', async () => {
    const { root } = await unpacked(kind);
    expect(await runCommand('python3', ['-m', 'zipfile', '-t', `${root}.zip`], folder)).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining('Done testing'),
    });
  });

  it('is accepted by our verifier, with and without the keys and roots that a stranger may have', async () => {
    const { blob, parties } = await unpacked(kind);
    const trusted = await verifyPackage(blob, {
      serverKeys: [parties.server.publicKey],
      rootsPem: authority.rootPem,
      unbroken: true,
    });
    expect(trusted.checks.filter(({ state }) => state === 'failed' || state === 'untrusted')).toEqual([]);
    expect(trusted).toMatchObject({ ok: true, kind });
    const alone = await verifyPackage(blob);
    expect(alone.checks.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(alone.checks.some(({ state }) => state === 'untrusted')).toBe(true);
  });
});

describe('the window of a capture', () => {
  it('opens with the challenge and closes with the earliest of receipt and time-stamp', async () => {
    const { blob, captures, parties } = await unpacked('evidence');
    const { windows } = await verifyPackage(blob, { serverKeys: [parties.server.publicKey] });
    expect(windows).toHaveLength(2);
    for (const capture of captures) {
      const { captureId, time } = JSON.parse(capture.manifestText);
      expect(windows.find((window) => window.captureId === captureId)).toEqual({
        captureId,
        notBefore: time.notBefore.issuedAt,
        notAfter: expect.stringMatching(/Z$/),
        claimed: { start: time.start, end: time.end },
      });
    }
  });
});

describe('what is packed twice', () => {
  it('gives the same payload', async () => {
    const parties = await makeParties();
    const captures = await makeCaptures(parties, 1);
    const listOf = async () => {
      const { blob } = await pack(
        requestFor(parties, captures, { packer: { ...packerOf(parties), sign: async () => signature } }),
      );
      return sha256Hex(blob);
    };
    const signature = await parties.server.sign(new TextEncoder().encode(canonicalJson({})));
    expect(await listOf()).toBe(await listOf());
  });
});

function packerOf({ server }: Awaited<ReturnType<typeof makeParties>>) {
  return { name: 'Practice program', publicKey: server.publicKey, sign: server.sign };
}
