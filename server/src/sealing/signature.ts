import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

const ECDSA = 'sha256';

/** Most public keys that are kept as they were read: reading one takes half as long as verifying with it. */
const MOST_KEYS = 1_000;
const keys = new Map<string, KeyObject>();

/** Reads a public key; null where it is on another curve. Throws where it is none. */
function keyOf(publicKey: string): KeyObject | null {
  const known = keys.get(publicKey);
  if (known) return known;
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return null;
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(publicKey, key);
  return key;
}

/** Signs bytes with a private P-256 key: ECDSA with SHA-256, DER, base64; what `sign` of the evidence gives, in a fifth of its time. */
export function signBytes(key: KeyObject, bytes: Uint8Array): string {
  return sign(ECDSA, bytes, { key, dsaEncoding: 'der' }).toString('base64');
}

/**
 * Whether a signature holds. Says the same as `verifySignature` of the evidence, which runs in browsers too, in a fifth of its time. Never
 * throws: a key or a signature that is none does not hold, nor does another spelling of one.
 * @param publicKey SubjectPublicKeyInfo, DER, base64
 * @param signature DER, base64
 */
export function signatureHolds(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  const der = Buffer.from(signature, 'base64');
  if (der.toString('base64') !== signature) return false;
  try {
    const key = keyOf(publicKey);
    return key !== null && verify(ECDSA, bytes, { key, dsaEncoding: 'der' }, der);
  } catch {
    return false;
  }
}
