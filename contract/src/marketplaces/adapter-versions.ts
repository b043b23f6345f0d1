import type { MarketplaceId } from './types.ts';

/**
 * Version of each marketplace's adapter. Counts up with every change to what the adapter reads: a capture records it, a switch-off names
 * the last one it holds for, and the console proposes it.
 */
export const ADAPTER_VERSIONS: Readonly<Record<MarketplaceId, number>> = {
  alibaba: 3,
  aliexpress: 3,
  '1688': 3,
  taobao: 2,
  tmall: 2,
  'tmall-global': 2,
  goofish: 2,
  lazada: 2,
  daraz: 2,
  trendyol: 2,
  miravia: 2,
};
