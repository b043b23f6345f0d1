import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  readTimeStampResponse,
  responseOfToken,
  sha256Hex,
  timeStampHolds,
  timeStampRequest,
  tokenOfResponse,
  verifyTimeStamp,
} from '@marketsafe/evidence';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openssl, runCommand } from '../../../scripts/support/command.ts';
import {
  AUTHORITY_NAME,
  type OpensslAuthority,
  startOpensslAuthority,
} from '../../../scripts/support/openssl-authority.ts';
import { makeTemporaryFolder, removeFolder } from '../../../scripts/support/temporary-folder.ts';

const TEXT = new TextEncoder().encode('{"schema":2}');
// OpenSSL starts anew for every command.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let authority: OpensslAuthority;
let stranger: OpensslAuthority;
let sha256: string;

beforeAll(async () => {
  [authority, stranger] = await Promise.all([startOpensslAuthority(), startOpensslAuthority()]);
  sha256 = await sha256Hex(TEXT);
});
afterAll(async () => {
  await Promise.all([authority?.close(), stranger?.close()]);
});

async function ask(from: OpensslAuthority, hash = sha256) {
  const nonce = new Uint8Array(randomBytes(12));
  const der = new Uint8Array(await from.answer(timeStampRequest(hash, nonce)));
  return { nonce, der };
}

async function token(from: OpensslAuthority, hash = sha256) {
  const { nonce, der } = await ask(from, hash);
  const answer = readTimeStampResponse(der, { sha256: hash, nonce });
  if (!answer.ok) throw new Error(answer.problem);
  return answer;
}

/** What a token says, signed anew with the authority's key of another folder by OpenSSL: `-cades` names the certificate. */
async function signAgain(good: Uint8Array, folder: string, options = ['-cades']) {
  await writeFile(join(folder, 'token.tsr'), responseOfToken(good));
  await openssl(['ts', '-reply', '-in', 'token.tsr', '-token_out', '-out', 'token.der'], folder);
  await openssl(
    ['cms', '-verify', '-noverify', '-inform', 'DER', '-in', 'token.der', '-binary', '-out', 'info'],
    folder,
  );
  const content = ['-econtent_type', '1.2.840.113549.1.9.16.1.4', '-nodetach', '-binary', '-in', 'info'];
  await openssl(
    [
      'cms',
      '-sign',
      ...content,
      ...options,
      '-signer',
      'authority.pem',
      '-inkey',
      'authority.key',
      '-md',
      'sha256',
    ].concat(['-outform', 'DER', '-out', 'again.der']),
    folder,
  );
  return new Uint8Array(await readFile(join(folder, 'again.der')));
}

describe('the answer of an authority', () => {
  it('gives the token with its time, serial number, policy and authority', async () => {
    const before = Date.now();
    const answer = await token(authority);
    expect(answer).toMatchObject({ policy: '1.3.6.1.4.1.99999.1', authority: AUTHORITY_NAME });
    expect(answer.serial).toMatch(/^[0-9a-f]+$/);
    expect(Date.parse(answer.genTime)).toBeGreaterThanOrEqual(before - 1000);
    expect(Date.parse(answer.genTime)).toBeLessThanOrEqual(Date.now() + 1000);
    expect(answer.chain.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });

  it('is refused when it is over other bytes, to another question, a refusal, or no answer', async () => {
    const { nonce, der } = await ask(authority);
    const problem = (bytes: Uint8Array<ArrayBuffer>, hash: string, asked: Uint8Array) => {
      const answer = readTimeStampResponse(bytes, { sha256: hash, nonce: asked });
      return answer.ok ? 'none' : answer.problem;
    };
    expect(problem(der, sha256, nonce)).toBe('none');
    expect(problem(der, await sha256Hex('other'), nonce)).toBe('wrong-imprint');
    expect(problem(der, sha256, new Uint8Array(12).fill(7))).toBe('wrong-nonce');
    expect(problem(Uint8Array.from([...der, 0]), sha256, nonce)).toBe('garbage');
    expect(problem(new Uint8Array(), sha256, nonce)).toBe('garbage');
    expect(problem(Uint8Array.from([0x30, 5, 0x30, 3, 2, 1, 2]), sha256, nonce)).toBe('refused');
  });

  it('over HTTP is what the authority was told to give', async () => {
    const nonce = new Uint8Array(randomBytes(12));
    const post = async (behaviour: Parameters<OpensslAuthority['behave']>[0]) => {
      authority.behave(behaviour);
      const response = await fetch(authority.url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/timestamp-query' },
        body: timeStampRequest(sha256, nonce),
      });
      const body = new Uint8Array(await response.arrayBuffer());
      const answer = readTimeStampResponse(body, { sha256, nonce });
      return [response.status, answer.ok ? 'ok' : answer.problem];
    };
    expect(await post('refuse')).toEqual([200, 'refused']);
    expect(await post('garbage')).toEqual([200, 'garbage']);
    expect(await post('down')).toEqual([503, 'garbage']);
    expect(await post('answer')).toEqual([200, 'ok']);
  });
});

describe('a token', () => {
  it('of the authority holds, with its root', async () => {
    const { token: der } = await token(authority);
    const verdict = await verifyTimeStamp(der, sha256, { rootsPem: authority.rootPem });
    expect(verdict.conditions).toEqual({
      form: true,
      imprint: true,
      'message-digest': true,
      signature: true,
      'signing-certificate': true,
      'extended-key-usage': true,
      chain: true,
    });
    expect(timeStampHolds(verdict)).toBe(true);
    expect(verdict.facts?.authority).toBe(AUTHORITY_NAME);
  });

  it('without roots leaves the chain open, and with those of another authority fails it', async () => {
    const { token: der } = await token(authority);
    expect((await verifyTimeStamp(der, sha256)).conditions.chain).toBeNull();
    const verdict = await verifyTimeStamp(der, sha256, { rootsPem: stranger.rootPem });
    expect(verdict.conditions).toMatchObject({ signature: true, chain: false });
    expect(timeStampHolds(verdict)).toBe(false);
  });

  it('is not held up by the certificates that a stranger adds to its chain', async () => {
    const { token: der } = await token(stranger);
    const chainPem = authority.chainPem + stranger.chainPem;
    const { conditions } = await verifyTimeStamp(der, sha256, { chainPem, rootsPem: authority.rootPem });
    expect(conditions.chain).toBe(false);
  });

  it('over other bytes fails its imprint', async () => {
    const { token: der } = await token(authority, await sha256Hex('other'));
    expect((await verifyTimeStamp(der, sha256)).conditions.imprint).toBe(false);
  });

  it.each([
    [
      'serverAuth',
      { 'extended-key-usage': false, chain: true, signature: true, 'signing-certificate': true },
    ],
    ['critical,timeStamping,serverAuth', { 'extended-key-usage': false, chain: true }],
    ['timeStamping', { 'extended-key-usage': false, chain: true }],
    ['critical,timeStamping', { 'extended-key-usage': true, chain: true }],
  ])('by a certificate with extended key usage %s', async (extendedKeyUsage, expected) => {
    const other = await startOpensslAuthority({ extendedKeyUsage });
    try {
      // Later than the certificates, which have to be valid at its time.
      const { token: good } = await token(authority);
      const der = await signAgain(good, other.folder);
      const verdict = await verifyTimeStamp(der, sha256, {
        chainPem: other.chainPem,
        rootsPem: other.rootPem,
      });
      expect(verdict.conditions).toMatchObject({
        form: true,
        imprint: true,
        'message-digest': true,
        ...expected,
      });
    } finally {
      await other.close();
    }
  });

  it('that does not say which certificate signed it is refused', async () => {
    const { token: good } = await token(authority);
    const der = await signAgain(good, stranger.folder, []);
    const { conditions } = await verifyTimeStamp(der, sha256, {
      chainPem: stranger.chainPem,
      rootsPem: stranger.rootPem,
    });
    expect(conditions).toMatchObject({ signature: true, 'signing-certificate': false });
  });

  it('that still holds with a byte changed says the same: only bytes without meaning are unsigned', async () => {
    const { token: der } = await token(authority);
    const { facts } = await verifyTimeStamp(der, sha256);
    let refused = 0;
    for (let index = 0; index < der.length; index += 3) {
      const changed = Uint8Array.from(der);
      changed[index] = (changed[index] ?? 0) ^ 0x01;
      const verdict = await verifyTimeStamp(changed, sha256);
      if (timeStampHolds(verdict)) expect(verdict.facts).toEqual(facts);
      else refused += 1;
    }
    expect(refused / (der.length / 3)).toBeGreaterThan(0.6);
  }, 60_000);

  it('never makes the verifier throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const verdict = await verifyTimeStamp(new Uint8Array(bytes), sha256, { rootsPem: authority.rootPem });
        expect(timeStampHolds(verdict)).toBe(false);
      }),
    );
  });

  it('as a response is accepted by OpenSSL and refused for other bytes', async () => {
    const folder = await makeTemporaryFolder('time-stamp');
    try {
      const { token: der } = await token(authority);
      expect(tokenOfResponse(responseOfToken(der))).toEqual(der);
      await writeFile(join(folder, 'data'), TEXT);
      await writeFile(join(folder, 'other'), 'other');
      await writeFile(join(folder, 'token.tsr'), responseOfToken(der));
      const verify = (data: string) =>
        runCommand(
          'openssl',
          ['ts', '-verify', '-data', data, '-in', 'token.tsr', '-CAfile', authority.rootFile],
          folder,
        );
      expect(await verify('data')).toMatchObject({ exitCode: 0 });
      expect((await verify('other')).exitCode).not.toBe(0);
    } finally {
      await removeFolder(folder);
    }
  });
});
