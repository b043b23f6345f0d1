import { randomBytes } from 'node:crypto';
import type { ServerChallenge } from '@marketsafe/contract';
import { canonicalJson, utf8 } from '@marketsafe/evidence';
import { signatureHolds } from './signature.ts';
import type { SigningKey } from './signing-key.ts';

/** What is signed: a challenge can never be taken for a statement, nor a statement for a challenge. */
function signedBytes({ challenge, issuedAt }: Pick<ServerChallenge, 'challenge' | 'issuedAt'>) {
  return utf8(canonicalJson({ challenge, issuedAt, purpose: 'not-before' }));
}

/** Random bytes that nobody could know before now. Nothing is remembered: the signature tells them again. */
export async function issueChallenge(key: SigningKey): Promise<ServerChallenge> {
  const challenge = randomBytes(32).toString('base64');
  const issuedAt = new Date().toISOString();
  const signature = await key.sign(signedBytes({ challenge, issuedAt }));
  return { challenge, issuedAt, keyId: key.keyId, signature };
}

/**
 * Whether the program issued this challenge, at the time it says.
 * @param publicKeys the program's own by their id, that of the challenge among them if it is one
 */
export function isOwnChallenge(publicKeys: ReadonlyMap<string, string>, challenge: ServerChallenge): boolean {
  const publicKey = publicKeys.get(challenge.keyId);
  return publicKey !== undefined && signatureHolds(publicKey, signedBytes(challenge), challenge.signature);
}
