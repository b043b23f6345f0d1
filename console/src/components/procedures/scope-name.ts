import { MARKETPLACE_IDS, type MarketplaceId } from '@marketsafe/contract';
import { type ScopeId, scopesOf, sitesOf } from '@marketsafe/contract/procedures';
import { formatList, m, marketplaceName, placeName } from '@marketsafe/words';

const SHARED: Readonly<Partial<Record<ScopeId, () => string>>> = {
  'law-cn': m.procedure_scope_law_cn,
  'law-eu': m.procedure_scope_law_eu,
  'law-tr': m.procedure_scope_law_tr,
  'alibaba-ipp': m.procedure_scope_ipp,
};

/** A country's site of a marketplace. */
export function siteName(marketplace: MarketplaceId, site: string): string {
  return m.procedure_site({
    marketplace: marketplaceName(marketplace),
    place: placeName(site.toUpperCase()),
  });
}

/** A law, a program of several marketplaces, a marketplace, or one country's site of it. */
export function scopeName(scope: ScopeId): string {
  const shared = SHARED[scope];
  if (shared) return shared();
  const marketplace = MARKETPLACE_IDS.find((id) => id === scope);
  if (marketplace) return marketplaceName(marketplace);
  for (const id of MARKETPLACE_IDS) {
    const site = sitesOf(id).find((each) => `${id}-${each}` === scope);
    if (site !== undefined) return siteName(id, site);
  }
  return scope;
}

/** The marketplaces for which a value of this scope stands. */
export function marketplacesOf(scope: ScopeId): MarketplaceId[] {
  return MARKETPLACE_IDS.filter((id) =>
    [null, ...sitesOf(id)].some((site) => scopesOf(id, site).includes(scope)),
  );
}

/** Their names. */
export function servedBy(scope: ScopeId): string {
  return formatList(marketplacesOf(scope).map((id) => marketplaceName(id)));
}
