import type { DeviceEnrolment, enrolmentStatement, SignedStatement } from '@marketsafe/contract';
import {
  canonicalJson,
  keyIdOf,
  pemOfPublicKey,
  publicKeyOfPem,
  utf8,
  verifySignature,
} from '@marketsafe/evidence';
import { sql } from 'kysely';
import type { z } from 'zod';
import { appendAudit, type Ledger, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { type FieldError, HttpProblem } from '../problems.ts';
import { isOwnChallenge } from './challenge.ts';
import { findPublicKeys } from './published-keys.ts';
import { type SigningKey, signStatement } from './signing-key.ts';

/** How old the challenge of an enrolment may be, in milliseconds. */
const CHALLENGE_LIFE = 24 * 60 * 60 * 1000;
/** Clocks of several servers of one program may differ by so much, in milliseconds. */
const CLOCKS_MAY_DIFFER = 5 * 60 * 1000;

/** What an enrolment came to. `fresh` where the device was not known before. */
export interface Enrolled {
  statement: SignedStatement;
  fresh: boolean;
}

/**
 * Makes a device's key known to the caller's organisation, once it has shown that it holds the private key. The same again gives the
 * statement that was given first.
 * @throws HttpProblem `invalid-body` where the proof does not hold, `device-conflict` where the device has another key already, or was
 * said to be lost: whoever has found it goes on with a new key
 */
export async function enrolDevice(
  db: Database,
  key: SigningKey,
  caller: Caller,
  enrolment: DeviceEnrolment,
): Promise<Enrolled> {
  const { organisationId } = caller;
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    await checkProof(scope, enrolment);
    const known = await scope
      .selectFrom('app.devices')
      .select(['public_key', 'statement', 'statement_key_id', 'statement_signature'])
      .where('organisation_id', '=', organisationId)
      .where('device_id', '=', enrolment.deviceId)
      .executeTakeFirst();
    if (!known) return { statement: await insertDevice(scope, ledger, key, caller, enrolment), fresh: true };
    if (known.public_key !== enrolment.publicKey) throw new HttpProblem('device-has-other-key');
    const lost = await scope
      .selectFrom('app.device_revocations')
      .select('revoked_at')
      .where('organisation_id', '=', organisationId)
      .where('device_id', '=', enrolment.deviceId)
      .executeTakeFirst();
    if (lost) throw new HttpProblem('device-lost');
    const { statement: text, statement_key_id: keyId, statement_signature: signature } = known;
    return { statement: { text, keyId, signature }, fresh: false };
  });
}

async function checkProof(scope: Scope, enrolment: DeviceEnrolment): Promise<void> {
  const { challenge, deviceId, publicKey, signature } = enrolment;
  const refuse = (error: FieldError) => new HttpProblem('device-unproven', { errors: [error] });
  // A key has one spelling only: its hash is its name.
  if ((await publicKeyOfPem(pemOfPublicKey(publicKey))) !== publicKey) {
    throw refuse({ path: '/publicKey', code: 'no-p256-key', params: {} });
  }
  const age = Date.now() - Date.parse(challenge.issuedAt);
  if (!(age < CHALLENGE_LIFE && age > -CLOCKS_MAY_DIFFER)) {
    throw refuse({ path: '/challenge', code: 'challenge-old', params: {} });
  }
  if (!isOwnChallenge(await findPublicKeys(scope, [challenge.keyId]), challenge)) {
    throw refuse({ path: '/challenge', code: 'challenge-foreign', params: {} });
  }
  const proven = utf8(canonicalJson({ challenge: challenge.challenge, deviceId, purpose: 'enrol' }));
  if (!(await verifySignature(publicKey, proven, signature))) {
    throw refuse({ path: '/signature', code: 'proof-wrong', params: {} });
  }
}

/** Makes a device known whose proof has been checked, or which is the demo program’s own. The ledger must be open. */
export async function insertDevice(
  scope: Scope,
  ledger: Ledger,
  key: SigningKey,
  { organisationId, userId }: Pick<Caller, 'organisationId' | 'userId'>,
  { deviceId, publicKey }: Pick<DeviceEnrolment, 'deviceId' | 'publicKey'>,
  at = new Date(),
): Promise<SignedStatement> {
  const publicKeySha256 = (await keyIdOf(publicKey)) ?? '';
  const says: z.infer<typeof enrolmentStatement> = {
    schema: 1,
    kind: 'device-enrolment',
    deviceId,
    publicKeySha256,
    organisationId,
    enrolledAt: at.toISOString(),
  };
  const statement = await signStatement(key, says);
  await scope
    .insertInto('app.devices')
    .values({
      organisation_id: organisationId,
      device_id: deviceId,
      public_key: publicKey,
      enrolled_by: userId,
      enrolled_at: at,
      statement: statement.text,
      statement_key_id: statement.keyId,
      statement_signature: statement.signature,
    })
    .execute();
  await appendAudit(scope, ledger, {
    action: 'device.enrolled',
    at,
    actorUserId: userId,
    entity: deviceId,
    detail: { publicKeySha256 },
  });
  return statement;
}

/** Asks for the devices among these that the organisation has enrolled, with their public keys: SubjectPublicKeyInfo, DER, base64. */
export function deviceKeysQuery(scope: Scope, organisationId: string, deviceIds: readonly string[]) {
  return scope
    .selectFrom('app.devices')
    .select(['device_id', 'public_key'])
    .where('organisation_id', '=', organisationId)
    .where(sql<boolean>`device_id = any(${[...deviceIds]}::uuid[])`);
}
