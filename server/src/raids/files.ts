import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { raidFolder } from './folder.ts';
import { findOwnRaid, findRaid, latestPackages, reachRaid } from './read.ts';

/** Where bytes of a raid lie, and what they are. */
interface RaidBytes {
  organisationId: string;
  /** Folder of the store. */
  folder: string;
  sha256: string;
  bytes: number;
  type: string;
}

/**
 * A paper of a raid, as it was handed in: named in its latest version, or in its custody log. Of the sealed annex the program's staff get nothing.
 * @throws HttpProblem `raid-unknown` or `file-unknown`
 */
export async function raidPaper(
  db: Database,
  caller: Caller,
  raidId: string,
  sha256: string,
): Promise<RaidBytes> {
  const identity = await reachRaid(db, caller, raidId);
  const { organisationId } = identity;
  return db.inOrganisation(identity, async (scope) => {
    const { content } = await (identity.as === 'staff'
      ? findRaid(scope, raidId)
      : findOwnRaid(scope, raidId));
    const file = content.files.find((one) => one.sha256 === sha256);
    if (file) return { organisationId, folder: organisationId, sha256, bytes: file.bytes, type: file.type };
    const paper = await scope
      .selectFrom('app.raid_handovers as handover')
      .innerJoin('app.blobs as blob', (join) =>
        join
          .onRef('blob.organisation_id', '=', 'handover.organisation_id')
          .onRef('blob.sha256', '=', 'handover.paper'),
      )
      .select(['blob.bytes', 'blob.type'])
      .where('handover.raid_id', '=', raidId)
      .where('handover.paper', '=', sha256)
      .executeTakeFirst();
    if (!paper) throw new HttpProblem('file-unknown');
    return { organisationId, folder: organisationId, sha256, bytes: Number(paper.bytes), type: paper.type };
  });
}

/**
 * A part of the latest package, as it goes: `index.pdf`, a file by its name, or `package.zip` once it is released.
 * @throws HttpProblem `raid-unknown` or `file-unknown`
 */
export async function raidPart(
  db: Database,
  caller: Caller,
  raidId: string,
  name: string,
): Promise<RaidBytes & { name: string }> {
  const identity = await reachRaid(db, caller, raidId);
  const { organisationId } = identity;
  const found = await db.inOrganisation(identity, async (scope) =>
    (await latestPackages(scope, raidId)).get(raidId),
  );
  if (!found) throw new HttpProblem('file-unknown');
  const at = { organisationId, folder: raidFolder(found.package_id) };
  if (name === 'index.pdf')
    return {
      ...at,
      name,
      sha256: found.index_sha256,
      bytes: Number(found.index_bytes),
      type: 'application/pdf',
    };
  if (name === 'package.zip' && found.archive_sha256 !== null && found.archive_name !== null) {
    const { archive_sha256: sha256, archive_name, archive_bytes } = found;
    return { ...at, name: archive_name, sha256, bytes: Number(archive_bytes), type: 'application/zip' };
  }
  const file = found.content.files.find((one) => one.name === name);
  if (!file) throw new HttpProblem('file-unknown');
  return { ...at, name, sha256: file.sha256, bytes: file.bytes, type: file.type };
}
