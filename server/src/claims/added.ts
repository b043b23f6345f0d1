import { addedFilesOf, type ClaimSubmission, consentedFields } from '@marketsafe/contract';
import type { StoredBlob } from '../blobs/service.ts';
import type { Say } from './masked.ts';

/**
 * What is wrong with what a person filled in: files that are here as something else, and consents to nothing.
 * @param say takes the path of a field and what is wrong with it
 */
export function particularFaults(
  claim: ClaimSubmission,
  blobs: ReadonlyMap<string, StoredBlob>,
  say: Say,
): void {
  for (const { field, file } of addedFilesOf(claim)) {
    const blob = blobs.get(file.sha256);
    if (blob && blob.bytes !== file.bytes) say(`/particulars/${field}`, 'other-size-or-type');
  }
  for (const name of consentedFields(claim)) {
    // What goes out says what was consented to, so it must be there.
    if (!Object.hasOwn(claim.particulars ?? {}, name))
      say(`/particulars/consents/${name}`, 'consent-to-nothing');
  }
}
