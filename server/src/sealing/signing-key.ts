import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SignedStatement } from '@marketsafe/contract';
import { canonicalJson, sha256Hex, utf8 } from '@marketsafe/evidence';
import { isErrno, writeNewPrivateFile } from '../data-folder/files.ts';
import { signBytes } from './signature.ts';

/** The key the program signs with: ECDSA P-256. */
export interface SigningKey {
  /** SHA-256 of the public key's SubjectPublicKeyInfo. */
  keyId: string;
  /** SubjectPublicKeyInfo, DER, base64. */
  publicKey: string;
  /** ECDSA with SHA-256, DER, base64. */
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
}

const FILE = 'signing-key.pem';

/**
 * Opens the program's signing key: the one of the given file, or the data folder's (`signing-key.pem`, readable by its owner only), made
 * at the first start.
 * @param file PEM of a private P-256 key, PKCS #8 or SEC 1
 * @param publishedKeys ids of the keys that the program has signed with
 * @throws when a file is there that holds no such key, or none is there although the program has signed before: signing with a new one
 * instead would go unnoticed
 */
export async function openSigningKey(
  dataFolder: string,
  { file, publishedKeys }: { file: string | undefined; publishedKeys: readonly string[] },
): Promise<SigningKey> {
  const path = file ?? join(dataFolder, FILE);
  const pem = await readFile(path, 'utf8').catch((error: unknown) => {
    if (file === undefined && isErrno(error, 'ENOENT')) return null;
    throw new Error(`The signing key ${path} cannot be read. Nothing was changed.`, { cause: error });
  });
  if (pem !== null) return fromPem(pem, path);
  const last = publishedKeys.at(-1);
  if (last !== undefined) {
    throw new Error(
      `The signing key ${path} is missing, and this database holds what was signed with it (key ${last.slice(0, 16)}…). Nothing was changed. ` +
        'Put the file back from a backup of the data folder, or name it in SIGNING_KEY_FILE. If it is lost for good, make a new one there yourself ' +
        `(openssl ecparam -name prime256v1 -genkey -noout -out ${path}): what the old one signed stays verifiable.`,
    );
  }
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const made = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  // Another server on the same folder may have been quicker: its key is the one.
  await writeNewPrivateFile(path, made);
  return fromPem(await readFile(path, 'utf8'), path);
}

async function fromPem(pem: string, path: string): Promise<SigningKey> {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
    if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new TypeError('not on P-256');
  } catch (cause) {
    throw new Error(
      `${path} holds no private key on the curve P-256 in PEM, so the server cannot sign. Nothing was changed. Restore the file from a backup, or put a new key in its place; the old one stays published.`,
      { cause },
    );
  }
  const spki = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  return {
    keyId: await sha256Hex(spki),
    publicKey: Buffer.from(spki).toString('base64'),
    sign: async (bytes) => signBytes(key, bytes),
  };
}

/** A statement of the program's: the value's canonical JSON and the signature over these bytes. */
export async function signStatement(key: SigningKey, value: object): Promise<SignedStatement> {
  const text = canonicalJson(value);
  return { text, keyId: key.keyId, signature: await key.sign(utf8(text)) };
}
