import type { ClaimSubmission } from '@marketsafe/contract';
import { toBase64 } from '../bytes.ts';
import { canonicalJson } from '../canonical-json.ts';
import * as layout from '../package/layout.ts';
import type { Context, ReadCapture } from './context.ts';
import { readBytes } from './open-package.ts';

type ItemCode =
  | 'claim-other-record'
  | 'claim-other-signature'
  | 'claim-other-files'
  | 'claim-other-masked'
  | 'claim-other-listing';

type Item = ClaimSubmission['evidence'][number];

/** What of a capture, as a claim or an answer names it, is other than here; null where nothing is. */
async function itemProblem(
  context: Context,
  target: ClaimSubmission['target'],
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
  const same =
    listing.marketplace === target.marketplace &&
    listing.itemId === target.itemId &&
    request.canonicalUrl === target.canonicalUrl;
  return same ? null : 'claim-other-listing';
}

/**
 * Captures that a claim or an answer rests on are here, as it names them.
 * @returns how many are not
 */
export async function checkItems(
  context: Context,
  { id, name, target }: { id: 'claim' | 'inquiry'; name: string; target: ClaimSubmission['target'] },
  items: readonly Item[],
  captures: readonly ReadCapture[],
): Promise<number> {
  let wrong = 0;
  for (const item of items) {
    const capture = captures.find(({ manifest }) => manifest.captureId === item.captureId);
    const problem = capture && (await itemProblem(context, target, item, capture));
    if (problem === null) continue;
    wrong += 1;
    if (problem) context.report(id, name, 'failed', problem, { name });
    else context.report(id, name, 'failed', 'claim-capture-missing', { name, capture: item.captureId });
  }
  return wrong;
}
