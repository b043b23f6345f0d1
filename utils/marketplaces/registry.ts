import type { MarketplaceId } from '@marketsafe/contract/marketplaces';
import type { Adapter } from './adapter.ts';
import { alibaba1688Adapter } from './sites/1688/adapter.ts';
import { alibabaAdapter } from './sites/alibaba/adapter.ts';
import { aliexpressAdapter } from './sites/aliexpress/adapter.ts';
import { goofishAdapter } from './sites/goofish/adapter.ts';
import { darazAdapter, lazadaAdapter, miraviaAdapter } from './sites/lazada/adapter.ts';
import { taobaoAdapter, tmallAdapter, tmallGlobalAdapter } from './sites/taobao/adapter.ts';
import { trendyolAdapter } from './sites/trendyol/adapter.ts';

/** One adapter a marketplace; the compiler refuses a marketplace without one. */
export const ADAPTERS: Readonly<Record<MarketplaceId, Adapter>> = {
  alibaba: alibabaAdapter,
  aliexpress: aliexpressAdapter,
  '1688': alibaba1688Adapter,
  taobao: taobaoAdapter,
  tmall: tmallAdapter,
  'tmall-global': tmallGlobalAdapter,
  goofish: goofishAdapter,
  lazada: lazadaAdapter,
  daraz: darazAdapter,
  trendyol: trendyolAdapter,
  miravia: miraviaAdapter,
};
