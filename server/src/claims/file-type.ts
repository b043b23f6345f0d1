import { addedFilesOf, type BlobType } from '@marketsafe/contract';
import type { Scope } from '../db/database.ts';

/** What a claim says that one of its files is: the same bytes may be something else to another claim. Undefined where it has no such file. */
export async function typeInClaim(
  scope: Scope,
  organisationId: string,
  claimId: string,
  sha256: string,
): Promise<BlobType | undefined> {
  const claim = await scope
    .selectFrom('app.claims')
    .select('particulars')
    .where('organisation_id', '=', organisationId)
    .where('claim_id', '=', claimId)
    .executeTakeFirst();
  // It may be there and not be shown: then neither are its files.
  if (!claim) return undefined;
  const filed = await scope
    .selectFrom('app.claim_evidence')
    .select(['manifest_sha256 as manifestSha256', 'files', 'masked'])
    .where('organisation_id', '=', organisationId)
    .where('claim_id', '=', claimId)
    .execute();
  const answers = await scope
    .selectFrom('app.claim_answers')
    .select(['files', 'evidence'])
    .where('organisation_id', '=', organisationId)
    .where('claim_id', '=', claimId)
    .execute();
  const captures = [...filed, ...answers.flatMap(({ evidence }) => evidence)];
  if (captures.some(({ manifestSha256 }) => manifestSha256 === sha256)) return 'application/json';
  const captured = [
    ...captures.flatMap(({ files, masked }) => [...files, ...masked]),
    ...answers.flatMap(({ files }) => files),
  ].find((file) => file.sha256 === sha256);
  if (captured) return captured.type;
  return addedFilesOf(claim).find(({ file }) => file.sha256 === sha256)?.file.type;
}
