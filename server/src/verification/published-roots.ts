import { type AuditRootList, auditRoot } from '@marketsafe/contract';
import type { Scope } from '../db/database.ts';
import { sha256Of } from './roots.ts';

/** Most roots in one answer. */
const PAGE = 1_000;
/** Roots on the page for people: about a day's. */
const SHOWN = 150;

/** Published roots after a number, oldest first, with the time-stamps over them. */
export async function listRoots(scope: Scope, after: number): Promise<AuditRootList> {
  const roots = await scope
    .selectFrom('meta.audit_roots')
    .select(['number', 'text', 'key_id', 'signature'])
    .where('number', '>', after)
    .orderBy('number')
    .limit(PAGE)
    .execute();
  const stamps = await scope
    .selectFrom('meta.root_stamps')
    .select(['number', 'token', 'chain', 'stamped_at', 'authority'])
    .where('number', '>', after)
    .where('number', '<=', roots.at(-1)?.number ?? after)
    .orderBy('number')
    .execute();
  return {
    roots: roots.map(({ text, key_id: keyId, signature }) => ({ text, keyId, signature })),
    stamps: stamps.map(({ number, token, chain, stamped_at: at, authority }) => ({
      ...{ number, token: token.toString('base64'), chain, at: at.toISOString(), authority },
    })),
  };
}

/** A root as the page for people shows it. */
export interface ShownRoot {
  number: number;
  at: string;
  /** SHA-256 of its text: what a time-stamp is over. */
  sha256: string;
  keyId: string;
  stamp: { at: string; authority: string } | null;
}

/** The newest roots, newest first. */
export async function latestRoots(scope: Scope): Promise<ShownRoot[]> {
  const rows = await scope
    .selectFrom('meta.audit_roots as root')
    .leftJoin('meta.root_stamps as stamp', 'stamp.number', 'root.number')
    .select(['root.number', 'root.text', 'root.key_id', 'stamp.stamped_at', 'stamp.authority'])
    .orderBy('root.number', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map(({ number, text, key_id: keyId, stamped_at: at, authority }) => ({
    ...{ number, keyId, at: auditRoot.parse(JSON.parse(text)).at, sha256: sha256Of(text) },
    stamp: at && authority !== null ? { at: at.toISOString(), authority } : null,
  }));
}
