import { join } from 'node:path';
import { openBlobStore } from '../blobs/open-store.ts';
import { readInstance } from '../data-folder/instance.ts';
import { connect } from '../db/connect.ts';
import type { ServerOptions } from '../index.ts';
import { reachEmbedded } from '../postgres/reach.ts';
import { type AuthoritySetting, loadAuthorities } from '../sealing/authorities.ts';
import { readPublished } from './read-published.ts';
import { ROOTS_FILE } from './roots-file.ts';
import { type AuditVerdict, verifyAudit } from './verify.ts';

/** What is to be checked: a data folder, and the database where that is not the folder's own. */
type Checked = Pick<ServerOptions, 'dataFolder' | 'databaseUrl' | 'objectStore' | 'timeStampAuthorities'>;

/**
 * Checks the audit chains with everything they speak of, beside a running server or without one, and changes nothing.
 * @param from file with an answer of `/v1/audit-roots` that was kept, or the address of a program that publishes them
 * @throws in plain words where there is nothing to check
 */
export async function verifyFolder(options: Checked, from?: string): Promise<AuditVerdict> {
  const { dataFolder } = options;
  const published = from === undefined ? { roots: [], stamps: [] } : await readPublished(from);
  const authoritiesPem = await certificatesOf(options.timeStampAuthorities ?? []);
  const database = await reachDatabase(options);
  try {
    const owner = connect(database.url, '-c timezone=UTC', 1);
    try {
      const store = await openBlobStore({ folder: join(dataFolder, 'blobs'), s3: options.objectStore });
      const rootsFile = join(dataFolder, ROOTS_FILE);
      return await verifyAudit(owner, { store, rootsFile, published, authoritiesPem });
    } finally {
      await owner.end();
    }
  } finally {
    await database.release();
  }
}

/** Certificates of the authorities that are configured, where all of them have some. */
async function certificatesOf(settings: readonly AuthoritySetting[]): Promise<string | undefined> {
  const found = (await loadAuthorities(settings)).map(({ rootsPem }) => rootsPem);
  return found.length > 0 && found.every((pem) => pem !== undefined) ? found.join('\n') : undefined;
}

/** The database of a running server, or the folder's own, started for as long as it is needed. */
async function reachDatabase({ dataFolder, databaseUrl }: Checked) {
  if (databaseUrl !== undefined) return { url: databaseUrl, release: async () => undefined };
  const instance = await readInstance(dataFolder);
  if (!instance)
    throw new Error(
      `There is no data of a server in ${dataFolder}. Nothing was checked. Name its DATA_FOLDER or DATABASE_URL.`,
    );
  return reachEmbedded(dataFolder, instance);
}

/** Prints a verdict; returns the exit code. */
export function reportVerdict({ entries, roots, faults }: AuditVerdict): number {
  for (const { organisationId, sequence, problem } of faults) {
    const where =
      organisationId === null
        ? `root ${sequence}`
        : `organisation ${organisationId}${sequence === null ? '' : `, entry ${sequence}`}`;
    console.error(`${where}: ${problem}`);
  }
  console.log(`Audit: ${entries} entries and ${roots} roots read, ${faults.length} faults.`);
  return faults.length > 0 ? 1 : 0;
}
