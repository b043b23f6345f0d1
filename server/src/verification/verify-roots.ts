import { type AuditRoot, type AuditRootList, auditRoot } from '@marketsafe/contract';
import { utf8, verifySignature } from '@marketsafe/evidence';
import type pg from 'pg';
import type { AuditFault } from './faults.ts';
import { type ChainHead, headsSha256, readRoots, sha256Of } from './roots.ts';
import { type KeptRoot, readRootsFile } from './roots-file.ts';
import { hashesAt } from './verify-receipts.ts';
import { readStamps, stampFaults } from './verify-stamps.ts';

/** What roots are held against. */
export interface RootsSource {
  client: pg.ClientBase;
  /** Published keys by their ids. */
  keys: ReadonlyMap<string, string>;
  /** The file beside the database. */
  file: string | null;
  /** Roots, with their time-stamps, that somebody fetched and kept elsewhere. */
  published: AuditRootList;
  /** Certificates that authorities must lead to; undefined where it is not checked who they are. */
  authoritiesPem: string | undefined;
  /** Makes the rows of one organisation visible. */
  enter(organisationId: string): Promise<void>;
  organisations: ReadonlySet<string>;
}

/** A chain that went with the demo program's organisation. */
interface RemovedChain {
  organisation_id: string;
  audit_sequence: number;
  audit_hash: string;
  last_root: number;
}

/** The removed chain that a root names, if it is one. */
function removedChain(
  removed: readonly RemovedChain[],
  { organisationId }: ChainHead,
  number: number,
): RemovedChain | undefined {
  return removed.find((chain) => chain.organisation_id === organisationId && number <= chain.last_root);
}

function parse(text: string): AuditRoot | null {
  try {
    return auditRoot.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Holds every root against the one before it, its signature, the chains as they are, and the copies of it that are elsewhere. */
export async function checkRoots(source: RootsSource): Promise<{ roots: number; faults: AuditFault[] }> {
  const { client, keys, file } = source;
  const problems: [number: number, problem: string][] = [];
  const heads = new Map<string, ChainHead>();
  const { rows: removed } = await client.query<RemovedChain>(
    'select organisation_id, audit_sequence, audit_hash, last_root from meta.removed_demos order by last_root',
  );
  /** The latest root that names each place of a chain. */
  const named = new Map<string, Map<number, { number: number; hash: string }>>();
  const texts = new Map<number, string>();
  let last: KeptRoot | null = null;
  for await (const root of readRoots(client)) {
    const { number, text, keyId, signature, moved } = root;
    for (const head of moved) {
      heads.set(head.organisationId, head);
      const gone = removedChain(removed, head, number);
      if (gone) {
        const { audit_sequence: end, audit_hash: hash } = gone;
        if (head.sequence > end || (head.sequence === end && head.hash !== hash))
          problems.push([number, 'the root names more of a demo chain than was removed']);
        continue;
      }
      const places = named.get(head.organisationId) ?? new Map();
      named.set(head.organisationId, places.set(head.sequence, { number, hash: head.hash }));
    }
    const says = parse(text);
    const key = keys.get(keyId);
    if (number !== (last?.number ?? 0) + 1) problems.push([number, 'the root before it is missing']);
    else if (says?.number !== number || says.previousSha256 !== (last && sha256Of(last.text))) {
      problems.push([number, 'the root does not follow the one before it']);
    } else if (says.headsSha256 !== headsSha256(heads))
      problems.push([number, 'the heads under the root were changed']);
    if (key === undefined || !(await verifySignature(key, utf8(text), signature))) {
      problems.push([number, 'the root is not signed by the program']);
    }
    texts.set(number, text);
    last = root;
  }
  problems.push(...(await copiesThatDiffer(texts, file, source.published.roots)));
  const stamps = [...(await readStamps(client)), ...source.published.stamps];
  problems.push(...(await stampFaults(stamps, texts, source.authoritiesPem)));
  const faults = problems.map(([sequence, problem]) => ({ organisationId: null, sequence, problem }));
  return { roots: texts.size, faults: [...faults, ...(await chainFaults(source, named))] };
}

/** Roots that were published or kept in the file, and are no longer the database's. */
async function copiesThatDiffer(
  texts: ReadonlyMap<number, string>,
  file: string | null,
  published: AuditRootList['roots'],
): Promise<[number, string][]> {
  const kept = (file === null ? undefined : await readRootsFile(file)) ?? [];
  const found: [number, string][] = [];
  kept.forEach((root, line) => {
    if (!root) found.push([line + 1, 'the line of the file of roots is damaged']);
    else if (texts.get(root.number) !== root.text) {
      found.push([
        root.number,
        'the root in the file is no longer the database’s: the database was put back or changed',
      ]);
    }
  });
  for (const { text } of published) {
    const number = parse(text)?.number ?? 0;
    if (texts.get(number) !== text) {
      found.push([
        number,
        'the root that was published is no longer the database’s: it was put back or changed',
      ]);
    }
  }
  return found;
}

/** Chains that are not the ones under the roots, each once. */
async function chainFaults(
  { client, enter, organisations }: RootsSource,
  named: ReadonlyMap<string, ReadonlyMap<number, { number: number; hash: string }>>,
): Promise<AuditFault[]> {
  const faults: AuditFault[] = [];
  for (const [organisationId, places] of named) {
    await enter(organisationId);
    const hashes = await hashesAt(client, organisationId, [...places.keys()]);
    const [wrong] = [...places].filter(([sequence, { hash }]) => hashes.get(sequence) !== hash);
    if (!organisations.has(organisationId)) {
      faults.push({ organisationId, sequence: null, problem: 'the organisation is gone, which roots name' });
    } else if (wrong) {
      const [sequence, { number }] = wrong;
      const problem = `the chain is not the one that root ${number} names: it was cut or written anew`;
      faults.push({ organisationId, sequence, problem });
    }
  }
  return faults;
}
