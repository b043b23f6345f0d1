import type { MarketplaceId } from '@marketsafe/contract/marketplaces';
import type { ListAdapter } from './adapter.ts';
import { alibaba1688Lists } from './sites/1688/lists.ts';
import { alibabaLists } from './sites/alibaba/lists.ts';
import { aliexpressLists } from './sites/aliexpress/lists.ts';
import { goofishLists } from './sites/goofish/lists.ts';
import { lazadaLists } from './sites/lazada/lists.ts';
import { taobaoLists } from './sites/taobao/lists.ts';
import { trendyolLists } from './sites/trendyol/lists.ts';

/** One a marketplace, apart from `registry.ts`: sites that run one engine show the same lists. */
export const LIST_ADAPTERS: Readonly<Record<MarketplaceId, ListAdapter>> = {
  alibaba: alibabaLists,
  aliexpress: aliexpressLists,
  '1688': alibaba1688Lists,
  taobao: taobaoLists,
  tmall: taobaoLists,
  'tmall-global': taobaoLists,
  goofish: goofishLists,
  lazada: lazadaLists,
  daraz: lazadaLists,
  trendyol: trendyolLists,
  miravia: lazadaLists,
};
