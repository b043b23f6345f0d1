import { type ClaimSubmission, claimSubmission } from '@marketsafe/contract';
import { claimFiles } from '../package/claims.ts';
import * as layout from '../package/layout.ts';
import { checkInquiry } from './check-inquiry.ts';
import { checkItems } from './check-items.ts';
import { type Context, isHere, type ReadCapture, readCanonical } from './context.ts';

/** @param named takes the names of the files that were added to the claim @returns the claim, where it can be read */
async function checkClaim(
  context: Context,
  name: string,
  captures: readonly ReadCapture[],
  named: Set<string>,
): Promise<ClaimSubmission | null> {
  const { opened, report } = context;
  const claim = await readCanonical(opened, name, claimSubmission);
  if (!claim) {
    report('claim', name, 'failed', 'claim-unreadable', { name });
    return null;
  }
  let wrong = 0;
  wrong += await checkItems(
    context,
    { id: 'claim', name, target: claim.value.target },
    claim.value.evidence,
    captures,
  );
  for (const one of claimFiles(claim.value, layout.claimIndexOf(name))) {
    named.add(one.name);
    if (isHere(context, one)) continue;
    wrong += 1;
    report('claim', name, 'failed', 'claim-file', { name, file: one.name });
  }
  if (wrong === 0) report('claim', name, 'passed', 'claim-fine', { name });
  return claim.value;
}

/** Claims, where there are any, rest on captures that are in the package, as they are here; none is there twice. */
export async function checkClaims(context: Context, captures: readonly ReadCapture[]): Promise<void> {
  const names = [...context.opened.files.keys()].filter(layout.isClaim).sort();
  if (names.length === 0) context.report('claim', 'package', 'absent', 'claim-none');
  const known = new Set<string>();
  const named = new Set<string>();
  for (const name of names) {
    const claim = await checkClaim(context, name, captures, named);
    if (!claim) continue;
    if (known.has(claim.claimId)) context.report('claim', name, 'failed', 'claim-twice', { name });
    known.add(claim.claimId);
    await checkInquiry(context, layout.claimIndexOf(name), claim, captures, named);
  }
  for (const name of context.opened.files.keys()) {
    if (named.has(name)) continue;
    if (layout.isClaimFile(name)) context.report('claim', name, 'failed', 'claim-file-unnamed', { name });
    if (layout.isInquiry(name)) context.report('inquiry', name, 'failed', 'answer-unnamed', { name });
  }
}
