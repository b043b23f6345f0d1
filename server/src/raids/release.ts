import { randomUUID } from 'node:crypto';
import { createWriteStream, openAsBlob } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type DisclosedRaid, type RaidDecision, raidGate, raidMarketplaces } from '@marketsafe/contract';
import {
  type ByteSource,
  canonicalJson,
  checksumsOf,
  PackageProblem,
  prepareRaidPackage,
} from '@marketsafe/evidence';
import { sayPackageGuide } from '@marketsafe/words';
import { appendAudit, openLedger } from '../audit/service.ts';
import { staffDetail } from '../audit/staff-detail.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { belongsToAny } from '../people/belonging.ts';
import { HttpProblem } from '../problems.ts';
import { dayInUtc } from '../rights/register.ts';
import type { SigningKey } from '../sealing/signing-key.ts';
import type { TimeStamps } from '../sealing/time-stamps.ts';
import { readCustody } from './custody-log.ts';
import { raidFolder } from './folder.ts';
import { findRaid, latestPackages, reachRaid } from './read.ts';

/** How long a release waits for a token over the package, in milliseconds: it goes out without one, too. */
const STAMP_PATIENCE = 4_000;

/** What a release works with. */
export interface ReleaseTools {
  db: Database;
  store: BlobStore;
  /** Folder for files that are being written. */
  scratch: string;
  signingKey: SigningKey;
  timeStamps: TimeStamps | null;
  version: string;
  now?: () => Date;
}

/**
 * Decides on a raid's package, as one of the program's staff who did not prepare it and does not belong to the organisation: releases what they
 * had before them, which is then packed once and kept byte for byte, or says why it does not go.
 * @throws HttpProblem `raid-unknown`, `raid-package-changed`, `raid-second-person`, `raid-of-own-organisation` or `raid-not-ready`
 */
export async function decideRaid(
  tools: ReleaseTools,
  caller: Caller,
  raidId: string,
  decision: RaidDecision,
): Promise<void> {
  const { db, now = () => new Date() } = tools;
  const identity = await reachRaid(db, caller, raidId);
  const { organisationId } = identity;
  const seen = await db.inOrganisation(identity, (scope) => undecided(scope, caller, raidId, decision));
  const archive = decision.decision === 'released' ? await pack(tools, seen) : null;
  await db.inOrganisation(identity, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const found = await undecided(scope, caller, raidId, decision);
    if (found.package_id !== seen.package_id) throw new HttpProblem('raid-package-changed');
    const at = now();
    await scope
      .updateTable('app.raid_packages')
      .set({
        ...{
          state: decision.decision,
          decided_at: at,
          decided_by: caller.userId,
          decided_by_name: caller.userName,
        },
        ...(archive && {
          archive_name: archive.name,
          archive_sha256: archive.sha256,
          archive_bytes: archive.bytes,
        }),
        ...(decision.decision === 'declined' && { reason: JSON.stringify(decision.reason) }),
      })
      .where('organisation_id', '=', organisationId)
      .where('package_id', '=', found.package_id)
      .execute();
    if (archive) await discloseToDesk(scope, found, archive, at);
    await appendAudit(scope, ledger, {
      action: decision.decision === 'released' ? 'raid.package-released' : 'raid.package-declined',
      at,
      actorUserId: caller.userId,
      entity: raidId,
      detail: {
        ...{ content: found.content_sha256, archive: archive?.sha256 ?? null },
        ...staffDetail({ ...caller, as: identity.as }),
      },
    });
  });
}

/** The marketplace's own people have it from now on, if they speak for all of its marketplaces. */
async function discloseToDesk(
  scope: Scope,
  found: Awaited<ReturnType<typeof undecided>>,
  archive: { name: string; sha256: string; bytes: number },
  at: Date,
): Promise<void> {
  await scope
    .insertInto('disclosed.raids')
    .values({
      ...{ package_id: found.package_id, number: found.content.number },
      marketplaces: raidMarketplaces(found.content),
      ...{ content: Buffer.from(canonicalJson(found.content)), content_sha256: found.content_sha256 },
      ...{ index_sha256: found.index_sha256, index_bytes: Number(found.index_bytes) },
      ...{ archive_name: archive.name, archive_sha256: archive.sha256, archive_bytes: archive.bytes },
      sent_on: at.toISOString().slice(0, 10),
    })
    .execute();
}

/** The package that waits for this person's decision. */
async function undecided(scope: Scope, caller: Caller, raidId: string, decision: RaidDecision) {
  const raid = await findRaid(scope, raidId);
  const { number, version } = raid;
  const found = (await latestPackages(scope, raidId)).get(raidId);
  if (found?.state !== 'prepared' || found.version !== version) throw new HttpProblem('raid-package-changed');
  if (await belongsToAny(scope, caller.userId, [raid.organisation_id]))
    throw new HttpProblem('raid-of-own-organisation');
  if (found.prepared_by === caller.userId)
    throw new HttpProblem('raid-second-person', { params: { number } });
  if (decision.decision === 'declined') return found;
  if (found.content_sha256 !== decision.seen) throw new HttpProblem('raid-package-changed');
  const custody = await readCustody(scope, raidId, caller);
  // A permission may have run out since.
  if (raidGate(raid.content, custody, dayInUtc()).length > 0)
    throw new HttpProblem('raid-not-ready', { params: { number } });
  return found;
}

/** Packs what was seen, and keeps the archive beside its files. */
async function pack(
  { store, scratch, signingKey, timeStamps, version, now = () => new Date() }: ReleaseTools,
  found: { package_id: string; content: DisclosedRaid; index_sha256: string },
): Promise<{ name: string; sha256: string; bytes: number }> {
  const folder = raidFolder(found.package_id);
  const files = new Map<string, ByteSource>();
  for (const { name, sha256 } of found.content.files) {
    const source = await store.source(folder, sha256);
    if (source) files.set(name, source);
  }
  const index = await store.source(folder, found.index_sha256);
  if (!index) throw new HttpProblem('package-impossible', { internal: 'the index is gone' });
  const path = join(scratch, `${randomUUID()}.zip`);
  try {
    const prepared = await prepareRaidPackage({
      ...{ raid: found.content, index: { sha256: found.index_sha256, source: index }, files, now: now() },
      packer: { name: 'MarketSafe program', publicKey: signingKey.publicKey, sign: signingKey.sign },
      ...(timeStamps && {
        stampTagManifest: (sha256: string) => timeStamps.stampNow(sha256, STAMP_PATIENCE),
      }),
      ...{ sayGuide: sayPackageGuide, software: `marketsafe-reporter ${version}` },
    });
    const sink = Writable.toWeb(createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    await prepared.write(sink as WritableStream<Uint8Array<ArrayBuffer>>);
    const { size } = await stat(path);
    const { sha256 } = await checksumsOf(await openAsBlob(path));
    await store.adopt(folder, sha256, path);
    return { name: prepared.fileName, sha256, bytes: size };
  } catch (error) {
    if (error instanceof PackageProblem)
      throw new HttpProblem('package-impossible', { internal: error.message });
    throw error;
  } finally {
    await rm(path, { force: true });
  }
}
