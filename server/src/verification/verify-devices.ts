import { enrolmentStatement } from '@marketsafe/contract';
import { fromBase64, sha256Hex, utf8, verifySignature } from '@marketsafe/evidence';
import type pg from 'pg';
import type { AuditFault, ChainEntry } from './faults.ts';

interface Row {
  device_id: string;
  public_key: string;
  statement: string;
  statement_key_id: string;
  statement_signature: string;
}

/**
 * Holds the devices that these entries say were enrolled against what the program signed about their keys.
 * @param keys published keys by their ids
 */
export async function checkDevices(
  client: pg.ClientBase,
  organisationId: string,
  entries: readonly ChainEntry[],
  keys: ReadonlyMap<string, string>,
): Promise<AuditFault[]> {
  const enrolled = entries.filter(({ action }) => action === 'device.enrolled');
  if (enrolled.length === 0) return [];
  const { rows } = await client.query<Row>(
    `select device_id, public_key, statement, statement_key_id, statement_signature from app.devices
      where organisation_id = $1 and device_id = any($2::uuid[])`,
    [organisationId, enrolled.map(({ entity }) => entity)],
  );
  const devices = new Map(rows.map((row) => [row.device_id, row]));
  const faults: AuditFault[] = [];
  for (const { sequence, entity } of enrolled) {
    const problem = await faultOf(organisationId, entity, devices.get(entity), keys);
    if (problem) faults.push({ organisationId, sequence, problem });
  }
  return faults;
}

async function faultOf(
  organisationId: string,
  deviceId: string,
  row: Row | undefined,
  keys: ReadonlyMap<string, string>,
): Promise<string | null> {
  if (!row) return `device ${deviceId} is gone`;
  const key = keys.get(row.statement_key_id);
  if (key === undefined || !(await verifySignature(key, utf8(row.statement), row.statement_signature))) {
    return `the statement about device ${deviceId} is not signed by the program`;
  }
  const says = enrolmentStatement.safeParse(JSON.parse(row.statement)).data;
  const der = fromBase64(row.public_key);
  const own =
    says?.deviceId === deviceId &&
    says.organisationId === organisationId &&
    der !== null &&
    says.publicKeySha256 === (await sha256Hex(der));
  return own ? null : `the key of device ${deviceId} was changed`;
}
