import { type ClaimSubmission, claimSubmission } from '@marketsafe/contract';
import { toBase64 } from '../bytes.ts';
import { canonicalJson } from '../canonical-json.ts';
import { claimFiles } from '../package/claims.ts';
import * as layout from '../package/layout.ts';
import { type Context, isHere, type ReadCapture, readCanonical } from './context.ts';
import { readBytes } from './open-package.ts';

type Item = ClaimSubmission['evidence'][number];

async function itemProblem(
  context: Context,
  claim: ClaimSubmission,
  item: Item,
  capture: ReadCapture,
): Promise<string | null> {
  const { manifest, masked, sha256 } = capture;
  const signature = await readBytes(context.opened, layout.captureSignature(item.captureId), 200);
  if (item.manifestSha256 !== sha256) return 'names another record of the capture than the one here';
  if (signature === null || item.signature !== toBase64(signature))
    return 'names another signature than the one here';
  if (canonicalJson(item.files) !== canonicalJson(manifest.files))
    return 'lists other files than the capture’s record';
  if (canonicalJson(item.masked) !== canonicalJson(masked)) return 'lists other masked copies than are here';
  const { listing, request } = manifest;
  const { target } = claim;
  const same =
    listing.marketplace === target.marketplace &&
    listing.itemId === target.itemId &&
    request.canonicalUrl === target.canonicalUrl;
  return same ? null : 'is about another listing than the capture';
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
    report('claim', name, 'failed', `${name} has another form than a claim must have.`);
    return null;
  }
  const wrong: string[] = [];
  for (const item of claim.value.evidence) {
    const capture = captures.find(({ manifest }) => manifest.captureId === item.captureId);
    const problem = capture
      ? await itemProblem(context, claim.value, item, capture)
      : `rests on capture ${item.captureId}, which is not in the package`;
    if (problem) wrong.push(problem);
  }
  for (const one of claimFiles(claim.value, layout.claimIndexOf(name))) {
    named.add(one.name);
    if (!isHere(context, one)) wrong.push(`names ${one.name}, which is missing or another file than it says`);
  }
  for (const what of wrong) report('claim', name, 'failed', `The claim ${name} ${what}.`);
  if (wrong.length === 0)
    report('claim', name, 'passed', `The claim ${name} rests on captures of this package, as they are here.`);
  return claim.value.claimId;
}

/** Claims, where there are any, rest on captures that are in the package, as they are here; none is there twice. */
export async function checkClaims(context: Context, captures: readonly ReadCapture[]): Promise<void> {
  const names = [...context.opened.files.keys()].filter(layout.isClaim).sort();
  if (names.length === 0) context.report('claim', 'package', 'absent', 'The package holds no claim.');
  const known = new Set<string>();
  const named = new Set<string>();
  for (const name of names) {
    const claimId = await checkClaim(context, name, captures, named);
    if (claimId !== null && known.has(claimId))
      context.report('claim', name, 'failed', `The claim ${name} is in the package twice.`);
    if (claimId !== null) known.add(claimId);
  }
  for (const name of context.opened.files.keys()) {
    if (layout.isClaimFile(name) && !named.has(name))
      context.report('claim', name, 'failed', `No claim of the package names ${name}.`);
  }
}
