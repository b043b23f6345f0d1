import type { CaptureSeal } from '@marketsafe/contract';
import type { Selectable } from 'kysely';
import type { Scope } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';

/**
 * What the program has added to a capture; undefined where the organisation has none of this id.
 * @param stamping whether there is an authority to ask
 */
export async function findSeal(
  scope: Scope,
  organisationId: string,
  captureId: string,
  stamping: boolean,
): Promise<CaptureSeal | undefined> {
  const row = await scope
    .selectFrom('app.captures as capture')
    // Whoever may not see the claim that brought it any more sees nothing of the capture either.
    .innerJoin('app.claims as claim', (join) =>
      join
        .onRef('claim.organisation_id', '=', 'capture.organisation_id')
        .onRef('claim.claim_id', '=', 'capture.claim_id'),
    )
    .innerJoin('app.devices as device', (join) =>
      join
        .onRef('device.organisation_id', '=', 'capture.organisation_id')
        .onRef('device.device_id', '=', 'capture.device_id'),
    )
    .innerJoin('app.time_stamps as stamp', (join) =>
      join
        .onRef('stamp.organisation_id', '=', 'capture.organisation_id')
        .onRef('stamp.capture_id', '=', 'capture.capture_id'),
    )
    .select([
      'capture.capture_id',
      'capture.manifest_sha256',
      'capture.receipt',
      'capture.receipt_key_id',
      'capture.receipt_signature',
      'device.public_key',
      'device.statement',
      'device.statement_key_id',
      'device.statement_signature',
      'stamp.state',
      'stamp.last_failures',
      'stamp.token',
      'stamp.chain',
      'stamp.stamped_at',
      'stamp.authority',
    ])
    .where('capture.organisation_id', '=', organisationId)
    .where('capture.capture_id', '=', captureId)
    .executeTakeFirst();
  return (
    row && {
      captureId: row.capture_id,
      manifestSha256: row.manifest_sha256,
      receipt: { text: row.receipt, keyId: row.receipt_key_id, signature: row.receipt_signature },
      device: {
        publicKey: row.public_key,
        enrolment: {
          text: row.statement,
          keyId: row.statement_key_id,
          signature: row.statement_signature,
        },
      },
      timeStamp: timeStampOf(row, stamping),
    }
  );
}

type Stamp = Pick<
  Selectable<Tables['app.time_stamps']>,
  'state' | 'last_failures' | 'token' | 'chain' | 'stamped_at' | 'authority'
>;

function timeStampOf(stamp: Stamp, stamping: boolean): CaptureSeal['timeStamp'] {
  const { token, chain, stamped_at: at, authority, last_failures: failures } = stamp;
  if (token && chain !== null && at && authority !== null) {
    return { state: 'stamped', token: token.toString('base64'), chain, at: at.toISOString(), authority };
  }
  if (!stamping) return { state: 'not-configured' };
  return { state: 'pending', ...(failures === null ? {} : { failures }) };
}
