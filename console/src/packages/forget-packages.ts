import { sweepScratch } from '@marketsafe/evidence';

/**
 * Deletes every package that this browser still keeps from its download: a session that ends leaves nothing for the next user. Never
 * throws.
 */
export async function forgetPackages(): Promise<void> {
  await sweepScratch(navigator.storage, Number.POSITIVE_INFINITY);
}
