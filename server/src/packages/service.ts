import type { PackageOrder } from '@marketsafe/contract';
import { PackageProblem, type PreparedPackage, preparePackage } from '@marketsafe/evidence';
import { sayPackageGuide } from '@marketsafe/words';
import { type AuditRecord, appendAudit, openLedger } from '../audit/service.ts';
import { staffDetail } from '../audit/staff-detail.ts';
import { requireWhole } from '../blobs/condition.ts';
import type { BlobStore } from '../blobs/store.ts';
import { reachClaims } from '../claims/reach.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { listKeys } from '../sealing/published-keys.ts';
import type { SigningKey } from '../sealing/signing-key.ts';
import type { TimeStamps } from '../sealing/time-stamps.ts';
import { BrokenRecord, collect } from './collect.ts';
import { mayExport } from './policy.ts';

/** How long an export waits for a token over the whole package, in milliseconds: it goes out without one, too. */
const STAMP_PATIENCE = 4_000;

/** What packing works with. */
export interface PackagingTools {
  db: Database;
  store: BlobStore;
  signingKey: SigningKey;
  timeStamps: TimeStamps | null;
  /** Version of this program. */
  version: string;
}

/** A package that may go out, which the audit says already. */
export interface OpenedExport extends PreparedPackage {
  /**
   * Writes into the audit that it did not go out whole.
   * @param cause `receiver-gone`: who asked for it went away; `file-changed`: a file was another than a moment before; `failed`: else
   */
  brokeOff(cause: 'receiver-gone' | 'file-changed' | 'failed'): Promise<void>;
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof PackageProblem)) return error;
  return error.reason === 'no-masked-copies'
    ? new HttpProblem('capture-unmasked')
    : new HttpProblem('package-impossible', { internal: error.message });
}

/** Everything the package needs, each file read whole and compared. */
async function collectWhole(
  { db, store, timeStamps }: PackagingTools,
  caller: Caller,
  { kind }: Pick<PackageOrder, 'kind'>,
  claimIds: readonly string[],
) {
  const { organisationId } = caller;
  const source = { store, organisationId, stamping: timeStamps !== null, kind };
  const collected = await db
    .inOrganisation(caller, async (scope) => ({
      ...(await collect({ ...source, scope }, claimIds)),
      serverKeys: await listKeys(scope),
    }))
    .catch((error: unknown) => {
      if (error instanceof BrokenRecord) return error;
      throw error;
    });
  if (collected instanceof BrokenRecord) {
    await requireWhole({ db, store }, organisationId, [collected.sha256]);
    throw new HttpProblem('package-impossible', { internal: collected.message });
  }
  await requireWhole({ db, store }, organisationId, collected.hashes);
  return collected;
}

/**
 * Claims of the caller's organisation, or of one that staff reached, as a package that can be written. Nothing of it is recorded.
 * @throws HttpProblem or PackageProblem where it cannot be made
 */
export async function prepareOf(
  tools: PackagingTools,
  caller: Caller,
  order: Pick<PackageOrder, 'kind'>,
  claimIds: readonly string[],
): Promise<PreparedPackage> {
  const { signingKey, timeStamps, version } = tools;
  const { captures, claims, inquiries, added, serverKeys } = await collectWhole(
    tools,
    caller,
    order,
    claimIds,
  );
  return preparePackage({
    ...{ kind: order.kind, captures, claims, inquiries, added, serverKeys, now: new Date() },
    packer: { name: 'MarketSafe program', publicKey: signingKey.publicKey, sign: signingKey.sign },
    ...(timeStamps && {
      stampTagManifest: (sha256: string) => timeStamps.stampNow(sha256, STAMP_PATIENCE),
    }),
    sayGuide: sayPackageGuide,
    software: `marketsafe-reporter ${version}`,
  });
}

/** Writes an entry for each claim. */
async function record(
  db: Database,
  caller: Caller,
  claimIds: readonly string[],
  entry: Pick<AuditRecord, 'action' | 'detail'>,
): Promise<void> {
  const at = new Date();
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    for (const entity of claimIds) {
      const detail = { ...entry.detail, ...staffDetail(caller) };
      await appendAudit(scope, ledger, { ...entry, detail, at, actorUserId: caller.userId, entity });
    }
  });
}

/**
 * Prepares a package of claims of one organisation and records that it goes out, and to whom; or that it was refused because it
 * cannot be made, which is known before its first byte. The program's key signs as packer.
 * @throws HttpProblem where it may not or cannot be made
 */
export async function openExport(
  tools: PackagingTools,
  own: Caller,
  order: PackageOrder,
): Promise<OpenedExport> {
  const { db } = tools;
  const { kind } = order;
  if (!mayExport(kind, own.roles)) {
    throw new HttpProblem('may-not-export');
  }
  const [caller, ...others] = await reachClaims(db, own, order.claimIds);
  if (!caller) throw new HttpProblem('claim-unknown');
  if (others.length > 0) throw new HttpProblem('package-of-several-organisations');
  const claimIds = [...new Set(order.claimIds)];
  const prepared = await prepareOf(tools, caller, order, claimIds).catch(async (error: unknown) => {
    const refusal = refusalOf(error);
    // A claim that is unknown here is nothing that an entry could be about.
    if (refusal instanceof HttpProblem && refusal.problem.code !== 'claim-unknown') {
      const { code = '', missing = [] } = refusal.problem;
      const detail = { kind, refusal: code, files: missing.length, file: missing[0] ?? null };
      await record(db, caller, claimIds, { action: 'package.refused', detail });
    }
    throw refusal;
  });
  const detail = { kind, package: prepared.fileName, claims: claimIds.length };
  await record(db, caller, claimIds, { action: 'package.exported', detail });
  return {
    ...prepared,
    brokeOff: (cause) =>
      record(db, caller, claimIds, { action: 'package.broken-off', detail: { ...detail, cause } }),
  };
}
