import type pg from 'pg';
import { auditHash } from './service.ts';

/** What was found wrong, and where. */
export interface AuditFault {
  organisationId: string;
  sequence: number;
  problem: string;
}

interface Row {
  sequence: number;
  entry: { organisationId?: unknown; sequence?: unknown };
  previous_hash: Buffer;
  hash: Buffer;
}

/** Rows read at a time, so that a long chain does not have to fit in memory. */
const PAGE = 1_000;

/**
 * Walks every organisation's audit chain from its first entry to its head.
 * @param pool connects as the database's owner, because it looks across organisations
 * @returns the first fault of each chain that has one, and how many entries were read
 */
export async function verifyAudit(pool: pg.Pool): Promise<{ entries: number; faults: AuditFault[] }> {
  const heads = await pool.query<{
    organisation_id: string;
    audit_sequence: number;
    audit_hash: Buffer;
  }>('select organisation_id, audit_sequence, audit_hash from app.ledger_heads order by 1');
  let entries = 0;
  const faults: AuditFault[] = [];
  for (const head of heads.rows) {
    const organisationId = head.organisation_id;
    const end = await walk(pool, organisationId);
    entries += end.sequence;
    if (end.problem !== null) {
      faults.push({ organisationId, sequence: end.sequence + 1, problem: end.problem });
    } else if (end.sequence !== head.audit_sequence || !end.hash.equals(head.audit_hash)) {
      faults.push({
        organisationId,
        sequence: Math.min(end.sequence, head.audit_sequence) + 1,
        problem: 'entries at the end are missing or were added by something else',
      });
    }
  }
  return { entries, faults };
}

/** Follows a chain as far as it holds. */
async function walk(
  pool: pg.Pool,
  organisationId: string,
): Promise<{ sequence: number; hash: Buffer; problem: string | null }> {
  let sequence = 0;
  let hash: Buffer = Buffer.alloc(0);
  for (;;) {
    const page = await pool.query<Row>(
      'select sequence, entry, previous_hash, hash from app.audit where organisation_id = $1 and sequence > $2 order by sequence limit $3',
      [organisationId, sequence, PAGE],
    );
    for (const row of page.rows) {
      const problem = faultOf(row, organisationId, sequence + 1, hash);
      if (problem) return { sequence, hash, problem };
      sequence = row.sequence;
      hash = row.hash;
    }
    if (page.rows.length < PAGE) return { sequence, hash, problem: null };
  }
}

function faultOf(row: Row, organisationId: string, expected: number, previous: Buffer): string | null {
  if (row.sequence !== expected) return 'the entry is missing';
  if (row.entry.organisationId !== organisationId || row.entry.sequence !== expected) {
    return 'the entry belongs elsewhere in a chain';
  }
  if (!row.previous_hash.equals(previous)) return 'the entry does not follow the one before it';
  if (!auditHash(previous, row.entry).equals(row.hash)) return 'the entry was changed';
  return null;
}
