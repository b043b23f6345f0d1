import { createHash } from 'node:crypto';
import { RELEASED_PROCEDURES } from '@marketsafe/contract/procedures';
import canonicalize from 'canonicalize';
import type pg from 'pg';

/** What the procedures of this release are known by: the first 16 digits of the SHA-256 of their canonical JSON (RFC 8785). */
export const RELEASE = createHash('sha256')
  .update(canonicalize(RELEASED_PROCEDURES) ?? '')
  .digest('hex')
  .slice(0, 16);

/**
 * Keeps the procedures of this release, once: what held at a past time has to be told after the next release.
 * @param owner connects as the database's owner: the program itself cannot add any
 */
export async function keepRelease(owner: pg.Pool): Promise<void> {
  await owner.query(
    'insert into meta.procedure_releases (fingerprint, book, since) values ($1, $2, now()) on conflict do nothing',
    [RELEASE, JSON.stringify(RELEASED_PROCEDURES)],
  );
}
