import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { quote, quoted, type Table } from './catalogue.ts';
import type { Packed } from './manifest.ts';

/**
 * How values are written, so that the same row is always the same bytes: whichever server, session or country. No scan begins in the
 * middle of a table because another one is there, and none is shared out, so that rows come in the order in which they lie.
 */
const SAME_BYTES =
  '-c timezone=UTC -c datestyle=ISO,YMD -c intervalstyle=postgres -c bytea_output=hex -c extra_float_digits=1 ' +
  '-c client_encoding=UTF8 -c synchronize_seqscans=off -c max_parallel_workers_per_gather=0 -c row_security=off';

/** A connection of the database's owner for copying rows. */
export async function connectToCopy(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    options: SAME_BYTES,
    application_name: 'marketsafe-backup',
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The statement that reads a table whole. */
export function wholeTable(table: Table): string {
  return `select ${table.columns.map(quote).join(', ')} from ${quoted(table)}`;
}

/** Writes the rows of a query into a file of a backup: COPY's text, compressed by gzip; on the disk before this returns. */
export async function packRows(
  client: pg.Client,
  query: string,
  folder: string,
  file: string,
): Promise<Packed> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const rows = client.query(copyTo(`copy (${query}) to stdout`));
  const [content, whole] = [createHash('sha256'), createHash('sha256')];
  // Flushed when it is closed.
  const target = createWriteStream(path, { mode: 0o600, flush: true });
  await pipeline(rows, hashing(content), createGzip({ level: 4 }), hashing(whole), target);
  return {
    ...{ file, rows: rows.rowCount },
    ...{ sha256: whole.digest('hex'), contentSha256: content.digest('hex') },
  };
}

/** Hash and number of the rows of a query, as `packRows` has them. */
export async function hashRows(client: pg.Client, query: string) {
  const rows = client.query(copyTo(`copy (${query}) to stdout`));
  const content = createHash('sha256');
  await pipeline(rows, hashing(content), nowhere());
  return { rows: rows.rowCount, contentSha256: content.digest('hex') };
}

/** Loads rows of a backup into a table. @returns hash and number of what was loaded */
export async function loadRows(client: pg.Client, table: Table, path: string) {
  const into = client.query(
    copyFrom(`copy ${quoted(table)} (${table.columns.map(quote).join(', ')}) from stdin`),
  );
  const content = createHash('sha256');
  await pipeline(createReadStream(path), createGunzip(), hashing(content), into);
  return { rows: into.rowCount, contentSha256: content.digest('hex') };
}

/** The lines of a packed file of one column without special characters. */
export function unpack(path: string): Readable {
  return createReadStream(path).pipe(createGunzip());
}

function hashing(hash: Hash): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
