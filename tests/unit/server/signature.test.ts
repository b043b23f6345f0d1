import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { verifySignature } from '@marketsafe/evidence';
import { describe, expect, it } from 'vitest';
import { signatureHolds, signBytes } from '../../../server/src/sealing/signature.ts';

const pair = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const spkiOf = (key: KeyObject) => key.export({ type: 'spki', format: 'der' }).toString('base64');
const bytes = new Uint8Array(Buffer.from('what was signed'));
const { privateKey, publicKey } = pair('P-256');
const key = spkiOf(publicKey);
const good = signBytes(privateKey, bytes);
const der = Buffer.from(good, 'base64');

/** DER of a signature with a zero byte before its first number that need not be there. */
function padded(): string {
  const length = der[3] ?? 0;
  const number = Buffer.concat([Buffer.from([0x02, length + 1, 0]), der.subarray(4, 4 + length)]);
  const rest = der.subarray(4 + length);
  return Buffer.concat([Buffer.from([0x30, number.length + rest.length]), number, rest]).toString('base64');
}

describe('signatures in the server', () => {
  it('hold for the evidence’s own check', async () => {
    expect(await verifySignature(key, bytes, good)).toBe(true);
    expect(signatureHolds(key, bytes, good)).toBe(true);
  });

  it.each<[string, string, Uint8Array<ArrayBuffer>, string]>([
    ['of other bytes', key, new Uint8Array(Buffer.from('what was Signed')), good],
    ['of another key', spkiOf(pair('P-256').publicKey), bytes, good],
    ['of a key on another curve', spkiOf(pair('P-384').publicKey), bytes, good],
    ['of a key on a curve of the same size', spkiOf(pair('secp256k1').publicKey), bytes, good],
    ['of no key', 'AAAA', bytes, good],
    ['that is empty', key, bytes, ''],
    ['that is no DER', key, bytes, Buffer.alloc(64, 7).toString('base64')],
    [
      'as two plain numbers',
      key,
      bytes,
      sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64'),
    ],
    ['with bytes after its end', key, bytes, Buffer.concat([der, Buffer.from([0])]).toString('base64')],
    ['with a number written longer than it is', key, bytes, padded()],
    ['of zeros', key, bytes, Buffer.from('3006020100020100', 'hex').toString('base64')],
  ])('do not hold %s, neither here nor for the evidence’s own check', async (_, of, signed, signature) => {
    expect(await verifySignature(of, signed, signature)).toBe(false);
    expect(signatureHolds(of, signed, signature)).toBe(false);
  });

  it('have one spelling: what is read leniently as the same does not hold', () => {
    for (const spelling of [` ${good}`, `${good}\n`, good.replaceAll('=', ''), `${good}====`]) {
      if (spelling !== good) expect(signatureHolds(key, bytes, spelling)).toBe(false);
    }
  });

  it('on another curve do not hold although they are right there', () => {
    const other = pair('secp256k1');
    expect(signatureHolds(spkiOf(other.publicKey), bytes, signBytes(other.privateKey, bytes))).toBe(false);
  });
});
