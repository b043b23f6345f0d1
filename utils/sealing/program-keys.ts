import { programKeysAnswer } from '../api/answers.ts';
import type { ApiResult, Call } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';

/** A public key with which a program signs or has signed. */
export interface ProgramKey {
  keyId: string;
  publicKey: string;
}

/** Every key that a program has published to this device: a package needs those of the time its captures were sealed. */
export async function knownKeys(db: ReporterDatabase): Promise<readonly ProgramKey[]> {
  const row = await db.reference.get('keys');
  return row?.key === 'keys' ? row.keys : [];
}

/** Fetches the program's public keys and adds them to those that are known. `now` in Unix milliseconds. */
export async function fetchKeys(
  db: ReporterDatabase,
  call: Call,
  now: () => number,
): Promise<ApiResult<unknown>> {
  const answer = await call({ method: 'GET', path: '/v1/keys', answer: programKeysAnswer });
  if (!answer.ok) return answer;
  await db.transaction('rw', db.reference, async () => {
    const keys = new Map((await knownKeys(db)).map((key) => [key.keyId, key]));
    for (const { keyId, publicKey } of answer.value.keys) keys.set(keyId, { keyId, publicKey });
    await db.reference.put({ key: 'keys', keys: [...keys.values()], fetchedAt: now() });
  });
  return answer;
}

/** Fetches the program's keys where the last thing it signed was signed with one that is not known here. */
export async function fetchNewKeys(
  db: ReporterDatabase,
  call: Call,
  now: () => number,
): Promise<ApiResult<unknown> | undefined> {
  const heard = await db.reference.get('challenge');
  if (heard?.key !== 'challenge') return undefined;
  const known = await knownKeys(db);
  return known.some(({ keyId }) => keyId === heard.challenge.keyId) ? undefined : fetchKeys(db, call, now);
}
