import type { MarketplaceId } from '@marketsafe/contract/marketplaces';
import { alibaba1688ViewerSigns } from './sites/1688/viewer-signs.ts';
import { alibabaViewerSigns } from './sites/alibaba/viewer-signs.ts';
import { aliexpressViewerSigns } from './sites/aliexpress/viewer-signs.ts';
import { goofishViewerSigns } from './sites/goofish/viewer-signs.ts';
import { lazadaViewerSigns } from './sites/lazada/viewer-signs.ts';
import { taobaoViewerSigns } from './sites/taobao/viewer-signs.ts';
import { trendyolViewerSigns } from './sites/trendyol/viewer-signs.ts';

/**
 * Where a marketplace's pages show who is looking. Selectors and names only; each list holds the eras of a site, newest first. Data only:
 * it is part of scripts that a click runs in the page.
 */
export interface ViewerSigns {
  /** Everything that belongs to the viewer: account, delivery address, cart, messages, recently viewed. */
  areas: readonly string[];
  /** Elements whose text is the viewer's name, or a greeting with it. */
  names: readonly string[];
  /** Elements whose text is the viewer's address. */
  addresses: readonly string[];
  /** Fields of the page's inline state that hold the viewer's name or address and nobody else's. */
  state: readonly string[];
  /** Inline variables about the viewer alone: every name in them counts, whatever its field is called. */
  records: readonly string[];
}

/** On every site. What was viewed before, what is typed of oneself, and frames of other documents about the viewer: nobody can read those. */
const EVERYWHERE: readonly string[] = [
  '[class*="recently-viewed" i]',
  '[class*="recentlyviewed" i]',
  '[class*="recently_viewed" i]',
  '[class*="recent-view" i]',
  '[class*="recentview" i]',
  '[id*="recently" i]',
  '[data-module-name*="recently" i]',
  '[data-testid*="recently" i]',
  '[class*="footprint" i]',
  'input[type="email"]',
  'input[type="tel"]',
  'iframe[src*="login" i]',
  'iframe[src*="message" i]',
  'iframe[src*="chat" i]',
  'iframe[src*="cart" i]',
];

/** Sites that run one engine show the viewer in the same places. */
const SIGNS: Readonly<Record<MarketplaceId, ViewerSigns>> = {
  alibaba: alibabaViewerSigns,
  aliexpress: aliexpressViewerSigns,
  '1688': alibaba1688ViewerSigns,
  taobao: taobaoViewerSigns,
  tmall: taobaoViewerSigns,
  'tmall-global': taobaoViewerSigns,
  goofish: goofishViewerSigns,
  lazada: lazadaViewerSigns,
  daraz: lazadaViewerSigns,
  trendyol: trendyolViewerSigns,
  miravia: lazadaViewerSigns,
};

/** A marketplace's signs together with those of every site. */
export function viewerSignsOf(marketplace: MarketplaceId): ViewerSigns {
  const signs = SIGNS[marketplace];
  return { ...signs, areas: [...signs.areas, ...EVERYWHERE] };
}
