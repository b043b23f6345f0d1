import { type CaptureReceipt, readReceipt } from '@marketsafe/contract';
import { utf8, verifySignature } from '@marketsafe/evidence';
import type pg from 'pg';
import type { AuditFault } from './faults.ts';

interface Row {
  capture_id: string;
  claim_id: string;
  manifest_sha256: string;
  device_id: string;
  receipt: string;
  receipt_key_id: string;
  receipt_signature: string;
}

const PAGE = 500;

/**
 * Holds the receipts of an organisation's captures against its chain: each is signed and names the chain's hash at the claim's entry, so a
 * chain that was written anew, or cut behind it and gone on with, is no longer theirs.
 * @param keys published keys by their ids
 */
export async function checkReceipts(
  client: pg.ClientBase,
  organisationId: string,
  keys: ReadonlyMap<string, string>,
): Promise<AuditFault[]> {
  const faults: AuditFault[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await client.query<Row>(
      `select capture_id, claim_id, manifest_sha256, device_id, receipt, receipt_key_id, receipt_signature from app.captures
        where organisation_id = $1 and capture_id > $2 order by capture_id limit $3`,
      [organisationId, after, PAGE],
    );
    const receipts = rows.map((row) => ({ row, says: readReceipt({ receipt: signed(row) }) }));
    const hashes = await hashesAt(
      client,
      organisationId,
      receipts.flatMap(({ says }) => says?.audit.sequence ?? []),
    );
    for (const { row, says } of receipts) {
      const problem = await faultOf(organisationId, row, says, keys, hashes);
      if (problem) faults.push({ organisationId, sequence: says?.audit.sequence ?? null, problem });
      after = row.capture_id;
    }
    if (rows.length < PAGE) return faults;
  }
}

function signed(row: Row) {
  return { text: row.receipt, keyId: row.receipt_key_id, signature: row.receipt_signature };
}

/** Hashes of the chain by their positions. */
export async function hashesAt(
  client: pg.ClientBase,
  organisationId: string,
  sequences: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await client.query<{ sequence: number; hash: string }>(
    `select sequence, encode(hash, 'hex') as hash from app.audit where organisation_id = $1 and sequence = any($2::bigint[])`,
    [organisationId, sequences],
  );
  return new Map(rows.map(({ sequence, hash }) => [sequence, hash]));
}

async function faultOf(
  organisationId: string,
  row: Row,
  says: CaptureReceipt | null,
  keys: ReadonlyMap<string, string>,
  hashes: ReadonlyMap<number, string>,
): Promise<string | null> {
  const name = `the receipt of capture ${row.capture_id}`;
  const key = keys.get(row.receipt_key_id);
  if (!says) return `${name} is none`;
  if (key === undefined || !(await verifySignature(key, utf8(row.receipt), row.receipt_signature))) {
    return `${name} is not signed by the program`;
  }
  const own =
    says.captureId === row.capture_id &&
    says.manifestSha256 === row.manifest_sha256 &&
    says.deviceId === row.device_id &&
    says.organisationId === organisationId;
  if (!own) return `${name} is another capture’s, or the capture was changed`;
  if (hashes.get(says.audit.sequence) !== says.audit.hash) {
    return `the chain is not the one that ${name} of ${says.receivedAt} names: it was cut or written anew`;
  }
  return null;
}
