import { fromBER, Integer, Sequence } from 'asn1js';
import { fromBase64, fromHex, sameBytes, toBase64, toHex } from './bytes.ts';
import { sha256Hex } from './hash.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const ECDSA = { name: 'ECDSA', hash: 'SHA-256' } as const;
/** Bytes of one of the two numbers of a P-256 signature. */
const HALF = 32;

function integer(bytes: Uint8Array): Integer {
  return Integer.fromBigInt(BigInt(`0x${toHex(bytes)}`));
}

/** DER of a P-256 signature (`SEQUENCE { r INTEGER, s INTEGER }`) from the two numbers one after the other, as WebCrypto gives them. */
export function derFromP1363(signature: Uint8Array): Uint8Array<ArrayBuffer> {
  if (signature.length !== 2 * HALF) throw new RangeError(`a P-256 signature has ${2 * HALF} bytes`);
  const value = [integer(signature.subarray(0, HALF)), integer(signature.subarray(HALF))];
  return new Uint8Array(new Sequence({ value }).toBER());
}

function numbersOf(der: Uint8Array<ArrayBuffer>): bigint[] {
  const { result, offset } = fromBER(der);
  if (offset !== der.length || !(result instanceof Sequence)) return [];
  const numbers = result.valueBlock.value.map((part) => (part instanceof Integer ? part.toBigInt() : -1n));
  return numbers.every((number) => number > 0n && number < 1n << 256n) ? numbers : [];
}

/** The two numbers one after the other, as WebCrypto takes them; null for what is not exactly the DER of a P-256 signature. */
export function p1363FromDer(der: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const numbers = numbersOf(der);
  if (numbers.length !== 2) return null;
  const hex = numbers.map((number) => number.toString(16).padStart(2 * HALF, '0')).join('');
  const signature = fromHex(hex);
  // One signature has one form: a second spelling of the same numbers is refused.
  return sameBytes(derFromP1363(signature), der) ? signature : null;
}

/** Signs bytes with a P-256 key: ECDSA with SHA-256, DER, base64; what `openssl dgst -sha256 -verify` takes. */
export async function sign(privateKey: CryptoKey, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64(derFromP1363(new Uint8Array(await crypto.subtle.sign(ECDSA, privateKey, bytes))));
}

async function importPublicKey(publicKey: string): Promise<CryptoKey | null> {
  const spki = fromBase64(publicKey);
  if (spki === null) return null;
  try {
    return await crypto.subtle.importKey('spki', spki, P256, true, ['verify']);
  } catch {
    return null;
  }
}

/**
 * Whether a signature made by `sign` holds. Never throws: a key or a signature that is none does not hold.
 * @param publicKey SubjectPublicKeyInfo, DER, base64
 * @param signature DER, base64
 */
export async function verifySignature(
  publicKey: string,
  bytes: Uint8Array<ArrayBuffer>,
  signature: string,
): Promise<boolean> {
  const key = await importPublicKey(publicKey);
  const der = fromBase64(signature);
  const numbers = der && p1363FromDer(der);
  if (!key || !numbers) return false;
  return crypto.subtle.verify(ECDSA, key, numbers, bytes);
}

/** Public key of a pair as the contract carries it: SubjectPublicKeyInfo, DER, base64. */
export async function exportPublicKey(key: CryptoKey): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.exportKey('spki', key)));
}

/** Name of a key: SHA-256 of its SubjectPublicKeyInfo. Null for what is no base64. */
export async function keyIdOf(publicKey: string): Promise<string | null> {
  const spki = fromBase64(publicKey);
  return spki && sha256Hex(spki);
}

/** PEM of a public key given as base64 of its SubjectPublicKeyInfo: the file that OpenSSL takes. */
export function pemOfPublicKey(publicKey: string): string {
  return `-----BEGIN PUBLIC KEY-----\n${(publicKey.match(/.{1,64}/g) ?? []).join('\n')}\n-----END PUBLIC KEY-----\n`;
}

/** Base64 of the SubjectPublicKeyInfo in a PEM file with one P-256 public key; null for anything else. */
export async function publicKeyOfPem(pem: string): Promise<string | null> {
  const parts = /^\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]{1,2000})-----END PUBLIC KEY-----\s*$/.exec(
    pem,
  );
  const publicKey = parts?.[1]?.replace(/\s/g, '');
  const key = publicKey === undefined ? null : await importPublicKey(publicKey);
  return key && exportPublicKey(key);
}
