import {
  addedFilesOf,
  type ClaimSubmission,
  claimSubmission,
  type EvidenceFile,
  type EvidenceItem,
  type PackageOrder,
} from '@marketsafe/contract';
import {
  type ByteSource,
  canonicalJson,
  disclosedCopies,
  type PackagedCapture,
  type PackagedQuestion,
  textOf,
} from '@marketsafe/evidence';
import type { BlobStore } from '../blobs/store.ts';
import { findSeal } from '../captures/seal.ts';
import { packagedQuestionsOf } from '../claims/questions.ts';
import type { Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';

/** Where the parts of a package are. */
export interface PackageSource {
  scope: Scope;
  store: BlobStore;
  organisationId: string;
  /** Whether there is an authority to ask. */
  stamping: boolean;
  /** What of the captures is to be packed. */
  kind: PackageOrder['kind'];
}

/** Claims with the captures they rest on, ready to be packed; files are compared and read when they are packed. */
export interface Collected {
  claims: ClaimSubmission[];
  /** Those of the claims, and of the answers to questions about them. */
  captures: PackagedCapture[];
  /** What was asked and answered about the claims, by the claim's id. */
  inquiries: ReadonlyMap<string, readonly PackagedQuestion[]>;
  /** What people added to the claims and answers, by hash. */
  added: ReadonlyMap<string, ByteSource>;
  /** Hashes of all files that are to be packed. */
  hashes: string[];
}

/** A capture's record is not what was handed in. */
export class BrokenRecord extends Error {
  override name = 'BrokenRecord';
  readonly sha256: string;

  constructor(sha256: string) {
    super(sha256);
    this.sha256 = sha256;
  }
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

/** What was asked and answered about claims, which goes to the program and a court and never to a marketplace. */
async function inquiriesOf(
  { scope, organisationId, kind }: PackageSource,
  claimIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PackagedQuestion[]>> {
  const found = new Map<string, readonly PackagedQuestion[]>();
  if (kind === 'disclosure') return found;
  for (const claimId of claimIds) {
    const asked = await packagedQuestionsOf(scope, organisationId, claimId);
    if (asked.length > 0) found.set(claimId, asked);
  }
  return found;
}

/** Files out of the store under the names they are given. One that is not there is left out: it is found when all are compared. */
async function sourcesOf(
  { store, organisationId }: PackageSource,
  named: readonly { name: string; sha256: string }[],
): Promise<ReadonlyMap<string, ByteSource>> {
  const files = new Map<string, ByteSource>();
  for (const { name, sha256 } of named) {
    const source = await store.source(organisationId, sha256);
    if (source) files.set(name, source);
  }
  return files;
}

/** A disclosure needs no original, so one that is damaged is not in its way. */
function packedFilesOf({ kind }: PackageSource, item: EvidenceItem): readonly EvidenceFile[] {
  return kind === 'disclosure' ? disclosedCopies(item.masked) : [...item.files, ...item.masked];
}

async function captureOf(source: PackageSource, item: EvidenceItem): Promise<PackagedCapture> {
  const { scope, store, organisationId, stamping } = source;
  const packed = packedFilesOf(source, item);
  const seal = await findSeal(scope, organisationId, item.captureId, stamping);
  if (!seal) throw new HttpProblem('capture-unsigned');
  const bytes = await store.read(organisationId, item.manifestSha256);
  const manifestText = bytes && textOf(bytes);
  if (manifestText === null) throw new BrokenRecord(item.manifestSha256);
  return {
    manifestText,
    signature: item.signature,
    devicePublicKey: seal.device.publicKey,
    files: await sourcesOf(
      source,
      packed.map(({ path, sha256 }) => ({ name: path, sha256 })),
    ),
    masked: item.masked,
    seal,
  };
}

/**
 * Finds claims with all that they rest on.
 * @param claimIds each once
 * @throws HttpProblem `not-found` or `not-ready`, saying what is in the way; BrokenRecord
 */
export async function collect(source: PackageSource, claimIds: readonly string[]): Promise<Collected> {
  const claims = await claimsOf(source, claimIds);
  const inquiries = await inquiriesOf(source, claimIds);
  const answers = [...inquiries.values()].flat().flatMap(({ answer }) => (answer ? [answer.given] : []));
  const items = new Map<string, EvidenceItem>();
  for (const item of [...claims, ...answers].flatMap(({ evidence }) => evidence)) {
    const known = items.get(item.captureId);
    if (known && canonicalJson(known) !== canonicalJson(item)) {
      throw new HttpProblem('masked-copies-differ');
    }
    items.set(item.captureId, item);
  }
  const captures: PackagedCapture[] = [];
  // One after another: a record may be some megabytes.
  for (const item of items.values()) captures.push(await captureOf(source, item));
  const files = [
    ...claims.flatMap(addedFilesOf).map(({ file }) => file),
    ...answers.flatMap((one) => one.files),
  ];
  const added = files.map(({ sha256 }) => ({ name: sha256, sha256 }));
  const hashes = [...[...items.values()].flatMap((item) => packedFilesOf(source, item)), ...files].map(
    ({ sha256 }) => sha256,
  );
  return { claims, captures, inquiries, added: await sourcesOf(source, added), hashes };
}
