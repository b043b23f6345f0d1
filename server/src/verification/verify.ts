import { type AuditRootList, uuid } from '@marketsafe/contract';
import type pg from 'pg';
import type { BlobStore } from '../blobs/store.ts';
import type { AuditFault } from './faults.ts';
import { followChain } from './verify-chain.ts';
import { checkClaims, countClaims } from './verify-claims.ts';
import { checkDevices } from './verify-devices.ts';
import { checkFiles } from './verify-files.ts';
import { checkReceipts } from './verify-receipts.ts';
import { checkRoots } from './verify-roots.ts';

/** What beside the database the audit is held against. */
export interface Holdings {
  store: BlobStore;
  rootsFile: string;
  /** Roots that somebody fetched from `/v1/audit-roots` and kept, with their time-stamps. */
  published: AuditRootList;
  /** Certificates that time-stamp authorities must lead to; left out, it is not checked who they are. */
  authoritiesPem?: string | undefined;
}

/** What a check came to. */
export interface AuditVerdict {
  entries: number;
  roots: number;
  faults: AuditFault[];
}

/**
 * Follows every organisation's audit chain from its first entry to its head, at one moment: a server may go on writing meanwhile.
 * @param owner connects as the database's owner, because it looks across organisations
 * @param holdings where they are given, also holds claims, files, receipts and roots against the chains
 * @returns the first fault of each chain that has one, every other fault, and how much was read
 */
export async function verifyAudit(owner: pg.Pool, holdings?: Holdings): Promise<AuditVerdict> {
  const client = await owner.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const verdict = await verify(client, holdings);
    await client.query('rollback');
    return verdict;
  } finally {
    // Ends the connection, and what was set on it.
    client.release(true);
  }
}

async function verify(client: pg.PoolClient, holdings: Holdings | undefined): Promise<AuditVerdict> {
  const enter = async (organisationId: string) => {
    await client.query("select set_config('app.organisation_id', $1, true)", [organisationId]);
  };
  const { rows } = await client.query<{ organisation_id: string }>(
    'select organisation_id from app.organisations order by 1',
  );
  const organisations = new Set(rows.map((row) => row.organisation_id));
  const keys = await publishedKeys(client);
  const faults: AuditFault[] = [];
  let entries = 0;
  for (const organisationId of organisations) {
    await enter(organisationId);
    const chain = await verifyOrganisation(client, organisationId, keys, holdings?.store);
    entries += chain.entries;
    faults.push(...chain.faults);
    if (holdings) faults.push(...(await checkReceipts(client, organisationId, keys)));
  }
  if (!holdings) return { entries, roots: 0, faults };
  faults.push(...(await foldersOfNobody(holdings.store, organisations)));
  const { rootsFile: file, published, authoritiesPem } = holdings;
  const checked = await checkRoots({
    ...{ client, keys, file, published, authoritiesPem, enter, organisations },
  });
  return { entries, roots: checked.roots, faults: [...faults, ...checked.faults] };
}

async function publishedKeys(client: pg.PoolClient): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ key_id: string; public_key: string }>(
    'select key_id, public_key from meta.signing_keys',
  );
  return new Map(rows.map(({ key_id, public_key }) => [key_id, public_key]));
}

/** One chain, and where a store is given the claims and files that its entries speak of. */
async function verifyOrganisation(
  client: pg.PoolClient,
  organisationId: string,
  keys: ReadonlyMap<string, string>,
  store: BlobStore | undefined,
): Promise<{ entries: number; faults: AuditFault[] }> {
  const faults: AuditFault[] = [];
  let claims = 0;
  const end = await followChain(client, organisationId, async (held) => {
    if (!store) return;
    claims += held.filter(({ action }) => action === 'claim.submitted').length;
    claims -= held.filter(({ action }) => action === 'claim.deleted').length;
    faults.push(...(await checkDevices(client, organisationId, held, keys)));
    faults.push(...(await checkClaims(client, organisationId, held)));
    faults.push(...(await checkFiles(client, store, organisationId, held)));
  });
  const head = await client.query<{ audit_sequence: number; audit_hash: Buffer }>(
    'select audit_sequence, audit_hash from app.ledger_heads where organisation_id = $1',
    [organisationId],
  );
  const [at] = head.rows;
  if (end.problem !== null) {
    faults.push({ organisationId, sequence: end.sequence + 1, problem: end.problem });
  } else if (!at) {
    faults.push({ organisationId, sequence: end.sequence, problem: 'the head of the chain is gone' });
  } else if (end.sequence !== at.audit_sequence || !end.hash.equals(at.audit_hash)) {
    faults.push({
      organisationId,
      sequence: Math.min(end.sequence, at.audit_sequence) + 1,
      problem: 'entries at the end are missing or were added by something else, or the head was moved',
    });
  }
  // Behind a fault nobody can say which claims the chain speaks of.
  const here = store && end.problem === null ? await countClaims(client, organisationId) : claims;
  if (here > claims) {
    const problem = `${here - claims} claims are here of which the chain does not say that they were handed in`;
    faults.push({ organisationId, sequence: null, problem });
  }
  return { entries: end.sequence, faults };
}

/** Files of organisations that the database does not know. */
async function foldersOfNobody(store: BlobStore, organisations: ReadonlySet<string>): Promise<AuditFault[]> {
  return (await store.folders())
    .filter((name) => uuid.safeParse(name).success && !organisations.has(name))
    .map((organisationId) => ({
      organisationId,
      sequence: null,
      problem: 'the organisation is gone, and its files are here',
    }));
}
