import type { PackageOrder } from '@marketsafe/contract';
import { PackageProblem, type PreparedPackage, preparePackage } from '@marketsafe/evidence';
import { sayPackageGuide } from '@marketsafe/words';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { listKeys } from '../sealing/published-keys.ts';
import type { SigningKey } from '../sealing/signing-key.ts';
import type { TimeStamps } from '../sealing/time-stamps.ts';
import { collect } from './collect.ts';
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

function refusalOf(error: unknown): unknown {
  if (!(error instanceof PackageProblem)) return error;
  return error.reason === 'no-masked-copies'
    ? new HttpProblem('capture-unmasked')
    : new HttpProblem('package-impossible', { internal: error.message });
}

/**
 * Prepares a package of claims of the caller's organisation and records that it goes out, and to whom. The program's key signs as packer.
 * @throws HttpProblem where it may not or cannot be made
 */
export async function openExport(
  { db, store, signingKey, timeStamps, version }: PackagingTools,
  caller: Caller,
  order: PackageOrder,
): Promise<PreparedPackage> {
  const { organisationId, userId } = caller;
  if (!mayExport(order.kind, caller.roles)) {
    throw new HttpProblem('may-not-export');
  }
  const claimIds = [...new Set(order.claimIds)];
  const { claims, captures, added, serverKeys } = await db.inOrganisation(caller, async (scope) => ({
    ...(await collect({ scope, store, organisationId, stamping: timeStamps !== null }, claimIds)),
    serverKeys: await listKeys(scope),
  }));
  const now = new Date();
  const prepared = await preparePackage({
    kind: order.kind,
    ...{ captures, claims, added, serverKeys, now },
    packer: { name: 'MarketSafe program', publicKey: signingKey.publicKey, sign: signingKey.sign },
    ...(timeStamps && {
      stampTagManifest: (sha256: string) => timeStamps.stampNow(sha256, STAMP_PATIENCE),
    }),
    sayGuide: sayPackageGuide,
    software: `marketsafe-reporter ${version}`,
  }).catch((error: unknown) => {
    throw refusalOf(error);
  });
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    for (const claimId of claimIds) {
      await appendAudit(scope, ledger, {
        action: 'package.exported',
        at: now,
        actorUserId: userId,
        entity: claimId,
        detail: { kind: order.kind, package: prepared.fileName, claims: claimIds.length },
      });
    }
  });
  return prepared;
}
