import {
  type AddedFile,
  addedFilesOf,
  type ClaimSubmission,
  claimSubmission,
  consentedFields,
} from '@marketsafe/contract';
import { releasable } from '../release.ts';
import { packedInquiry } from './inquiry.ts';
import * as layout from './layout.ts';
import type { PackageRequest } from './types.ts';

type ClaimPart = Pick<ClaimSubmission, 'particulars'>;

/** What of a claim goes to the marketplace, without the captures, which the statement describes. */
const disclosedPart = claimSubmission.omit({ evidence: true });

/**
 * What of a claim goes to the marketplace: its fields of class A, and of class B those to which consent is recorded on this very claim.
 * What came out of this comes out of it again.
 */
export function disclosedClaim(claim: ClaimPart): unknown {
  return releasable(disclosedPart, claim, consentedFields(claim)) ?? {};
}

/** A file that a person added, under the name it has in a package: never its own. */
interface ClaimFile {
  name: string;
  file: Pick<AddedFile, 'sha256' | 'bytes' | 'type'>;
}

/** The files that a claim, or what is disclosed of one, has beside it in a package. `index`: its number, from 0. */
export function claimFiles(claim: ClaimPart, index: number): ClaimFile[] {
  return addedFilesOf(claim).map(({ file }, position) => ({
    name: layout.claimFile(index, position, file.type),
    file,
  }));
}

/**
 * The claims as they go into a package, each with its name and the files beside it, and what was asked and answered about them. Of that a
 * disclosure holds nothing.
 */
export function packedClaims({
  kind,
  claims = [],
  inquiries,
}: Pick<PackageRequest, 'kind' | 'claims' | 'inquiries'>) {
  return claims.flatMap((claim, index) => {
    const packed: unknown = kind === 'disclosure' ? disclosedClaim(claim) : claim;
    // A disclosed claim is one with less in it.
    const files = claimFiles(packed as ClaimPart, index);
    const asked = kind === 'evidence' ? (inquiries?.get(claim.claimId) ?? []) : [];
    return [{ name: layout.claimText(index), packed, files }, ...packedInquiry(claim.claimId, asked, index)];
  });
}
