import { addedFilesOf, type ClaimSubmission, claimSubmission, type EvidenceItem } from '@marketsafe/contract';
import { type ByteSource, canonicalJson, type PackagedCapture, textOf } from '@marketsafe/evidence';
import type { BlobStore } from '../blobs/store.ts';
import { findSeal } from '../captures/seal.ts';
import type { Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';

/** Where the parts of a package are. */
export interface PackageSource {
  scope: Scope;
  store: BlobStore;
  organisationId: string;
  /** Whether there is an authority to ask. */
  stamping: boolean;
}

/** Claims with the captures they rest on, ready to be packed; files are read when they are packed. */
export interface Collected {
  claims: ClaimSubmission[];
  captures: PackagedCapture[];
  /** What people added to the claims, by hash. */
  added: ReadonlyMap<string, ByteSource>;
}

async function claimsOf(
  { scope, organisationId }: PackageSource,
  claimIds: readonly string[],
): Promise<ClaimSubmission[]> {
  const rows = await scope
    .selectFrom('app.claims')
    .select('body')
    .where('organisation_id', '=', organisationId)
    .where('claim_id', 'in', claimIds)
    .orderBy('received_at')
    .orderBy('claim_id')
    .execute();
  if (rows.length !== claimIds.length) throw new HttpProblem('claim-unknown');
  return rows.map(({ body }) => {
    const parsed = claimSubmission.safeParse(JSON.parse(body.toString('utf8')));
    if (!parsed.success) throw new HttpProblem('capture-unsigned');
    return parsed.data;
  });
}

/** Files out of the store under the names they are given. */
async function sourcesOf(
  { store, organisationId }: PackageSource,
  named: readonly { name: string; sha256: string }[],
): Promise<ReadonlyMap<string, ByteSource>> {
  const files = new Map<string, ByteSource>();
  const missing: string[] = [];
  for (const { name, sha256 } of named) {
    const source = await store.source(organisationId, sha256);
    if (source) files.set(name, source);
    else missing.push(sha256);
  }
  if (missing.length > 0) {
    throw new HttpProblem('stored-files-missing', { missing });
  }
  return files;
}

async function captureOf(source: PackageSource, item: EvidenceItem): Promise<PackagedCapture> {
  const { scope, store, organisationId, stamping } = source;
  const seal = await findSeal(scope, organisationId, item.captureId, stamping);
  if (!seal) throw new HttpProblem('capture-unsigned');
  const bytes = await store.read(organisationId, item.manifestSha256);
  const manifestText = bytes && textOf(bytes);
  if (manifestText === null) {
    throw new HttpProblem('stored-files-missing', { missing: [item.manifestSha256] });
  }
  return {
    manifestText,
    signature: item.signature,
    devicePublicKey: seal.device.publicKey,
    files: await sourcesOf(
      source,
      [...item.files, ...item.masked].map(({ path, sha256 }) => ({ name: path, sha256 })),
    ),
    masked: item.masked,
    seal,
  };
}

/**
 * Finds claims with all that they rest on.
 * @param claimIds each once
 * @throws HttpProblem `not-found`, `not-ready` or `blobs-missing`, saying what is in the way
 */
export async function collect(source: PackageSource, claimIds: readonly string[]): Promise<Collected> {
  const claims = await claimsOf(source, claimIds);
  const items = new Map<string, EvidenceItem>();
  for (const item of claims.flatMap(({ evidence }) => evidence)) {
    const known = items.get(item.captureId);
    if (known && canonicalJson(known) !== canonicalJson(item)) {
      throw new HttpProblem('masked-copies-differ');
    }
    items.set(item.captureId, item);
  }
  const captures: PackagedCapture[] = [];
  // One after another: a record may be some megabytes.
  for (const item of items.values()) captures.push(await captureOf(source, item));
  const added = claims.flatMap(addedFilesOf).map(({ file: { sha256 } }) => ({ name: sha256, sha256 }));
  return { claims, captures, added: await sourcesOf(source, added) };
}
