import { canonicalJson } from '@marketsafe/evidence';
import { signedStatementAnswer } from '../api/answers.ts';
import type { ApiResult, Call } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { DeviceRow } from '../database/device-rows.ts';
import { ensureDevice, replaceDevice, signWith } from './device.ts';

/**
 * Makes this device's key known to the organisation that is signed in, once; `again` where the server turned out not to know it.
 * Needs a challenge of the server's. Returns undefined where there is nothing to do yet. A device that was said to be lost becomes another
 * one, with a new key.
 */
export async function enrolDevice(
  db: ReporterDatabase,
  call: Call,
  organisationId: string,
  now: () => number,
  { again = false }: { again?: boolean } = {},
): Promise<ApiResult<unknown> | undefined> {
  const device = await ensureDevice(db, now());
  if (!again && device.enrolments.some((enrolment) => enrolment.organisationId === organisationId))
    return undefined;
  const answer = await handIn(db, call, organisationId, device);
  if (!answer || answer.ok || answer.kind !== 'http' || answer.problem?.code !== 'device-lost') return answer;
  await replaceDevice(db, now(), device);
  return handIn(db, call, organisationId, await ensureDevice(db, now()));
}

/** Shows the organisation that this device holds its private key, and keeps what the server says to that. */
async function handIn(
  db: ReporterDatabase,
  call: Call,
  organisationId: string,
  device: DeviceRow,
): Promise<ApiResult<unknown> | undefined> {
  const heard = await db.reference.get('challenge');
  if (heard?.key !== 'challenge') return undefined;
  const { deviceId, publicKey } = device;
  const { challenge } = heard;
  const statement = canonicalJson({ challenge: challenge.challenge, deviceId, purpose: 'enrol' });
  const signature = await signWith(device, new TextEncoder().encode(statement));
  const answer = await call({
    method: 'POST',
    path: '/v1/devices',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ deviceId, publicKey, challenge, signature }),
    answer: signedStatementAnswer,
  });
  if (!answer.ok) return answer;
  await db.device
    .where('key')
    .equals('device')
    .and((row) => row.deviceId === deviceId)
    .modify((row) => {
      row.enrolments = [
        ...row.enrolments.filter((enrolment) => enrolment.organisationId !== organisationId),
        { organisationId, statement: answer.value },
      ];
    });
  return answer;
}
