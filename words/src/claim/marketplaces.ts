import type { MarketplaceId } from '@marketsafe/contract';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const NAMES = {
  alibaba: m.claim_marketplace_alibaba,
  aliexpress: m.claim_marketplace_aliexpress,
  '1688': m.claim_marketplace_1688,
  taobao: m.claim_marketplace_taobao,
  tmall: m.claim_marketplace_tmall,
  'tmall-global': m.claim_marketplace_tmall_global,
  goofish: m.claim_marketplace_goofish,
  lazada: m.claim_marketplace_lazada,
  daraz: m.claim_marketplace_daraz,
  trendyol: m.claim_marketplace_trendyol,
  miravia: m.claim_marketplace_miravia,
} satisfies Record<MarketplaceId, unknown>;

/** Name of a marketplace as its users know it; an id of another version stands for itself. */
export function marketplaceName(id: string, language: Language = currentLanguage()): string {
  return known(NAMES, id)?.({}, { locale: language }) ?? id;
}
