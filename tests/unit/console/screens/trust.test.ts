import { pemOfPublicKey } from '@marketsafe/evidence';
import { describe, expect, it } from 'vitest';
import { readKeyFiles, readRootFiles } from '../../../../console/src/screens/verify/trust.ts';
import { makeKey } from '../../evidence/support/program.ts';

const fileOf = (text: string, name = 'given.pem') => new File([text], name);

describe('keys that are given as files', () => {
  it('are read from PEM, one a file', async () => {
    const [one, two] = [await makeKey(), await makeKey()];
    const files = [one, two].map(({ publicKey }) => fileOf(pemOfPublicKey(publicKey)));
    expect(await readKeyFiles(files)).toEqual([one.publicKey, two.publicKey]);
  });

  it.each([
    ['', 'empty.pem'],
    ['-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n', 'short.pem'],
    ['x'.repeat(300_000), 'long.pem'],
  ])('are refused by name where they are none', async (text, name) => {
    await expect(readKeyFiles([fileOf(text, name)])).rejects.toThrow(name);
  });
});

describe('roots that are given as files', () => {
  const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

  it('are joined', async () => {
    expect(await readRootFiles([fileOf(PEM), fileOf(PEM)])).toBe(`${PEM}\n${PEM}`);
  });

  it('are refused by name where one is none', async () => {
    await expect(readRootFiles([fileOf(PEM), fileOf('{}', 'other.json')])).rejects.toThrow('other.json');
  });
});
