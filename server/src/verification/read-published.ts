import { readFile } from 'node:fs/promises';
import { type AuditRootList, auditRoot, auditRootList } from '@marketsafe/contract';

/** Longest wait for one page of roots, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Roots that were published: from a file in which an answer of `/v1/audit-roots` was kept, or from an address of a program, of which all
 * pages are read.
 * @throws in plain words where there are none
 */
export async function readPublished(from: string): Promise<AuditRootList> {
  try {
    if (/^https?:\/\//.test(from)) return await fetchAll(new URL('/v1/audit-roots', from));
    return auditRootList.parse(JSON.parse(await readFile(from, 'utf8')));
  } catch (cause) {
    throw new Error(`${from} holds no answer of /v1/audit-roots. Nothing was checked.`, { cause });
  }
}

async function fetchAll(address: URL): Promise<AuditRootList> {
  const all: AuditRootList = { roots: [], stamps: [] };
  for (let after = 0; ; ) {
    address.searchParams.set('after', String(after));
    const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(`answered with ${answer.status}`);
    const { roots, stamps } = auditRootList.parse(await answer.json());
    all.roots.push(...roots);
    all.stamps.push(...stamps);
    const last = roots.at(-1);
    const next = last && auditRoot.parse(JSON.parse(last.text)).number;
    if (next === undefined || next <= after) return all;
    after = next;
  }
}
