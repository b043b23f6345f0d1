import type { MarketplaceId } from './types.ts';

/**
 * Version of each marketplace's adapter. Counts up with every change to what the adapter reads: a capture records it, a switch-off names
 * the last one it holds for, and the console proposes it.
 */
export const ADAPTER_VERSIONS: Readonly<Record<MarketplaceId, number>> = {
  alibaba: 2,
  aliexpress: 2,
  '1688': 2,
  taobao: 1,
  tmall: 1,
  'tmall-global': 1,
  goofish: 1,
  lazada: 1,
  daraz: 1,
  trendyol: 1,
  miravia: 1,
};
