import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  canonicalJson,
  derFromP1363,
  fromBase64,
  fromHex,
  keyIdOf,
  p1363FromDer,
  pemOfPublicKey,
  publicKeyOfPem,
  sha256Hex,
  textOf,
  toBase64,
  toHex,
  utf8,
  verifySignature,
} from '@marketsafe/evidence';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openssl, runCommand } from '../../../scripts/support/command.ts';
import { makeTemporaryFolder, removeFolder } from '../../../scripts/support/temporary-folder.ts';
import { makeKey } from './support/program.ts';

const half = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .filter((bytes) => bytes.some((byte) => byte !== 0));

describe('a signature in DER', () => {
  it('has one form: there and back gives the same numbers', () => {
    fc.assert(
      fc.property(half, half, (r, s) => {
        const numbers = Uint8Array.from([...r, ...s]);
        const der = derFromP1363(numbers);
        expect(p1363FromDer(der)).toEqual(numbers);
        expect(p1363FromDer(Uint8Array.from([...der, 0]))).toBeNull();
      }),
    );
  });

  it('is refused in a second spelling, with numbers that are none, or as something else', () => {
    const one = [2, 1, 1];
    expect(p1363FromDer(Uint8Array.from([0x30, 6, ...one, ...one]))).not.toBeNull();
    const refused = [
      [0x30, 0x81, 6, ...one, ...one],
      [0x30, 7, 2, 2, 0, 1, ...one],
      [0x30, 6, 2, 1, 0, ...one],
      [0x30, 6, 2, 1, 0xff, ...one],
      [0x30, 9, ...one, ...one, ...one],
      [0x30, 3, ...one],
      [0x31, 6, ...one, ...one],
      [],
    ];
    for (const bytes of refused)
      expect({ bytes, is: p1363FromDer(Uint8Array.from(bytes)) }).toEqual({ bytes, is: null });
  });

  it('never makes the parser throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const numbers = p1363FromDer(new Uint8Array(bytes));
        if (numbers) expect(derFromP1363(numbers)).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it('is accepted by OpenSSL, and OpenSSL’s by us', async () => {
    const folder = await makeTemporaryFolder('signature');
    try {
      const key = await makeKey();
      const data = utf8('{"schema":2}');
      await writeFile(join(folder, 'data'), data);
      await writeFile(join(folder, 'key.pem'), pemOfPublicKey(key.publicKey));
      await writeFile(join(folder, 'signature.der'), fromBase64(await key.sign(data)) ?? '');
      const check = () =>
        runCommand(
          'openssl',
          ['dgst', '-sha256', '-verify', 'key.pem', '-signature', 'signature.der', 'data'],
          folder,
        );
      expect(await check()).toMatchObject({ exitCode: 0 });
      await writeFile(join(folder, 'data'), '{"schema":3}');
      expect((await check()).exitCode).not.toBe(0);

      await openssl(['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'other.key'], folder);
      await openssl(['dgst', '-sha256', '-sign', 'other.key', '-out', 'other.der', 'data'], folder);
      await openssl(['ec', '-in', 'other.key', '-pubout', '-outform', 'DER', '-out', 'other.spki'], folder);
      const base64 = async (name: string) => (await openssl(['base64', '-A', '-in', name], folder)).trim();
      const publicKey = await base64('other.spki');
      expect(await verifySignature(publicKey, utf8('{"schema":3}'), await base64('other.der'))).toBe(true);
      expect(await verifySignature(publicKey, data, await base64('other.der'))).toBe(false);
      expect(await keyIdOf(publicKey)).toBe(await sha256Hex(fromBase64(publicKey) ?? ''));
    } finally {
      await removeFolder(folder);
    }
  }, 60_000);

  it('of no key, or none at all, does not hold', async () => {
    const key = await makeKey();
    expect(await verifySignature('no key', utf8('x'), await key.sign(utf8('x')))).toBe(false);
    expect(await verifySignature(key.publicKey, utf8('x'), 'AAAA')).toBe(false);
    expect(await verifySignature(key.publicKey, utf8('x'), '***')).toBe(false);
  });
});

describe('a public key in PEM', () => {
  it('gives the key back, whatever the line ends', async () => {
    const { publicKey } = await makeKey();
    const pem = pemOfPublicKey(publicKey);
    expect(await publicKeyOfPem(pem)).toBe(publicKey);
    expect(await publicKeyOfPem(pem.replaceAll('\n', '\r\n'))).toBe(publicKey);
  });

  it('is refused when it is no P-256 key or not alone', async () => {
    const { publicKey } = await makeKey();
    const pem = pemOfPublicKey(publicKey);
    const p384 = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, true, ['sign']);
    const other = toBase64(new Uint8Array(await crypto.subtle.exportKey('spki', p384.publicKey)));
    for (const text of ['', 'no key', pem + pem, pemOfPublicKey(other), pemOfPublicKey('AAAA')]) {
      expect(await publicKeyOfPem(text)).toBeNull();
    }
  });
});

describe('hashes and encodings', () => {
  it('give SHA-256 of bytes, text and Blob alike, also of one that is read piece by piece', async () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await sha256Hex('abc')).toBe(abc);
    expect(await sha256Hex(utf8('abc'))).toBe(abc);
    expect(await sha256Hex(new Blob(['a', 'bc']))).toBe(abc);
    const large = new Blob([new Uint8Array(9 * 1024 * 1024).fill(1), 'end']);
    expect(await sha256Hex(large)).toBe(await sha256Hex(await large.arrayBuffer()));
  });

  it('survive there and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
        expect(fromHex(toHex(bytes))).toEqual(bytes);
      }),
    );
    expect(fromBase64('not base64!')).toBeNull();
    expect(fromHex('xyz')).toHaveLength(0);
    expect(textOf(Uint8Array.from([0xff]))).toBeNull();
    expect(textOf(utf8('\ufeffé'))).toBe('\ufeffé');
  });

  it('write the same value in the same way (RFC 8785)', () => {
    expect(canonicalJson({ b: 1e21, a: '€\n', '\u20ac': [null, true] })).toBe(
      '{"a":"€\\n","b":1e+21,"€":[null,true]}',
    );
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
  });
});
