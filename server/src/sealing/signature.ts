import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

const ECDSA = 'sha256';

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
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return false;
    return verify(ECDSA, bytes, { key, dsaEncoding: 'der' }, der);
  } catch {
    return false;
  }
}
