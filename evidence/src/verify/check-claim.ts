import { type ClaimSubmission, claimSubmission } from '@marketsafe/contract';
import { toBase64 } from '../bytes.ts';
import { canonicalJson } from '../canonical-json.ts';
import { claimFiles } from '../package/claims.ts';
import * as layout from '../package/layout.ts';
import { type Context, isHere, type ReadCapture, readCanonical } from './context.ts';
import { readBytes } from './open-package.ts';

type ItemCode =
  | 'claim-other-record'
  | 'claim-other-signature'
  | 'claim-other-files'
  | 'claim-other-masked'
  | 'claim-other-listing';

type Item = ClaimSubmission['evidence'][number];

async function itemProblem(
  context: Context,
  claim: ClaimSubmission,
  item: Item,
  capture: ReadCapture,
): Promise<ItemCode | null> {
  const { manifest, masked, sha256 } = capture;
  const signature = await readBytes(context.opened, layout.captureSignature(item.captureId), 200);
  if (item.manifestSha256 !== sha256) return 'claim-other-record';
  if (signature === null || item.signature !== toBase64(signature)) return 'claim-other-signature';
  if (canonicalJson(item.files) !== canonicalJson(manifest.files)) return 'claim-other-files';
  if (canonicalJson(item.masked) !== canonicalJson(masked)) return 'claim-other-masked';
  const { listing, request } = manifest;
  const { target } = claim;
  const same =
    listing.marketplace === target.marketplace &&
    listing.itemId === target.itemId &&
    request.canonicalUrl === target.canonicalUrl;
  return same ? null : 'claim-other-listing';
}

/** @param named takes the names of the files that were added to the claim @returns the claim's id */
async function checkClaim(
  context: Context,
  name: string,
  captures: readonly ReadCapture[],
  named: Set<string>,
): Promise<string | null> {
  const { opened, report } = context;
  const claim = await readCanonical(opened, name, claimSubmission);
  if (!claim) {
    report('claim', name, 'failed', 'claim-unreadable', { name });
    return null;
  }
  let wrong = 0;
  for (const item of claim.value.evidence) {
    const capture = captures.find(({ manifest }) => manifest.captureId === item.captureId);
    const problem = capture && (await itemProblem(context, claim.value, item, capture));
    if (problem === null) continue;
    wrong += 1;
    if (problem) report('claim', name, 'failed', problem, { name });
    else report('claim', name, 'failed', 'claim-capture-missing', { name, capture: item.captureId });
  }
  for (const one of claimFiles(claim.value, layout.claimIndexOf(name))) {
    named.add(one.name);
    if (isHere(context, one)) continue;
    wrong += 1;
    report('claim', name, 'failed', 'claim-file', { name, file: one.name });
  }
  if (wrong === 0) report('claim', name, 'passed', 'claim-fine', { name });
  return claim.value.claimId;
}

/** Claims, where there are any, rest on captures that are in the package, as they are here; none is there twice. */
export async function checkClaims(context: Context, captures: readonly ReadCapture[]): Promise<void> {
  const names = [...context.opened.files.keys()].filter(layout.isClaim).sort();
  if (names.length === 0) context.report('claim', 'package', 'absent', 'claim-none');
  const known = new Set<string>();
  const named = new Set<string>();
  for (const name of names) {
    const claimId = await checkClaim(context, name, captures, named);
    if (claimId !== null && known.has(claimId))
      context.report('claim', name, 'failed', 'claim-twice', { name });
    if (claimId !== null) known.add(claimId);
  }
  for (const name of context.opened.files.keys()) {
    if (layout.isClaimFile(name) && !named.has(name))
      context.report('claim', name, 'failed', 'claim-file-unnamed', { name });
  }
}
