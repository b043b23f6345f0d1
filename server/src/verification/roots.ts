import { createHash } from 'node:crypto';
import type { AuditRoot, SignedStatement } from '@marketsafe/contract';
import { canonicalJson } from '@marketsafe/evidence';
import type pg from 'pg';
import type { Scope } from '../db/database.ts';
import { type SigningKey, signStatement } from '../sealing/signing-key.ts';
import { type KeptRoot, keepRoots } from './roots-file.ts';

/** Where an organisation's audit chain ends. */
export interface ChainHead {
  organisationId: string;
  sequence: number;
  hash: string;
}

/** One server makes a root at a time. */
const LOCK = 4_310_002;
/** One server at a time writes the file, which several may share. */
const FILE_LOCK = 4_310_003;
/** How often the heads are looked at, in milliseconds. */
const EVERY = 10 * 60 * 1_000;
/** Most roots in one answer. */
const PAGE = 1_000;

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The hash over heads that a root signs. */
export function headsSha256(heads: ReadonlyMap<string, ChainHead>): string {
  const sorted = [...heads.values()].sort((one, other) =>
    one.organisationId < other.organisationId ? -1 : 1,
  );
  return sha256Of(
    canonicalJson(sorted.map(({ organisationId, sequence, hash }) => ({ organisationId, sequence, hash }))),
  );
}

interface Row {
  number: number;
  text: string;
  key_id: string;
  signature: string;
  moved: ChainHead[];
}

/** Every root with the heads that had moved, in their order. @param owner connects as the database's owner */
export async function* readRoots(owner: Pick<pg.Pool, 'query'>, after = 0): AsyncGenerator<KeptRoot> {
  for (let last = after; ; ) {
    const { rows } = await owner.query<Row>(
      'select number, text, key_id, signature, moved from meta.audit_roots where number > $1 order by number limit $2',
      [last, PAGE],
    );
    for (const { number, text, key_id: keyId, signature, moved } of rows) {
      yield { number, text, keyId, signature, moved };
      last = number;
    }
    if (rows.length < PAGE) return;
  }
}

/** Does work while no other server does it. */
async function alone(owner: pg.Pool, lock: number, work: () => Promise<void>): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [lock]);
    await work();
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

/** What is known of the roots so far. */
interface Known {
  heads: Map<string, ChainHead>;
  last: KeptRoot | null;
}

/** Makes a root where a head has moved since the last one. */
async function makeRoot(owner: pg.Pool, key: SigningKey, known: Known): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    // Another server may have made some.
    for await (const root of readRoots(client, known.last?.number)) {
      for (const head of root.moved) known.heads.set(head.organisationId, head);
      known.last = root;
    }
    const { rows } = await client.query<ChainHead>(
      `select organisation_id as "organisationId", audit_sequence as sequence, encode(audit_hash, 'hex') as hash
        from app.ledger_heads where audit_sequence > 0`,
    );
    const moved = rows.filter((head) => known.heads.get(head.organisationId)?.hash !== head.hash);
    if (moved.length === 0) {
      await client.query('rollback');
      return;
    }
    const heads = new Map([...known.heads, ...moved.map((head) => [head.organisationId, head] as const)]);
    const number = (known.last?.number ?? 0) + 1;
    const says: AuditRoot = {
      schema: 1,
      kind: 'audit-root',
      number,
      at: new Date().toISOString(),
      previousSha256: known.last ? sha256Of(known.last.text) : null,
      headsSha256: headsSha256(heads),
    };
    const { text, keyId, signature } = await signStatement(key, says);
    await client.query(
      'insert into meta.audit_roots (number, text, key_id, signature, moved) values ($1, $2, $3, $4, $5)',
      [number, text, keyId, signature, JSON.stringify(moved)],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Roots of the audit chains. */
export interface AuditRoots {
  /** Makes a root now, where a head has moved. */
  make(): Promise<void>;
  /** Stops making them. */
  close(): Promise<void>;
}

/**
 * Makes a root of all audit chains now, every ten minutes while heads move, and when it is closed; each is kept a second time in a file.
 * @param owner connects as the database's owner: no organisation may see another's head
 */
export async function openRoots(
  owner: pg.Pool,
  key: SigningKey,
  file: string,
  onProblem: (error: unknown, message: string) => void,
): Promise<AuditRoots> {
  const known: Known = { heads: new Map(), last: null };
  const make = async () => {
    await makeRoot(owner, key, known);
    await alone(owner, FILE_LOCK, () => keepRoots(file, (after) => readRoots(owner, after)));
  };
  let running: Promise<void> = Promise.resolve();
  const inTurn = () => {
    running = running
      .then(make)
      .catch((error: unknown) => onProblem(error, 'no root of the audit chains was made'));
    return running;
  };
  await make();
  const timer = setInterval(() => void inTurn(), EVERY);
  timer.unref();
  return {
    make: inTurn,
    async close() {
      clearInterval(timer);
      await inTurn();
    },
  };
}

/** Published roots after a number, oldest first. */
export async function listRoots(scope: Scope, after: number): Promise<SignedStatement[]> {
  const rows = await scope
    .selectFrom('meta.audit_roots')
    .select(['text', 'key_id', 'signature'])
    .where('number', '>', after)
    .orderBy('number')
    .limit(PAGE)
    .execute();
  return rows.map(({ text, key_id: keyId, signature }) => ({ text, keyId, signature }));
}
