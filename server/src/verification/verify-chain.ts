import type pg from 'pg';
import { auditHash } from '../audit/service.ts';
import type { ChainEntry } from './faults.ts';

interface Row {
  sequence: number;
  entry: ChainEntry;
  previous_hash: Buffer;
  hash: Buffer;
}

/** Rows read at a time, so that a long chain does not have to fit in memory. */
const PAGE = 1_000;

/** How far a chain holds. */
export interface ChainEnd {
  sequence: number;
  hash: Buffer;
  /** What is wrong with the entry after it; null where there is none. */
  problem: string | null;
}

/**
 * Follows a chain as far as it holds.
 * @param look is shown the entries that hold, a page at a time
 */
export async function followChain(
  client: pg.ClientBase,
  organisationId: string,
  look: (entries: ChainEntry[]) => Promise<void>,
): Promise<ChainEnd> {
  let sequence = 0;
  let hash: Buffer = Buffer.alloc(0);
  for (;;) {
    const page = await client.query<Row>(
      'select sequence, entry, previous_hash, hash from app.audit where organisation_id = $1 and sequence > $2 order by sequence limit $3',
      [organisationId, sequence, PAGE],
    );
    const held: ChainEntry[] = [];
    let problem: string | null = null;
    for (const row of page.rows) {
      problem = faultOf(row, organisationId, sequence + 1, hash);
      if (problem) break;
      held.push(row.entry);
      sequence = row.sequence;
      hash = row.hash;
    }
    await look(held);
    if (problem || page.rows.length < PAGE) return { sequence, hash, problem };
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
