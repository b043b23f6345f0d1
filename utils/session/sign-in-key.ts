import { PROOF_ALGORITHM, PROOF_TYPE, type ProofClaims } from '@marketsafe/contract';
import { toBase64, utf8 } from '@marketsafe/evidence';
import type { SignInKey } from '../database/device-rows.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/**
 * A key for one sign-in. Nobody can take it out of this browser, so that a token which was copied is worth nothing elsewhere. It is not the
 * key that signs captures: that one is known to every program and stays when somebody signs out.
 */
export async function newSignInKey(): Promise<SignInKey> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return { privateKey: pair.privateKey, publicKey: { kty: 'EC', crv: 'P-256', x, y } };
}

function base64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function jsonPart(value: unknown): string {
  return base64Url(utf8(JSON.stringify(value)));
}

/**
 * A proof for one request that its sender has the key (RFC 9449).
 * @param url the request's address without a query
 * @param nonce the server's last word for proofs, if it has given one
 * @param now Unix milliseconds
 */
export async function proofFor(
  { privateKey, publicKey }: SignInKey,
  request: { method: 'POST'; url: string; nonce: string | undefined },
  now: number,
): Promise<string> {
  const claims: ProofClaims = {
    jti: crypto.randomUUID(),
    htm: request.method,
    htu: request.url,
    iat: Math.max(0, now) / 1_000,
    ...(request.nonce !== undefined && { nonce: request.nonce }),
  };
  const head = { typ: PROOF_TYPE, alg: PROOF_ALGORITHM, jwk: publicKey };
  const text = `${jsonPart(head)}.${jsonPart(claims)}`;
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, utf8(text));
  return `${text}.${base64Url(new Uint8Array(signature))}`;
}
