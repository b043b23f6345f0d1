import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  type CleanCopy,
  type DisclosedRaid,
  discloseRaid,
  goingRaidFiles,
  type RaidContent,
  raidGate,
} from '@marketsafe/contract';
import { canonicalJson, checksumsOf, sha256Hex } from '@marketsafe/evidence';
import { sql } from 'kysely';
import { appendAudit, openLedger } from '../audit/service.ts';
import { requireWhole } from '../blobs/condition.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Drawing } from '../drawing/drawing.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { dayInUtc } from '../rights/register.ts';
import { readCustody } from './custody-log.ts';
import { raidFolder } from './folder.ts';
import { findRaid, type ReadRaid } from './read.ts';

/** What preparing works with. Clock and chance are given, so that what goes can be compared byte for byte. */
export interface PrepareTools {
  db: Database;
  store: BlobStore;
  drawing: Drawing;
  now?: () => Date;
  newId?: () => string;
}

/**
 * Prepares the package of a raid: what goes is built from what may, its files are copied clean, its index is drawn; a second person then
 * looks at exactly that.
 * @throws HttpProblem `raid-unknown`, `raid-changed-meanwhile`, `raid-not-ready`, `raid-file-unreadable`, or of files that are not as they were
 */
export async function prepareRaid(
  tools: PrepareTools,
  caller: Caller,
  raidId: string,
  version: number,
): Promise<void> {
  const { db, drawing, now = () => new Date(), newId = randomUUID } = tools;
  const at = now();
  const read = await db.inOrganisation(caller, (scope) => readReady(scope, caller, raidId, version));
  const packageId = newId();
  const copies = await cleanCopies(tools, caller, read.raid.content, packageId);
  const { rights, custody, raid } = read;
  const content = discloseRaid(raid.content, {
    ...{ number: raid.number, preparedOn: at.toISOString().slice(0, 10), requester: caller.organisationName },
    ...{ rights, custody, copies },
  });
  const index = await drawing.raidIndex(caller, content, async (path) => {
    const { size } = await stat(path);
    const { sha256 } = await checksumsOf(await openAsBlob(path));
    await tools.store.adopt(raidFolder(packageId), sha256, path);
    return { sha256, bytes: size };
  });
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const again = await readReady(scope, caller, raidId, version);
    // The log of custody is no part of the version.
    if (canonicalJson(again.custody) !== canonicalJson(custody))
      throw new HttpProblem('raid-changed-meanwhile', { params: { name: again.raid.saved_by_name } });
    const contentSha256 = await sha256Hex(canonicalJson(content));
    await scope
      .insertInto('app.raid_packages')
      .values({
        ...{ organisation_id: caller.organisationId, package_id: packageId, raid_id: raidId, version },
        ...{ state: 'prepared', content: canonicalJson(content), content_sha256: contentSha256 },
        ...{ index_sha256: index.sha256, index_bytes: index.bytes },
        ...{ prepared_at: at, prepared_by: caller.userId, prepared_by_name: caller.userName },
      })
      .execute();
    await appendAudit(scope, ledger, {
      action: 'raid.package-prepared',
      at,
      actorUserId: caller.userId,
      entity: raidId,
      detail: { version, content: contentSha256, files: content.files.length },
    });
  });
}

/** A raid in this version that has passed the gate, with all that its package rests on. */
async function readReady(scope: Scope, caller: Caller, raidId: string, version: number) {
  const raid = await findRaid(scope, raidId);
  if (raid.version !== version)
    throw new HttpProblem('raid-changed-meanwhile', { params: { name: raid.saved_by_name } });
  const custody = await readCustody(scope, raidId, caller);
  if (raidGate(raid.content, custody, dayInUtc()).length > 0)
    throw new HttpProblem('raid-not-ready', { params: { number: raid.number } });
  return { raid, custody, rights: await rightsOf(scope, raid) };
}

async function rightsOf(scope: Scope, { content }: ReadRaid): Promise<DisclosedRaid['rights']> {
  return scope
    .selectFrom('app.rights')
    .select(['type', 'place', 'number', 'mark', 'owner'])
    .where(sql<boolean>`right_id = any(${content.rightIds}::uuid[])`)
    .orderBy('place')
    .orderBy('number')
    .execute();
}

/** Clean copies of what goes, under the package's own folder, each opened in a process of its own. */
async function cleanCopies(
  { db, store, drawing }: PrepareTools,
  caller: Caller,
  content: RaidContent,
  packageId: string,
): Promise<Map<string, CleanCopy>> {
  const going = goingRaidFiles(content);
  await requireWhole(
    { db, store },
    caller.organisationId,
    going.map(({ sha256 }) => sha256),
  );
  const opened = await drawing.open(
    caller,
    going.map(({ sha256, type }) => ({
      ...{ folder: caller.organisationId, sha256, type, copyTo: raidFolder(packageId) },
    })),
  );
  const copies = new Map<string, CleanCopy>();
  for (const [index, { sha256, name }] of going.entries()) {
    const became = opened[index];
    if (became?.outcome !== 'copied') throw new HttpProblem('raid-file-unreadable', { params: { name } });
    copies.set(sha256, { sha256: became.sha256, bytes: became.bytes, type: became.type });
  }
  return copies;
}
