import type { MarketplaceId } from '@marketsafe/contract/marketplaces';
import type { Adapter } from './adapter.ts';
import { alibabaAdapter } from './alibaba.ts';
import { alibaba1688Adapter } from './alibaba-1688.ts';
import { aliexpressAdapter } from './aliexpress.ts';

/** One adapter a marketplace; the compiler refuses a marketplace without one. */
export const ADAPTERS: Readonly<Record<MarketplaceId, Adapter>> = {
  alibaba: alibabaAdapter,
  aliexpress: aliexpressAdapter,
  '1688': alibaba1688Adapter,
};
